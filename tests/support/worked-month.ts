import { addDays, datesOfMonth, instantOf, weekdayOf } from '../../core/time.ts'
import type { TestDistrict } from './create-test-district.ts'
import { createWireKiosk, type WireKiosk } from './wire-kiosk.ts'

export const ZONE = 'Asia/Ho_Chi_Minh'
/** The month that was worked, and who missed what: by person and date, the times they scanned. */
export const MONTH = '2026-10'

/** What everybody scans on a working day where nothing else is said. */
const USUAL = ['07:24', '11:33', '12:55', '17:04'] as const
/** The days that were not like the others. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  /** 17 minutes late. */
  'a1 2026-10-06': ['07:47', '11:33', '12:55', '17:04'],
  /** 25 minutes early. */
  'a1 2026-10-08': ['07:24', '11:33', '12:55', '16:35'],
  /** Away all day. */
  'a2 2026-10-07': [],
  /** Away in the afternoon. */
  'a3 2026-10-09': ['07:24', '11:33'],
  /** Forgot the last scan. */
  'a3 2026-10-13': ['07:24', '11:33', '12:55'],
}

export const scansOf = (person: string, date: string): readonly string[] =>
  weekdayOf(date) > 5 ? [] : (OTHERS[`${person} ${date}`] ?? USUAL)

/**
 * A month of scans at point A by a real kiosk over the wire, sent a day at a time, the district's clock moved along.
 * @returns the kiosk; the clock stands on the third of the next month, everything delivered
 */
export async function workMonth(district: TestDistrict): Promise<WireKiosk> {
  district.clock.set(instantOf(addDays(`${MONTH}-01`, -1), '07:00', ZONE))
  const kiosk = await createWireKiosk(district, { point: 'point-a' }).enrol()
  let sent = 0
  for (const date of datesOfMonth(MONTH)) {
    const scans = ['a1', 'a2', 'a3']
      .flatMap((person, index) =>
        scansOf(person, date).map((time) => ({ person, at: instantOf(date, time, ZONE) + index * 5_000 })),
      )
      .sort((a, b) => a.at - b.at)
    for (const { person, at } of scans) kiosk.scan(person, at)
    district.clock.set(instantOf(date, '23:30', ZONE))
    await kiosk.hello()
    if (kiosk.texts.length > sent) {
      const answer = await kiosk.send(sent + 1)
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
      sent = kiosk.texts.length
    }
  }
  district.clock.set(instantOf(addDays(datesOfMonth(MONTH).at(-1) ?? '', 3), '09:00', ZONE))
  await kiosk.hello()
  return kiosk
}
