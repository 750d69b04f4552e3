// Writer for powerloss_sim.py: one committed row per ACK line on stdout.
// argv: <better-sqlite3 module dir> <data dir> <mode: full|normal|off|extra|reopen-default>
const D = require(process.argv[2])
const fs = require('fs')
const file = process.argv[3] + '/p.db'
const mode = process.argv[4]
const DDL = 'create table if not exists log(seq integer primary key, body text)'
if (mode === 'reopen-default') {
  // what an app gets that sets WAL once and never sets synchronous
  const a = new D(file)
  a.pragma('journal_mode=wal')
  a.exec(DDL)
  a.close()
}
const db = new D(file)
if (mode !== 'reopen-default') {
  db.pragma('journal_mode=wal')
  db.pragma('synchronous=' + mode)
}
db.pragma('wal_autocheckpoint=20')
db.exec(DDL)
const ins = db.prepare('insert into log(body) values(?)')
for (let i = 0; i < 60; i++) {
  const r = ins.run('x'.repeat(100))
  fs.writeSync(1, 'ACK ' + r.lastInsertRowid + '\n')
}
