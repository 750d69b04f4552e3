import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attlogLayout } from '../../../core/old-devices/attlog-layout.ts'
import { readAttlogLine } from '../../../core/old-devices/attlog-line.ts'
import { glgReader } from '../../../core/old-devices/glg-lines.ts'
import { isPossibleReading } from '../../../core/old-devices/possible-reading.ts'

const reading = (text: string, layout: 'push' | 'usb' = 'push') => {
  const read = readAttlogLine(text, layout)
  return read.kind === 'reading' ? read.reading : read
}

describe('a line of an old machine', () => {
  test('pushed over the network: the third column is the direction', () => {
    expect(reading('42\t2026-10-05 07:28:13\t0\t1\t0\t0\t0')).toEqual({
      pin: '42',
      localTime: '2026-10-05 07:28:13',
      offsetSeconds: null,
      status: 0,
      verify: 1,
      workCode: '0',
    })
  })

  test('of a USB file: the third column is the machine, the direction comes after it', () => {
    expect(reading('EMP-20001\t2026-06-02 09:15:00\t99\t0\t3\t0', 'usb')).toMatchObject({
      pin: 'EMP-20001',
      status: 0,
      verify: 3,
      workCode: '0',
    })
    expect(reading('        1\t2026-10-03 08:59:01\t1\t0\t1\t0', 'usb')).toMatchObject({
      pin: '1',
      status: 0,
      verify: 1,
    })
  })

  test('may say its zone, or write seconds since 1970', () => {
    const extended = '7\t2026-10-05 07:28:13\t255\t15\t0\t0\t0\t0\t36.5\t36.5\t25200\te30='
    expect(reading(extended)).toMatchObject({ status: 255, verify: 15, offsetSeconds: 25_200 })
    expect(reading('7\t1791160093\t0\t1')).toMatchObject({
      localTime: '2026-10-05 00:28:13',
      offsetSeconds: 0,
    })
  })

  test.each([
    'PIN=42\tTime=2026-10-05 07:28:13\tStatus=0\tVerifyMode=2',
    'DateTime=2026-10-05 07:28:13\tVerified=2\tPIN=42\tStatus=0',
    'data=42\t2026-10-05 07:28:13\t0\t2',
    'ATTLOG 42\t2026-10-05 07:28:13\t0\t2',
  ])('in other words: %s', (line) => {
    expect(reading(line)).toMatchObject({ pin: '42', localTime: '2026-10-05 07:28:13', status: 0, verify: 2 })
  })

  test('with two fields is enough', () => {
    expect(reading('42\t2026-10-05 07:28')).toMatchObject({
      status: -1,
      verify: -1,
      localTime: '2026-10-05 07:28:00',
    })
  })

  test.each([
    '',
    '   ',
    'CGKK204460123',
    'USER PIN=1\tName=An\tPasswd=1234',
    'OPLOG 4\t0\t2026-10-05 07:00:00\t0',
  ])('that is no reading is passed over: %j', (line) => {
    expect(readAttlogLine(line, 'push')).toEqual({ kind: 'other' })
  })

  test.each([
    ['001090123456\t2026-10-05 07:28:13\t0\t1', 'identity-number'],
    ['42\t2026-10-05 07:28:13\t0\t1\t0\t0\t0\t001090123456\t1', 'identity-number'],
    ['42\t2026-02-30 07:28:13\t0\t1', 'time'],
    ['42\t2026-10-05 25:28:13\t0\t1', 'time'],
    ['42\t2026-10-05 07:28:13\tvào\t1', 'number'],
    ['Nguyễn An\t2026-10-05 07:28:13\t0\t1', 'pin'],
    ['42 2026-10-05 07:28:13 0 1', 'fields'],
    [`42\t2026-10-05 07:28:13\t0\t1\t${'0'.repeat(2_000)}`, 'fields'],
    ['42\u0001\t2026-10-05 07:28:13', 'fields'],
  ])('%j is not kept', (line, why) => {
    expect(readAttlogLine(line, 'push')).toEqual({ kind: 'malformed', why })
  })

  test('never throws, and never keeps a citizen’s number', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('push' as const, 'usb' as const),
        (line, layout) => {
          const read = readAttlogLine(line, layout)
          if (read.kind === 'reading') expect(JSON.stringify(read.reading)).not.toMatch(/"\d{12}"/)
        },
      ),
    )
  })
})

