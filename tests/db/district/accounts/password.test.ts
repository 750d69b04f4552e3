import { performance } from 'node:perf_hooks'
import { expect, it } from 'vitest'
import { passwordProblem } from '../../../../db/district/accounts/password.ts'

it('new passwords are weighed beside the thread that answers kiosks, the longest ones too', async () => {
  const heavy = ['p4$$w0rd1!', '1/1/90-2.3.91/', '4@8({[<369&#!1/|0$5+7%2'].map((piece) =>
    piece.repeat(30).slice(0, 200),
  )
  const before = performance.eventLoopUtilization()
  const problems = await Promise.all(heavy.map((password) => passwordProblem(password, 'quan.tri', 'a lane')))
  expect(problems).toHaveLength(3)
  expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.3)
})
