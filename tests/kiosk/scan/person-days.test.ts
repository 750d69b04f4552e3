import { describe, expect, test, vi } from 'vitest'
import type { KnownEvent } from '../../../core/log/event.ts'
import type { LogStore } from '../../../db/kiosk/store/log-store.ts'
import { createPersonDays } from '../../../kiosk/scan/person-days.ts'

const DATE = '2026-10-05'
const AT = Date.parse(`${DATE}T00:30:00Z`)

/** A log in which one person has scanned at these places, a minute apart. */
function logOf(seqs: readonly number[]) {
  const rows = seqs.map((seq) => ({ seq, text: JSON.stringify(scan(seq)) }))
  const ofPerson = vi.fn((_person: string, before: number, count: number) =>
    rows
      .filter(({ seq }) => seq < before)
      .reverse()
      .slice(0, count),
  )
  return { store: { read: { ofPerson } } as unknown as LogStore, ofPerson }
}

const scan = (seq: number): KnownEvent => ({
  v: 1,
  log: '01900000-0000-7000-8000-00000000000a',
  run: '01900000-0000-7000-8000-00000000000c',
  seq,
  id: `01900000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
  at: AT + seq * 60_000,
  up: seq * 60_000,
  type: 'scan',
  data: { badge: 'b'.repeat(64), staff: 'p-1', method: 'scanner' },
})

const personDays = () =>
  createPersonDays(
    () => 'Asia/Ho_Chi_Minh',
    (_store, { at }) => at,
  )

describe('the events of a person’s day', () => {
  test('an event that was just written is not read again', () => {
    const days = personDays()
    const { store, ofPerson } = logOf([1, 2, 3])
    days.add(store, 'p-1', scan(3))
    expect(days.of(store, 'p-1', DATE).scans.map(({ at }) => at)).toEqual(
      [1, 2, 3].map((n) => AT + n * 60_000),
    )
    expect(ofPerson.mock.calls).toEqual([['p-1', 3, expect.any(Number)]])
  })

  test('what was written before anybody asked is read once', () => {
    const days = personDays()
    const { store, ofPerson } = logOf([1, 2])
    days.of(store, 'p-1', DATE)
    days.add(store, 'p-1', scan(3))
    expect(days.of(store, 'p-1', DATE).scans).toHaveLength(3)
    expect(ofPerson).toHaveBeenCalledTimes(1)
  })

  test('an event of another date begins another day', () => {
    const days = personDays()
    const { store } = logOf([1])
    days.of(store, 'p-1', DATE)
    const tomorrow = { ...scan(2), at: AT + 24 * 3_600_000 }
    days.add(store, 'p-1', tomorrow)
    expect(days.of(store, 'p-1', '2026-10-06').scans).toHaveLength(1)
    expect(days.of(store, 'p-1', DATE).scans).toHaveLength(1)
  })

  test('what is said after midnight of a scan before it stands with the scan', () => {
    const days = personDays()
    const { store } = logOf([])
    days.add(store, 'p-1', scan(3))
    const said = {
      ...scan(4),
      at: AT + 24 * 3_600_000,
      type: 'intent' as const,
      data: { scan: scan(3).id, intent: 'out-duty' as const },
    }
    days.add(store, 'p-1', said)
    expect(days.of(store, 'p-1', DATE).scans).toMatchObject([{ intent: 'out-duty' }])
  })

  test('a log that cannot be read unsays no event that is on it', () => {
    const days = personDays()
    const { store, ofPerson } = logOf([1, 2, 3])
    ofPerson.mockImplementationOnce(() => {
      throw new Error('SQLITE_IOERR_READ')
    })
    days.add(store, 'p-1', scan(3))
    expect(days.of(store, 'p-1', DATE).scans).toHaveLength(3)
  })
})
