import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { csvFile } from '../../core/csv.ts'
import { auditAlone, COMMAND_LINE } from '../../db/district/accounts/audit.ts'
import { createSnapshots } from '../../db/district/organisation/read-snapshot.ts'
import {
  affectedPeople,
  erasePersonalData,
  readPersonalData,
} from '../../db/district/retention/personal-data.ts'
import { personPapers } from '../personal-data/person-papers.ts'
import { openOrStop, say, stop } from './open-or-stop.ts'
import type { StartOptions } from './read-options.ts'

/** Writes all data of one person beside each other: JSON, and a page to print. */
export async function exportPerson(options: StartOptions): Promise<void> {
  const [person = ''] = options.files
  const database = await openOrStop(options)
  const snapshot = await createSnapshots().current(database.db)
  const isKnown = snapshot.people.has(person)
  const now = Date.now()
  const papers = isKnown ? await personPapers(database.db, snapshot, person, now) : null
  if (papers !== null) {
    const detail = { rows: papers.rows }
    const entry = { action: 'personal-data.export' as const, subject: `person:${person}`, detail }
    await auditAlone(database.db, COMMAND_LINE, now, entry)
  }
  await database.close()
  if (papers === null) return stop(`Không có người này (no such person): ${person}`)
  const base = join(options.out ?? '.', `du-lieu-ca-nhan-${person.replace(/[^\w.-]/g, '_')}`)
  writeFileSync(`${base}.json`, papers.machine, { mode: 0o600 })
  writeFileSync(`${base}.html`, papers.readable, { mode: 0o600 })
  say(`${base}.json, ${base}.html: ${papers.rows} dòng (rows)`)
}

/** Erases who somebody is; says first what that touches, and does it only with `--apply`. */
export async function erasePersonCommand(options: StartOptions): Promise<void> {
  const [person = ''] = options.files
  const database = await openOrStop(options)
  const held = await readPersonalData(database.db, person)
  if (!held.some(({ table }) => table === 'people')) {
    await database.close()
    return stop(`Không có người này (no such person): ${person}`)
  }
  for (const { table, rows } of held) say(`${table}: ${rows.length}`)
  if (options.apply) {
    const now = Date.now()
    await database.db.transaction((tx) => erasePersonalData(tx, person))
    const entry = { action: 'people.erase' as const, subject: `person:${person}` }
    await auditAlone(database.db, COMMAND_LINE, now, entry)
    say(
      'Đã xóa họ tên, chức danh và lời lẽ trong đơn; nhật ký và bảng đã khóa giữ nguyên (erased; the log stays).',
    )
  } else {
    say('Chưa làm gì; thêm --apply để xóa (nothing done; add --apply).')
  }
  await database.close()
}

/** Who was recorded by a kiosk, as CSV: whom to tell when it was lost. */
export async function affected(options: StartOptions): Promise<void> {
  const device = z.uuid().safeParse(options.device)
  const from = Date.parse(options.from ?? '1970-01-01T00:00:00Z')
  const to = Date.parse(options.to ?? '9999-01-01T00:00:00Z')
  if (!device.success || Number.isNaN(from) || Number.isNaN(to)) {
    return stop('--device ID [--from 2026-11-01T00:00:00+07:00] [--to …]')
  }
  const database = await openOrStop(options)
  const found = await affectedPeople(database.db, { device: device.data, from, to })
  const entry = {
    action: 'personal-data.affected' as const,
    subject: `kiosk:${device.data}`,
    detail: { people: found.length },
  }
  await auditAlone(database.db, COMMAND_LINE, Date.now(), entry)
  await database.close()
  const rows = found.map(({ person, name, events, first, last }) => [
    person,
    name ?? '',
    events,
    new Date(first).toISOString(),
    new Date(last).toISOString(),
  ])
  process.stdout.write(csvFile([['id', 'Họ và tên', 'Số sự kiện', 'Từ', 'Đến'], ...rows]))
}
