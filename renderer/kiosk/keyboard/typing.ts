import { flushSync } from 'react-dom'
import type { Stroke } from './hand-keys.ts'

export type Letter = Extract<Stroke, { kind: 'letter' }>

/** A field that keys are written into. */
export interface TypingField {
  read(): string
  write(text: string): void
  /** The text with a letter more; `null` where the letter has no place in it. */
  with(text: string, letter: Letter): string | null
  /** The text with a letter less. */
  without(text: string): string
}

/** A screen over the counter, as keys go through it. */
export interface KeyedDesk {
  /** Presses the button that leads on. */
  enter(): void
  /** One step back; on the first step the screen closes. */
  escape(): void
  /** Says why keys were not typed. */
  say(why: KeysIgnored): void
}

/** `machine`: a scanner's keys that were no scan. `input-method`: a letter that only an input method can have made. */
export type KeysIgnored = 'machine' | 'input-method'

/** Everybody who counts seconds without a touch hears of a key as well. */
export const HAND_AT_KEYS = 'giogiac-hand-at-keys'

/** So long back what turns out to be a scan is taken out of a field again. */
const REMEMBER_MS = 10_000

const fields: TypingField[] = []
const desks: KeyedDesk[] = []

function among<T>(list: T[], one: T): () => void {
  list.push(one)
  return () => {
    const at = list.indexOf(one)
    if (at >= 0) list.splice(at, 1)
  }
}

/** The field that was shown last has the keys. @returns a function that ends it */
export const openField = (field: TypingField): (() => void) => among(fields, field)
/** @returns a function that ends it */
export const openDesk = (desk: KeyedDesk): (() => void) => among(desks, desk)

export const hasField = (): boolean => fields.length > 0
export const hasDesk = (): boolean => desks.length > 0
export const sayIgnored = (why: KeysIgnored): void => desks.at(-1)?.say(why)

/** What was typed lately, so that it can be taken back. */
let typed: { readonly field: TypingField; readonly before: string; readonly atMs: number }[] = []

/** Writes what a hand pressed where it belongs. */
export function carryOut(strokes: readonly Stroke[]): void {
  if (strokes.length > 0) window.dispatchEvent(new Event(HAND_AT_KEYS))
  for (const stroke of strokes) flushSync(() => carryOutOne(stroke))
}

function carryOutOne(stroke: Stroke): void {
  const desk = desks.at(-1)
  const field = fields.at(-1)
  if (stroke.kind === 'enter') desk?.enter()
  else if (stroke.kind === 'escape') desk?.escape()
  else if (field !== undefined && stroke.kind === 'back') field.write(field.without(field.read()))
  else if (field !== undefined && stroke.kind === 'letter') writeLetter(field, stroke)
}

function writeLetter(field: TypingField, letter: Letter): void {
  const before = field.read()
  const after = field.with(before, letter)
  if (after !== null) {
    typed = [
      ...typed.filter(({ atMs }) => letter.atMs - atMs < REMEMBER_MS),
      { field, before, atMs: letter.atMs },
    ]
    field.write(after)
  } else if (letter.physical === null) sayIgnored('input-method')
}

/** What was pressed since then was a scanner's after all: the field becomes what it was before. */
export function takeBackSince(atMs: number): void {
  const first = typed.find((letter) => letter.atMs >= atMs)
  typed = []
  if (first !== undefined && fields.includes(first.field)) flushSync(() => first.field.write(first.before))
}
