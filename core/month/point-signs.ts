import { z } from 'zod'

/**
 * Signs about a reception point's kiosks and badges in a month that somebody should have looked at before it is signed.
 * They stand beside the days, charge nobody, and are on no paper.
 */
export const POINT_SIGN_CODES = ['clock-step', 'restored', 'silence', 'badge-revoked'] as const
export type PointSignCode = (typeof POINT_SIGN_CODES)[number]

/** One thing that happened, to a kiosk or to a person's badge, on a local date. */
export interface PointHappening {
  readonly code: PointSignCode
  /** Id of the kiosk, or of the person whose badge it was. */
  readonly of: string
  readonly name: string
  readonly dates: readonly string[]
  /** How often; left out: once. */
  readonly times?: number
}

/** How often something happened, on how many days, and to what. */
export const PointSign = z.object({
  code: z.enum(POINT_SIGN_CODES),
  times: z.int(),
  days: z.int(),
  of: z.array(z.object({ id: z.string(), name: z.string(), times: z.int() })),
})
export type PointSign = z.infer<typeof PointSign>

/** What happened in a month, by kind, in the order of `POINT_SIGN_CODES`; a day on which several did counts once. */
export function pointSigns(month: string, all: readonly PointHappening[]): PointSign[] {
  const within = all.flatMap((one) => {
    const dates = one.dates.filter((date) => date.startsWith(`${month}-`))
    return dates.length === 0 ? [] : [{ ...one, dates, times: one.times ?? 1 }]
  })
  const sum = (some: readonly { readonly times: number }[]) =>
    some.reduce((total, { times }) => total + times, 0)
  return POINT_SIGN_CODES.flatMap((code) => {
    const own = within.filter((one) => one.code === code)
    if (own.length === 0) return []
    const days = new Set(own.flatMap(({ dates }) => dates)).size
    const of = [...Map.groupBy(own, (one) => one.of)]
      .map(([id, some]) => ({ id, name: some[0]?.name ?? '', times: sum(some) }))
      .sort((a, b) => a.name.localeCompare(b.name, 'vi', { numeric: true }) || (a.id < b.id ? -1 : 1))
    return [{ code, times: sum(own), days, of }]
  })
}
