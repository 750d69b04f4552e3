import { create } from 'qrcode'
import type { ReactElement } from 'react'
import { CHECK_CODE } from '../../../../core/badge/check-code.ts'
import type { Say, TextKey } from '../../text/kiosk-text.ts'
import classes from '../desk.module.css'
import check from './check.module.css'

/** What is set, under the names of scanners' manuals, and to what. */
const SETTINGS = [
  ['sheet.interface', 'sheet.interface.to'],
  ['sheet.country', 'sheet.country.to'],
  ['sheet.suffix', 'sheet.suffix.to'],
  ['sheet.prefix', 'sheet.prefix.to'],
  ['sheet.alt', 'sheet.alt.to'],
  ['sheet.case', 'sheet.case.to'],
  ['sheet.delay', 'sheet.delay.to'],
  ['sheet.again', 'sheet.again.to'],
  ['sheet.qr', 'sheet.qr.to'],
] as const satisfies readonly (readonly [TextKey, TextKey])[]

/** White around a QR code, in modules. */
const QUIET = 4
const { modules: MODULES } = create([{ data: CHECK_CODE, mode: 'numeric' }], {
  version: 2,
  errorCorrectionLevel: 'M',
})
const SIDE = MODULES.size + 2 * QUIET
const DARK = Array.from(MODULES.data, (dark, at) =>
  dark ? `M${(at % MODULES.size) + QUIET} ${Math.floor(at / MODULES.size) + QUIET}h1v1h-1z` : '',
).join('')

/**
 * What to look for in a scanner's manual, whose setting codes differ from maker to maker, and a code to try it with
 * that is printed like a badge's.
 */
export function ScannerSheet({ say }: { readonly say: Say }): ReactElement {
  return (
    <div className={classes.two} data-scanner-sheet="">
      <div className={classes.stack}>
        <p className={classes.soft}>{say('sheet.how')}</p>
        <dl className={check.facts}>
          {SETTINGS.map(([name, to]) => (
            <div key={name}>
              <dt>{say(name)}</dt>
              <dd>{say(to)}</dd>
            </div>
          ))}
        </dl>
      </div>
      <figure className={check.tryCode}>
        <svg
          role="img"
          aria-label={say('sheet.try')}
          viewBox={`0 0 ${SIDE} ${SIDE}`}
          shapeRendering="crispEdges"
          data-check-code=""
        >
          <rect width={SIDE} height={SIDE} fill="#ffffff" />
          <path d={DARK} fill="#000000" />
        </svg>
        <figcaption className={classes.soft}>{say('sheet.try')}</figcaption>
      </figure>
    </div>
  )
}
