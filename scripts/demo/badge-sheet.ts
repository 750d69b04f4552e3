import { create, toString as toSvg } from 'qrcode'

export interface SheetBadge {
  readonly name: string
  readonly title: string
  readonly agency: string
  /** 41 digits. */
  readonly code: string
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

async function card(badge: SheetBadge): Promise<string> {
  const segments = [{ data: badge.code, mode: 'numeric' as const }]
  if (create(segments, { errorCorrectionLevel: 'M' }).version !== 2)
    throw new Error('a badge fits version 2-M')
  const qr = await toSvg(segments, { type: 'svg', errorCorrectionLevel: 'M', version: 2, margin: 4 })
  return `<article><header>${escapeHtml(badge.agency)}</header><div>${qr}</div><h2>${escapeHtml(badge.name)}</h2><p>${escapeHtml(badge.title)}</p></article>`
}

/** A printable A4 page of QR badges, ten to a sheet in the size of an identity card (85.6 × 54 mm). */
export async function badgeSheet(title: string, badges: readonly SheetBadge[]): Promise<string> {
  const cards = await Promise.all(badges.map(card))
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="badges.css"></head>
<body><h1>${escapeHtml(title)}</h1><p class="hint">Giơ một thẻ trước camera của máy chấm công, hoặc in trang này ra giấy. Dữ liệu mẫu: người và nơi đều không có thật.</p>
<main>${cards.join('\n')}</main></body></html>`
}

export const BADGE_SHEET_STYLE = `
@page { size: A4; margin: 10mm }
body { font: 16px/1.5 'Be Vietnam Pro', 'Noto Sans', sans-serif; margin: 24px; color: #14212e; background: #fff }
h1 { font-size: 22px } .hint { color: #44525f }
main { display: grid; grid-template-columns: repeat(auto-fill, 85.6mm); gap: 6mm }
article { box-sizing: border-box; width: 85.6mm; height: 54mm; border: 1px solid #9aa7b3; border-radius: 3mm; padding: 3mm 4mm;
  display: grid; grid-template-columns: 1fr 34mm; grid-template-rows: auto 1fr auto; column-gap: 3mm; break-inside: avoid }
article header { grid-column: 1 / 3; font-size: 11px; font-weight: 600; text-transform: uppercase; color: #0b4f8a }
article div { grid-column: 2; grid-row: 2 / 4; align-self: center } article svg { width: 34mm; height: 34mm; display: block }
article h2 { grid-column: 1; align-self: end; font-size: 17px; margin: 0 } article p { grid-column: 1; margin: 0 0 4mm; font-size: 12px }
@media print { body { margin: 0 } h1, .hint { display: none } }
`
