import pg from 'pg'
export const acc = new Map<string,[number,number]>()
const orig = pg.Client.prototype.query as any
;(pg.Client.prototype as any).query = function(q:any, ...rest:any[]) {
  const text=(typeof q==='string'?q:q.text).replace(/\s+/g,' ').slice(0,75); const t=performance.now()
  const r = orig.call(this,q,...rest)
  const done=()=>{const e=acc.get(text)??[0,0];e[0]+=performance.now()-t;e[1]++;acc.set(text,e)}
  if (r?.then) r.then(done,done)
  return r
}
process.on('exit',()=>{for(const [k,[ms,n]] of [...acc].sort((a,b)=>b[1][0]-a[1][0]).slice(0,16)) console.log(ms.toFixed(0),n,k)})
