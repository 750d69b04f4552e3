import { describe, expect, test } from 'vitest'
import { readSessions, writeSessions } from '../../../core/schedule/sessions-text.ts'

const DAY: [string, string][] = [
  ['07:30', '11:30'],
  ['13:00', '17:00'],
]

describe('sessions in words', () => {
  test.each([
    '07:30-11:30, 13:00-17:00',
    '7h30 - 11h30; 13h-17h',
    '7g30–11g30,13:00—17:00',
    ' 07.30-11.30,13.00-17.00 ',
  ])('%s are read', (text) => {
    expect(readSessions(text)).toEqual(DAY)
  })
  test.each([
    '7:30',
    '25:00-26:00',
    '11:30-07:30',
    '07:30-12:00, 11:00-17:00',
    '07:60-11:00',
    'sáng',
    '07:30-07:30',
  ])('%s are not', (text) => {
    expect(readSessions(text)).toBe(null)
  })
  test('none are empty, and what is written is read again', () => {
    expect(readSessions('  ')).toEqual([])
    expect(readSessions(writeSessions(DAY))).toEqual(DAY)
  })
})
