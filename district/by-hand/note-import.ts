import { createHash, randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { tidyText } from '../../core/names.ts'
import { audit, COMMAND_LINE } from '../../db/district/accounts/audit.ts'
import { noteImport, startImport } from '../../db/district/imports/import-runs.ts'
import { readDevice } from '../../db/district/kiosks/devices.ts'
import type { ImportContext, Imported } from './import-gglog.ts'

/** Puts a file that was imported at the command line into the history that the pages show, and into the audit log. */
export async function noteFileImport(
  { database, clock }: ImportContext,
  {
    file,
    bytes,
    startedAt,
  }: { readonly file: string; readonly bytes: Uint8Array; readonly startedAt: number },
  { header, fresh, held, refused, receipt }: Imported,
): Promise<void> {
  const now = clock.now()
  const id = randomUUID()
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await database.db.transaction(async (tx) => {
    const device = header === null ? null : await readDevice(tx, header.device)
    await startImport(tx, {
      id,
      kind: 'gglog',
      fileName: tidyText(basename(file).replace(/[\p{Cc}\p{Cf}]/gu, ' ')).slice(0, 200),
      bytes: bytes.length,
      sha256,
      startedAt,
      startedBy: COMMAND_LINE.username,
      point: device?.point ?? null,
    })
    await noteImport(tx, id, {
      state: refused === null ? 'taken' : 'refused',
      finishedAt: now,
      total: header === null ? null : header.to - header.from + 1,
      fresh,
      held,
      refusedLine: refused?.line ?? null,
      refusedWhy: refused?.why ?? null,
      refusedDetail: refused?.detail ?? null,
      device: device?.id ?? null,
      receipt,
    })
    const detail = { kind: 'gglog', bytes: bytes.length, sha256, fresh, held }
    await audit(tx, COMMAND_LINE, now, { action: 'import.start', subject: `import:${id}`, detail })
  })
}