describe('the order of the columns', () => {
  const line = (third: string, more = '\t0\t1\t0') => `42\t2026-10-05 07:28:13\t${third}${more}`
  test.each<[string, string[], string, 'push' | 'usb' | null]>([
    ['seven fields are pushed', [line('0', '\t1\t0\t0\t0')], 'x.dat', 'push'],
    ['four fields are pushed', [line('0', '\t1')], '1_attlog.dat', 'push'],
    ['a third column that is the number in the file’s name', [line('3'), line('3')], '3_attlog.dat', 'usb'],
    ['… with zeros before it', [line('3')], '003_attlog.dat', 'usb'],
    ['a third column that is no direction', [line('99'), line('99')], 'log.dat', 'usb'],
    ['a third column that changes between directions', [line('0'), line('1')], '1_attlog.dat', 'push'],
    ['always the same direction, or the machine: nobody can tell', [line('1'), line('1')], 'log.txt', null],
    ['a third column that changes and is no direction', [line('7'), line('99')], 'log.txt', null],
    [
      'two lines that have lost their work code turn nothing around',
      [line('1'), line('1', '\t0\t1'), line('1', '\t1\t1\t0'), line('1', '\t1\t15')],
      '1_attlog.dat',
      'usb',
    ],
    [
      'tabs at the ends of lines are no columns',
      [line('1', '\t0\t1\t0\t'), line('1', '\t1\t1\t0\t')],
      'dot-1_attlog.dat',
      'usb',
    ],
    [
      'ragged lines of directions stay directions',
      [line('0'), line('1', '\t1\t0'), line('0')],
      'log.txt',
      'push',
    ],
    [
      'half of one kind and half of the other: nobody can tell',
      [line('0', '\t1'), line('1', '\t1'), line('1')],
      'log.txt',
      null,
    ],
    ['nothing to go by', ['', 'CGKK204460123'], 'log.txt', null],
  ])('%s', (_name, lines, file, layout) => {
    expect(attlogLayout(lines, file)).toBe(layout)
  })
})

test('the text of a GLG clock has its numbers, times and directions read, and no names', () => {
  const read = glgReader('No\tTMNo\tEnNo\tName\tGMNo\tMode\tDateTime')
  const lines = [
    '000001\t1\t000000042\tbui thi a\t1\t0\t2026/07/06 07:21:10',
    '000002\t1\t000000043\tdo van b\t1\t1\t2026/02/31 17:05:47',
    '',
  ].map((line) => read?.(line) ?? '')
  expect(lines.map((line) => readAttlogLine(line, 'push'))).toMatchObject([
    { reading: { pin: '42', localTime: '2026-07-06 07:21:10', status: 0 } },
    { kind: 'malformed', why: 'time' },
    { kind: 'other' },
  ])
  expect(lines.join()).not.toContain('bui thi')
  expect(glgReader('42\t2026-10-05 07:28:13\t0\t1')).toBeNull()
})

test('a clock that lost its battery has read nothing in 2000 or 2063', () => {
  const possible = [
    '2000-01-01 00:00:00',
    '2063-11-30 07:21:10',
    '2026-07-06 07:21:10',
    '2026-07-07 00:10:00',
    '2026-07-08 00:00:00',
  ]
  expect(possible.map((time) => isPossibleReading(time, '2026-07-06'))).toEqual([
    false,
    false,
    true,
    true,
    false,
  ])
})
