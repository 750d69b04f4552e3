import { orderSessions } from './order-sessions.ts'
import type { DaySessions } from './rulebook.ts'

const SPAN = /^(\d{1,2})[:hg.](\d{2})?\s*[-–—]\s*(\d{1,2})[:hg.](\d{2})?$/i
const timeOf = (hour: string, minute: string | undefined): string =>
  `${hour.padStart(2, '0')}:${minute ?? '00'}`
const isTime = (time: string): boolean => /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(time)

/** Sessions as people write them: `07:30–11:30, 13:00–17:00`; also `7h30 - 11h30`. Empty: none. `null`: unreadable. */
export function readSessions(text: string): DaySessions | null {
  const parts = text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const sessions: DaySessions = []
  for (const part of parts) {
    const found = SPAN.exec(part)
    if (found === null) return null
    const start = timeOf(found[1] ?? '', found[2])
    const end = timeOf(found[3] ?? '', found[4])
    if (!isTime(start) || !isTime(end)) return null
    sessions.push([start, end])
  }
  return orderSessions(sessions).changed ? null : sessions
}

export const writeSessions = (sessions: DaySessions): string =>
  sessions.map(([start, end]) => `${start}–${end}`).join(', ')
