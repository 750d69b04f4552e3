import { PGlite } from '@electric-sql/pglite'

const acc = new Map<string, [number, number, number]>()
const orig = PGlite.prototype.transaction
;(PGlite.prototype as any).transaction = function (cb: any) {
  return orig.call(this, (tx: any) => {
    const q = tx.query.bind(tx)
    tx.query = async (text: string, params: any, o: any) => {
      const k = text.replace(/\s+/g, ' ').slice(0, 70)
      const t = performance.now()
      try {
        return await q(text, params, o)
      } finally {
        const e = acc.get(k) ?? [0, 0, 0]
        e[0] += performance.now() - t
        e[1]++
        e[2] += JSON.stringify(params ?? []).length
        acc.set(k, e)
      }
    }
    return cb(tx)
  })
}
const { createTestDistrict } = await import('../../tests/support/create-test-district.ts')
const { benchSeed, makeLog, say, upload, POINTS, KIOSKS, ROUNDS } = await import('./district-log.ts')
const { createEnrolmentCode } = await import('../../db/district/enrolment.ts')

import { randomBytes } from 'node:crypto'

const FIRST_DAY = Date.UTC(2026, 9, 4, 17),
  now = FIRST_DAY + 36 * 86_400_000
const d = await createTestDistrict({ seed: benchSeed(), now })
const bd = { address: d.address, publicKey: d.keys.publicKey }
for (let r = 0; r < 4; r++) {
  acc.clear()
  const logs = await Promise.all(
    POINTS.slice(r * KIOSKS, (r + 1) * KIOSKS).map((p) => makeLog(p, 2000, FIRST_DAY)),
  )
  const ch = await Promise.all(
    logs.map(
      async (l, i) =>
        (
          await say(bd, l, 'enrol', 'enrol', null, {
            v: 1,
            device: l.device,
            publicKey: l.publicKey,
            code: (await createEnrolmentCode(
              d.database.db,
              { point: POINTS[r * KIOSKS + i]!, name: 'k' },
              now,
              (n) => randomBytes(n),
            ))!.code,
            name: 'k',
          })
        ).challenge,
    ),
  )
  const t = performance.now(),
    u0 = process.cpuUsage()
  for (let i = 0; i < 5; i++) await upload(bd, logs[i]!, ch[i]!)
  const u = process.cpuUsage(u0)
  console.log((performance.now() - t).toFixed(0), 'ms wall; cpu', ((u.user + u.system) / 1000).toFixed(0))
}
for (const [k, [ms, n, b]] of [...acc].sort((a, b) => b[1][0] - a[1][0]).slice(0, 16))
  console.log(ms.toFixed(0), n, (b / 1000).toFixed(0) + 'kB', k)
await d.stop()
