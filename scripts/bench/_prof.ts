import './_patch.ts'
import { createTestDistrict } from '/work/main/tests/support/create-test-district.ts'
import { startPostgres } from '/work/main/tests/support/start-postgres.ts'
import { benchSeed, makeLog, say, upload, POINT } from '/work/main/scripts/bench/district-log.ts'
import { createEnrolmentCode } from '/work/main/db/district/enrolment.ts'
import { randomBytes } from 'node:crypto'
import { Session } from 'node:inspector/promises'
import { writeFileSync } from 'node:fs'
const pgs = process.argv[2]==='pg' ? await startPostgres() : null
const now = Date.UTC(2026,10,20,17)
const rounds = 1
for (let r=0;r<rounds;r++){
const place = pgs ? {kind:'postgres' as const,url:await pgs.createDatabase()} : {kind:'pglite' as const,directory:null}
const d = await createTestDistrict({ place, seed: benchSeed(), now })
const log = await makeLog(10000, Date.UTC(2026,9,4,17))
const code = (await createEnrolmentCode(d.database.db,{point:POINT,name:'k'},now,(n)=>randomBytes(n)))!.code
const bd={address:d.address,publicKey:d.keys.publicKey}
const a = await say(bd,log,'enrol','enrol',null,{v:1,device:log.device,publicKey:log.publicKey,code,name:'k'}).catch(e=>{throw e})
let s: Session|undefined
if (r===rounds-1 && process.argv[3]) { s=new Session(); s.connect(); await s.post('Profiler.enable'); await s.post('Profiler.start') }
const t=performance.now()
await upload(bd,log,a.challenge)
const ms=performance.now()-t
console.log(pgs?'pg':'pglite', ms.toFixed(0),'ms', (10000/ms*1000).toFixed(0),'/s')
if (s){ const {profile}=await s.post('Profiler.stop'); writeFileSync('/tmp/j/p.cpuprofile',JSON.stringify(profile)) }
const q:any = await (d.database.db as any).execute('select count(*)::text n, sum(case when final then 1 else 0 end)::text f from day_results'); console.log(q.rows)
await d.stop()
}
await pgs?.stop()
