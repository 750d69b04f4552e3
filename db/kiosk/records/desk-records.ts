import { eq } from 'drizzle-orm'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type { PinTries } from '../../../core/desk/pin-pause.ts'
import { DEFAULT_SETTINGS, KioskSettings } from '../../../core/kiosk/kiosk-settings-api.ts'
import { pins, pinTries, settings } from './schema.ts'

const ONE = 1

/** What is kept of a PIN. */
export type KeptPin = Omit<typeof pins.$inferSelect, 'subject'>
/** What it takes to know it again. */
export type PinVerifier = Pick<KeptPin, 'salt' | 'verifier' | 'cost'>

/** What a kiosk keeps for its desk besides the log. */
export interface DeskRecords {
  pin(subject: string): KeptPin | null
  savePin(subject: string, pin: KeptPin): void
  /** All of them, by whose they are. */
  pins(): readonly (typeof pins.$inferSelect)[]
  /** It goes with the tries at it. */
  dropPin(subject: string): void
  tries(subject: string): PinTries | null
  saveTries(subject: string, tries: PinTries): void
  /** The right PIN was given. */
  clearTries(subject: string): void
  /** `null` where there are none, or none that this version can read. */
  settings(): KioskSettings | null
  saveSettings(settings: KioskSettings): void
}

/** Reads and writes PIN verifiers, the tries at them, and the settings. */
export function prepareDeskRecords(db: BetterSQLite3Database): DeskRecords {
  return {
    pin(subject) {
      const row = db.select().from(pins).where(eq(pins.subject, subject)).get()
      if (row === undefined) return null
      const { subject: _, ...pin } = row
      return pin
    },
    savePin(subject, pin) {
      const row = { subject, ...pin }
      db.insert(pins).values(row).onConflictDoUpdate({ target: pins.subject, set: pin }).run()
    },
    pins: () => db.select().from(pins).all(),
    dropPin(subject) {
      db.delete(pins).where(eq(pins.subject, subject)).run()
      db.delete(pinTries).where(eq(pinTries.subject, subject)).run()
    },
    tries(subject) {
      const row = db.select().from(pinTries).where(eq(pinTries.subject, subject)).get()
      if (row === undefined) return null
      const { subject: _, ...tries } = row
      return tries
    },
    saveTries(subject, tries) {
      const row = { subject, ...tries }
      db.insert(pinTries).values(row).onConflictDoUpdate({ target: pinTries.subject, set: tries }).run()
    },
    clearTries(subject) {
      db.delete(pinTries).where(eq(pinTries.subject, subject)).run()
    },
    settings() {
      const row = db.select().from(settings).where(eq(settings.one, ONE)).get()
      if (row === undefined) return null
      const parsed = KioskSettings.safeParse({ ...DEFAULT_SETTINGS, ...JSON.parse(row.document) })
      return parsed.success ? parsed.data : null
    },
    saveSettings(changed) {
      const row = { one: ONE, document: JSON.stringify(changed) }
      db.insert(settings).values(row).onConflictDoUpdate({ target: settings.one, set: row }).run()
    },
  }
}
