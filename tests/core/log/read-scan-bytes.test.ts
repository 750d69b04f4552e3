import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseEvent } from '../../../core/log/event.ts'
import { newScanPlace, readScanBytes, scanPrefix } from '../../../core/log/read-scan-bytes.ts'

const LOG = '0199d2b0-1111-7000-8000-000000000001'
const prefix = scanPrefix(LOG)
const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`))
const uuid = fc
  .tuple(
    hex(8),
    hex(4),
    fc.integer({ min: 1, max: 8 }),
    hex(3),
    fc.constantFrom('8', '9', 'a', 'b'),
    hex(3),
    hex(12),
  )
  .map(([a, b, version, c, variant, d, e]) => `${a}-${b}-${version}${c}-${variant}${d}-${e}`)
const scan = fc.record({
  v: fc.constant(1),
  log: fc.constant(LOG),
  seq: fc.integer({ min: 1, max: 2_000_000_000 }),
  id: uuid,
  at: fc.oneof(fc.nat({ max: 4_000_000_000_000 }), fc.constantFrom(0, 253_402_300_799_999)),
  up: fc.oneof(fc.nat({ max: 2_000_000_000 }), fc.constantFrom(0, 0.5, 12345.678)),
  run: uuid,
  type: fc.constant('scan'),
  data: fc.record({
    badge: hex(64),
    staff: fc.stringMatching(/^[a-zA-Z0-9 _.-]{1,64}$/),
    method: fc.constantFrom('camera', 'scanner'),
  }),
})
const bytesOf = (text: string) => new TextEncoder().encode(text)

describe('the quick reader of scans', () => {
  test('reads every scan as this program writes it, and says its place', () => {
    fc.assert(
      fc.property(scan, (event) => {
        const place = newScanPlace()
        expect(readScanBytes(bytesOf(JSON.stringify(event)), prefix, place)).toBe(true)
        expect({ seq: place.seq, at: place.at }).toEqual({ seq: event.seq, at: event.at })
        expect(place.up).toBeCloseTo(event.up, 3)
        const id = [...place.id].map((part) => part.toString(16).padStart(8, '0')).join('')
        expect(id).toBe(event.id.replaceAll('-', ''))
      }),
    )
  })

  test('takes nothing that the strict reader does not take, whatever byte is changed, left out or put in', () => {
    const spoil = fc.record({
      at: fc.nat({ max: 400 }),
      byte: fc.oneof(fc.nat({ max: 255 }), fc.constantFrom(...bytesOf('0123456789abcdef'))),
      way: fc.nat({ max: 2 }),
    })
    let taken = 0
    fc.assert(
      fc.property(scan, fc.array(spoil, { minLength: 1, maxLength: 2 }), (event, spoils) => {
        let bytes = [...bytesOf(JSON.stringify(event))]
        for (const { at, byte, way } of spoils) {
          const place = at % bytes.length
          bytes = bytes.toSpliced(place, way === 0 ? 1 : way === 1 ? 1 : 0, ...(way === 0 ? [] : [byte]))
        }
        const array = Uint8Array.from(bytes)
        const place = newScanPlace()
        if (!readScanBytes(array, prefix, place)) return
        taken++
        const parsed = parseEvent(new TextDecoder('utf-8', { fatal: true }).decode(array))
        expect(parsed.kind).toBe('known')
        if (parsed.kind === 'known') expect(parsed.event.seq).toBe(place.seq)
      }),
      { numRuns: 20_000 },
    )
    expect(taken).toBeGreaterThan(500)
  })

  test('leaves the unusual to the strict reader', () => {
    const event = (change: object) => JSON.stringify({ ...JSON.parse(plain), ...change })
    const [sample] = fc.sample(scan, 1)
    const plain = JSON.stringify(sample)
    const unusual = [
      event({ log: '0199d2b0-1111-7000-8000-000000000002' }),
      event({ data: { badge: 'a'.repeat(64), staff: null, method: 'camera' } }),
      event({ data: { badge: 'a'.repeat(64), staff: 'Ai đó', method: 'camera' } }),
      event({ data: { badge: 'a'.repeat(64), staff: 'a"b', method: 'camera' } }),
      event({ data: { badge: 'a'.repeat(64), staff: 'a', method: 'camera', intent: 'leave' } }),
      plain.replace('{"v":1,', '{ "v":1,'),
      plain.slice(0, -1),
      `${plain} `,
      '',
    ]
    for (const text of unusual) expect(readScanBytes(bytesOf(text), prefix, newScanPlace()), text).toBe(false)
  })
})
