import { expect, it } from 'vitest'
import { createApiToken } from '../../../db/district/accounts/api-tokens.ts'
import { displayNames } from '../../../db/district/organisation/display-names.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict } from '../../support/create-test-district.ts'
import { visitAs } from '../../support/staff-visitor.ts'

const NOW = Date.UTC(2026, 10, 18, 1)

onBothEngines('who did something, as pages call them', (engine) => {
  it('is an account by its display name, a program by what its token is called', async () => {
    const district = await createTestDistrict({ database: engine.database(), now: NOW })
    await visitAs(district, 'clerk')
    const { db } = district.database
    const made = { name: 'Phần mềm lương', permissions: ['import.write'] as const, organisation: null }
    const token = await createApiToken(
      db,
      { ...made, createdBy: 'clerk', expiresAt: NOW + 86_400_000 },
      NOW,
      (count) => new Uint8Array(count).fill(7),
    )
    const nameOf = await displayNames(db, ['clerk', `token:${token.id}`, 'command-line', null])
    expect(['clerk', `token:${token.id}`, 'command-line'].map(nameOf)).toEqual([
      'Cán bộ clerk',
      'Phần mềm lương',
      'command-line',
    ])
    await district.stop()
  })
})
