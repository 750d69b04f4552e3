import type { PersonDay } from './person-day.ts'

/**
 * Sessions, by index, that add nothing to the time worked because a scan is missing, although the person was there and
 * the day counts on the timesheet: the minutes that would otherwise be lost without a word.
 */
export const uncountedSessions = ({ states, marks }: Pick<PersonDay, 'states' | 'marks'>): number[] =>
  states.flatMap((state, session) => {
    const own = marks[session]
    return state === 'incomplete' && (!own?.in || !own.out) ? [session] : []
  })
