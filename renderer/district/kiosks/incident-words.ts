import type { TFunction } from 'i18next'
import { z } from 'zod'
import { INCIDENT_KINDS, type IncidentItem } from '../../../core/district/kiosks-api.ts'
import { localDateOf } from '../../../core/time.ts'
import type { Language } from '../language/create-i18n.ts'
import { measureText } from '../language/numbers.ts'

const Gap = z.object({ from: z.int(), to: z.int() })
const Step = z.object({ deltaMs: z.number() })
const RolledBack = z.object({ held: z.int(), signed: z.object({ seq: z.int() }) })
const Refused = z.object({ from: z.int(), events: z.int(), quarantined: z.boolean() })

const TooMuch = z.object({ bytes: z.number(), unknown: z.int(), logs: z.int().optional() })
const Many = z.object({
  kind: z.enum(INCIDENT_KINDS),
  most: z.int(),
  which: z.array(z.object({ seq: z.int().nullable() })).default([]),
})
const Silence = z.object({ from: z.int(), to: z.int() })
const Unchecked = z.object({ from: z.int(), to: z.int(), scans: z.int(), outside: z.int() })
const Impossible = z.object({ events: z.int(), first: z.int(), last: z.int() })

/**
 * What is known about this one incident beyond its kind: numbers of events, minutes, times.
 * @param time an instant of these days as the page writes it
 * @param date an instant of any year
 * @returns '': nothing
 */
export function incidentFacts(
  { kind, detail, times }: IncidentItem,
  t: TFunction,
  language: Language,
  time: (at: number) => string,
  date: (at: number) => string,
): string {
  switch (kind) {
    case 'gap': {
      const gap = Gap.safeParse(detail)
      return gap.success ? t('incidents.facts.gap', gap.data) : ''
    }
    case 'clock-step': {
      const step = Step.safeParse(detail)
      if (!step.success) return ''
      const minutes = Math.round(Math.abs(step.data.deltaMs) / 60_000)
      return t(step.data.deltaMs > 0 ? 'incidents.facts.clockOn' : 'incidents.facts.clockBack', { minutes })
    }
    case 'rolled-back': {
      const lost = RolledBack.safeParse(detail)
      if (!lost.success) return ''
      return t('incidents.facts.rolledBack', { held: lost.data.held, signed: lost.data.signed.seq })
    }
    case 'fork':
    case 'broken-chain':
    case 'revoked': {
      const refused = Refused.safeParse(detail)
      if (!refused.success) return ''
      const { from, events, quarantined } = refused.data
      return t(quarantined ? 'incidents.facts.quarantined' : 'incidents.facts.notKept', {
        from,
        to: from + events - 1,
      })
    }
    case 'too-much': {
      const taken = TooMuch.safeParse(detail)
      if (!taken.success) return ''
      const { bytes, unknown, logs } = taken.data
      if (logs !== undefined) return t('incidents.facts.tooManyLogs', { logs })
      const megabytes = (size: number): string => measureText(size / 1024 / 1024, language)
      return t('incidents.facts.tooMuch', { megabytes: megabytes(bytes), unknown: megabytes(unknown) })
    }
    case 'many-incidents': {
      const many = Many.safeParse(detail)
      if (!many.success) return ''
      const kind = t(`incidents.kind.${many.data.kind}`)
      const facts = t('incidents.facts.many', { kind, most: many.data.most, times })
      const events = many.data.which.flatMap(({ seq }) => (seq === null ? [] : [seq])).join(', ')
      return events === '' ? facts : `${facts} ${t('incidents.facts.manyWhich', { events })}`
    }
    case 'impossible-time': {
      const odd = Impossible.safeParse(detail)
      if (!odd.success) return ''
      const { events, first, last } = odd.data
      return t('incidents.facts.impossible', { events, first: date(first), last: date(last) })
    }
    case 'silence': {
      const silence = Silence.safeParse(detail)
      if (!silence.success) return ''
      const { from, to } = silence.data
      return t('incidents.facts.silence', { from: time(from), to: time(to), times })
    }
    case 'clock-unknown': {
      const run = Unchecked.safeParse(detail)
      if (!run.success) return ''
      const { from, to, scans, outside } = run.data
      const facts = t('incidents.facts.clockUnknown', { scans, from: time(from), to: time(to) })
      return outside === 0 ? facts : `${facts} ${t('incidents.facts.clockOutside', { scans: outside })}`
    }
    case 'two-points':
    case 'scan-on-leave':
    case 'revoked-badge':
    case 'restored':
    case 'damaged':
    case 'cloned':
    case 'refused-codes':
    case 'burst':
      return ''
  }
}

const DAYS_TELL: readonly IncidentItem['kind'][] = [
  'burst',
  'clock-step',
  'clock-unknown',
  'silence',
  'revoked-badge',
  'two-points',
  'scan-on-leave',
]
const OnDay = z.object({ day: z.iso.date() })

/** The day whose scans say more about an incident; `null`: no day does. */
export function dayToLookAt({ kind, detail, lastAt }: IncidentItem, zone: string): string | null {
  if (!DAYS_TELL.includes(kind)) return null
  const on = OnDay.safeParse(detail)
  return on.success ? on.data.day : localDateOf(lastAt, zone)
}
