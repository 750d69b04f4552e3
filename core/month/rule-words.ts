import type { DaySource } from '../schedule/owed-sessions.ts'
import type { Rulebook, Scope } from '../schedule/rulebook.ts'

const CALENDAR_WORDS = {
  holiday: 'Nghỉ',
  'special-hours': 'Giờ riêng',
  'make-up': 'Làm bù',
} as const

/** The rule that decided a day's sessions, as the annex prints it. */
export function ruleWords(source: DaySource, book: Rulebook): string {
  switch (source.kind) {
    case 'duty':
      return 'Lịch trực'
    case 'none':
      return 'Không có quy định giờ'
    case 'hours':
      return `Giờ của ${scopeWords(source.scope, book)}${source.document ? `, số ${source.document}` : ''}`
    case 'holiday':
    case 'special-hours':
    case 'make-up':
      return `${CALENDAR_WORDS[source.kind]}: ${source.name}`
  }
}

function scopeWords({ kind, id }: Scope, book: Rulebook): string {
  switch (kind) {
    case 'person':
      return 'riêng người này'
    case 'point':
      return book.points.find((point) => point.id === id)?.name ?? id
    case 'organisation':
      return book.organisations.find((organisation) => organisation.id === id)?.name ?? id
  }
}
