import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { startPostgres } from '../../tests/support/start-postgres.ts'
import { KIOSKS, makeLog, POINTS, ROUNDS, say, upload } from './district-log.ts'
import { firstLine } from './pouchdb-replication.ts'
const FIRST_DAY = Date.UTC(2026, 9, 4, 17), NOW = FIRST_DAY + 36 * 86_400_000
const pgs = process.argv[2]==='pg' ? await startPostgres() : null
const child = spawn(process.execPath, [...(process.argv[3]?['--cpu-prof','--cpu-prof-dir=/tmp/j/prof']:[]),'scripts/bench/district-process.ts', String(NOW), ...(pgs?[await pgs.createDatabase()]:[])], {stdio:['pipe','pipe','inherit']})
const d = JSON.parse(await firstLine(child))
const cpu=()=>{const f=readFileSync(`/proc/${child.pid}/stat`,'utf8').split(' ');return (Number(f[13])+Number(f[14]))*10}
const { readdirSync } = await import('node:fs')
const pgcpu=()=>{let t=0;for(const d of readdirSync('/proc').filter(x=>/^\d+$/.test(x))){try{const f=readFileSync(`/proc/${d}/stat`,'utf8');if(f.includes('(postgres)')){const a=f.slice(f.indexOf(')')+2).split(' ');t+=(Number(a[11])+Number(a[12]))*10}}catch{}}return t}
for (let r=0;r<=ROUNDS;r++){
  const logs = await Promise.all(POINTS.slice(r*KIOSKS,(r+1)*KIOSKS).map(p=>makeLog(p,2000,FIRST_DAY)))
  const ch = await Promise.all(logs.map(async (l,i)=>(await say(d,l,'enrol','enrol',null,{v:1,device:l.device,publicKey:l.publicKey,code:d.codes[r*KIOSKS+i],name:'k'})).challenge))
  const t=performance.now(), c0=cpu(), p0=pgcpu(), u0=process.cpuUsage()
  await Promise.all(logs.map((l,i)=>upload(d,l,ch[i]!)))
  const u=process.cpuUsage(u0)
  console.log((performance.now()-t).toFixed(0),'ms wall; server cpu',cpu()-c0,'pg cpu',pgcpu()-p0,'client cpu',((u.user+u.system)/1000).toFixed(0))
}
const ended=once(child,'exit'); child.stdin.end(); await ended
await pgs?.stop()
