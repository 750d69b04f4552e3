import { and, eq, inArray } from 'drizzle-orm'
import { LEAVE_TYPES, type LeaveType, StoredLeaveTypes } from '../../../core/excuses/leave-types.ts'
import { SheetTemplate } from '../../../core/month/sheet-template.ts'
import { indexRulebook, lineage } from '../../../core/schedule/index-rulebook.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { officeSettings } from '../schema/months.ts'
import type { Snapshot } from './snapshot.ts'

type SettingKind = typeof officeSettings.$inferSelect.kind

/** A value and the organisation that set it. */
interface Setting {
  readonly organisation: string
  readonly value: unknown
}

/** What the first of these organisations set that set anything; `undefined`: none did. */
async function nearestSetting(
  db: DistrictDb,
  kind: SettingKind,
  chain: readonly string[],
): Promise<Setting | undefined> {
  if (chain.length === 0) return undefined
  const rows = await db
    .select()
    .from(officeSettings)
    .where(and(eq(officeSettings.kind, kind), inArray(officeSettings.organisation, [...chain])))
  for (const organisation of chain) {
    const own = rows.find((row) => row.organisation === organisation)
    if (own !== undefined) return own
  }
  return undefined
}

const chainOf = (snapshot: Snapshot, point: string): readonly string[] =>
  indexRulebook(snapshot.book).chainOfPoint.get(point) ?? []

const asTemplate = (set: Setting | undefined): SheetTemplate => SheetTemplate.parse(set?.value ?? {})
const asTypes = (set: Setting | undefined): readonly LeaveType[] =>
  set === undefined ? LEAVE_TYPES : StoredLeaveTypes.parse(set.value)

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
  return asTemplate(await nearestSetting(db, 'sheet-template', chainOf(snapshot, point)))
}

/** The leave types that hold at a point; the built-in ones where nobody set any. */
export async function readLeaveTypes(
  db: DistrictDb,
  snapshot: Snapshot,
  point: string,
): Promise<readonly LeaveType[]> {
  return asTypes(await nearestSetting(db, 'leave-types', chainOf(snapshot, point)))
}

/** The texts that hold at an organisation: its own, or those of the nearest one above that has some. */
export const templateOf = async (
  db: DistrictDb,
  { book }: Snapshot,
  organisation: string,
): Promise<SheetTemplate> =>
  asTemplate(await nearestSetting(db, 'sheet-template', lineage(book, organisation)))

/** The leave types that hold at an organisation, and whose they are; `null`: the built-in ones. */
export async function leaveTypesOf(
  db: DistrictDb,
  { book }: Snapshot,
  organisation: string,
): Promise<{ readonly from: string | null; readonly types: readonly LeaveType[] }> {
  const set = await nearestSetting(db, 'leave-types', lineage(book, organisation))
  return { from: set?.organisation ?? null, types: asTypes(set) }
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

/** Takes away what an organisation set; what holds above holds for it again. */
export async function removeOfficeSetting(
  tx: DistrictDb,
  organisation: string,
  kind: SettingKind,
): Promise<void> {
  await tx
    .delete(officeSettings)
    .where(and(eq(officeSettings.organisation, organisation), eq(officeSettings.kind, kind)))
}
