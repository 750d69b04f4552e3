import type { TFunction } from 'i18next'
import { AUDIT_ACTIONS, type AuditAction } from '../../../core/audit/audit-actions.ts'
import type { AuditValue, AuditWordGroup } from '../../../core/audit/audit-lines.ts'
import type { Language } from '../language/create-i18n.ts'
import { monthName, shortDate, timeAndDate } from '../language/dates.ts'
import { PAPERS } from '../month-sheet/papers.ts'

/** Where each group of words stands in the texts. */
export const WORD_PLACES: Readonly<Record<Exclude<AuditWordGroup, 'paper'>, string>> = {
  role: 'nav.roles',
  posting: 'people.roles',
  permission: 'permissions',
  incident: 'incidents.kind',
  absence: 'excuses',
  why: 'badges.why',
  rule: 'hours.tab',
  import: 'imports.kind',
  decision: 'audit.words.decision',
  outcome: 'audit.words.outcome',
  claimDecision: 'audit.words.claimDecision',
  claimOutcome: 'audit.words.claimOutcome',
  status: 'audit.words.status',
  personField: 'audit.words.personField',
  template: 'audit.words.template',
  signIn: 'audit.words.signIn',
  form: 'audit.words.form',
  staffing: 'audit.words.staffing',
}

/** What somebody did, as a sentence; programs of another version may have written what this one does not know. */
export const deedWords = (t: TFunction, action: string): string =>
  (AUDIT_ACTIONS as readonly string[]).includes(action)
    ? t(`auditDeeds.${action as AuditAction}`)
    : t('audit.other')

function wordOf(t: TFunction, group: AuditWordGroup, word: string): string {
  if (group === 'paper') {
    const paper = PAPERS.find(([, file]) => file === word)?.[0]
    return paper === undefined ? word : t(`months.paper.${paper}`)
  }
  // The texts' keys are checked by a test: these are put together of a group and a word.
  return (t as unknown as (key: string) => string)(`${WORD_PLACES[group]}.${word}`)
}

/** One value of a row as it is read. */
export function valueWords(t: TFunction, value: AuditValue, language: Language, zone: string): string {
  switch (value.kind) {
    case 'text':
      return value.text
    case 'hidden':
      return t('accounts.hiddenPerson')
    case 'gone':
      return t('audit.gone')
    case 'word':
      return wordOf(t, value.group, value.word)
    case 'date':
      return shortDate(value.date, language)
    case 'local':
      return `${value.local.slice(11)} ${shortDate(value.local.slice(0, 10), language)}`
    case 'month':
      return monthName(value.month, language)
    case 'instant':
      return timeAndDate(value.at, language, zone)
    case 'count':
      return new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB').format(value.count)
    case 'more':
      return t('audit.moreValues', { count: value.count })
  }
}
