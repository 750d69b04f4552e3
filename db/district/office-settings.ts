import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { LEAVE_TYPES, LeaveType } from '../../core/excuses/leave-types.ts'
import { SheetTemplate } from '../../core/month/sheet-template.ts'
import { indexRulebook } from '../../core/schedule/index-rulebook.ts'
import type { DistrictDb } from './district-db.ts'
import { officeSettings } from './schema/months.ts'
import type { Snapshot } from './snapshot.ts'

type SettingKind = typeof officeSettings.$inferSelect.kind

/** The narrowest value that holds at a point: its organisation's own, else that of the nearest ancestor that has one. */
async function settingAt(
  db: DistrictDb,
  snapshot: Snapshot,
  kind: SettingKind,
  point: string,
): Promise<unknown> {
  const chain = indexRulebook(snapshot.book).chainOfPoint.get(point) ?? []
  if (chain.length === 0) return undefined
  const rows = await db
    .select()
    .from(officeSettings)
    .where(and(eq(officeSettings.kind, kind), inArray(officeSettings.organisation, [...chain])))
  for (const organisation of chain) {
    const own = rows.find((row) => row.organisation === organisation)
    if (own !== undefined) return own.value
  }
  return undefined
}

/** What an organisation set itself; `undefined`: nothing. */
export async function ownSetting(db: DistrictDb, organisation: string, kind: SettingKind): Promise<unknown> {
  const [row] = await db
    .select({ value: officeSettings.value })
    .from(officeSettings)
    .where(and(eq(officeSettings.organisation, organisation), eq(officeSettings.kind, kind)))
  return row?.value
}

/** The texts of a point's papers; the defaults where nobody set any. */
export async function readSheetTemplate(
  db: DistrictDb,
  snapshot: Snapshot,
  point: string,
): Promise<SheetTemplate> {
  return SheetTemplate.parse((await settingAt(db, snapshot, 'sheet-template', point)) ?? {})
}

/** The leave types that hold at a point; the built-in ones where nobody set any. */
export async function readLeaveTypes(
  db: DistrictDb,
  snapshot: Snapshot,
  point: string,
): Promise<readonly LeaveType[]> {
  const set = await settingAt(db, snapshot, 'leave-types', point)
  return set === undefined ? LEAVE_TYPES : z.array(LeaveType).parse(set)
}

/** Sets what holds for an organisation and those below it that have nothing of their own. */
export async function writeOfficeSetting(
  tx: DistrictDb,
  organisation: string,
  kind: SettingKind,
  value: SheetTemplate | readonly LeaveType[],
): Promise<void> {
  await tx
    .insert(officeSettings)
    .values({ organisation, kind, value })
    .onConflictDoUpdate({ target: [officeSettings.organisation, officeSettings.kind], set: { value } })
}
