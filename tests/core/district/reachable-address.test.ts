import { describe, expect, it } from 'vitest'
import { reachOf } from '../../../core/district/reachable-address.ts'

describe('an address for kiosks', () => {
  it.each([
    ['http://127.0.0.1:48851', 'loopback'],
    ['http://127.8.8.8', 'loopback'],
    ['http://localhost:8443', 'loopback'],
    ['http://[::1]:8443', 'loopback'],
    ['http://0.0.0.0:8443', 'loopback'],
    ['not an address', 'loopback'],
    ['https://may-chu:8443', 'local-name'],
    ['https://may-chu.local', 'local-name'],
    ['https://chamcong.haiphong.gov.vn', 'anywhere'],
    ['https://10.22.4.9:8443', 'anywhere'],
    ['https://[2001:db8::7]', 'anywhere'],
  ] as const)('%s leads %s', (address, reach) => {
    expect(reachOf(address)).toBe(reach)
  })
})
