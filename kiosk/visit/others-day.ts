import type { OthersDay, OthersHeard } from '../../core/kiosk/kiosk-visit-api.ts'
import { SILENT_AFTER_MS } from '../../core/person-day/judge-person-day.ts'
import type { DayFlag, PersonDay } from '../../core/person-day/person-day.ts'
import { policyFor } from '../../core/schedule/policy-for.ts'
import { startOfDate } from '../../core/time.ts'
import { isAloneOn } from '../scan/elsewhere-view.ts'
import type { Frame } from './frame.ts'

const SECOND_MS = 1000

/** How far the point's other kiosks were heard about a date; `null`: it had none then. */
export function othersHeard(frame: Frame, date: string): OthersHeard | null {
  if (isAloneOn(frame.directory, frame.elsewhere, date)) return null
  const heardTo = frame.elsewhere?.heardTo(date) ?? null
  const isOfThatDay = heardTo !== null && heardTo >= startOfDate(date, frame.directory.rulebook.zone)
  const isLately = isOfThatDay && frame.now - heardTo <= SILENT_AFTER_MS
  return { standing: isLately ? 'heard' : isOfThatDay ? 'silent' : 'unheard', heardTo }
}

/**
 * The same with what is on record elsewhere of one person's day; `null`: the point had no other kiosk, and they scanned at
 * no other point.
 */
export function othersDay(frame: Frame, person: string, date: string): OthersDay | null {
  const unsure = frame.elsewhere?.isUnsure(person, date) ?? false
  const none: OthersHeard | null = unsure ? { standing: 'heard', heardTo: frame.now } : null
  const heard = othersHeard(frame, date) ?? none
  if (heard === null) return null
  return {
    ...heard,
    unsure,
    scans: frame.elsewhere?.scansOf(person, date) ?? [],
  }
}

/**
 * Up to when everything recorded at the point about a person's day is known here, UTC ms.
 * @returns `null`: not known, or this kiosk's log began after `since`
 */
export function knownTo(frame: Frame, others: OthersDay | null, since: number): number | null {
  if (frame.since === null || frame.since > since) return null
  if (others === null) return frame.now
  return others.heardTo === null || others.unsure ? null : Math.min(frame.now, others.heardTo)
}

/**
 * What of a day's flags may be held against somebody by one kiosk among others: lateness once the others were heard up to
 * the arrival, as the kiosk answers the scan itself; leaving early and being away while they are heard, or were long enough
 * afterwards. A scan that lies there could take it back.
 */
export function sureFlags(
  frame: Frame,
  person: string,
  { date, flags, marks, sessions, away }: PersonDay,
  others: OthersDay | null,
): readonly DayFlag[] {
  if (others === null) return flags
  const { directory, elsewhere } = frame
  const { heardTo, standing, unsure } = others
  const repeatWithinMs = policyFor(directory.rulebook, directory.point, date).duplicateWithin * SECOND_MS
  const isHeard = (at: number | undefined, withinMs = 0) =>
    heardTo !== null && at !== undefined && elsewhere?.knows(person, at, withinMs) === true
  return flags.filter(({ code, session = -1 }) => {
    if (code === 'late') return isHeard(marks[session]?.in?.at, repeatWithinMs)
    if (code === 'early') return (standing === 'heard' && !unsure) || isHeard(sessions[session + 1]?.end)
    if (code === 'away') return (standing === 'heard' && !unsure) || isHeard(away.at(-1)?.to)
    return true
  })
}
