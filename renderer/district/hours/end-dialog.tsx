import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RuleRow } from '../../../core/district/hours-api.ts'
import type { WrittenRule } from '../../../core/schedule/rule-change.ts'
import { DateField } from '../dates/date-field.tsx'
import { useToday } from '../session/me-context.ts'
import { ChangeDialog } from './change-dialog.tsx'
import { endedOn } from './replace-rule.ts'

/** Ends a rule after a date, or takes the rule of a single date away. */
export function EndDialog(props: { row: RuleRow; onClose: () => void }) {
  const { t } = useTranslation()
  const [on, setOn] = useState(useToday())
  const { row } = props
  const lasts = 'validFrom' in row.rule.value
  const begins = 'validFrom' in row.rule.value ? row.rule.value.validFrom : ''
  const add = lasts && on >= begins ? [endedOn(row.rule as WrittenRule, on)] : []
  return (
    <ChangeDialog
      title={lasts ? t('hours.end') : t('hours.remove')}
      lead={lasts ? t('hours.endLead') : t('hours.removeLead')}
      change={lasts && on === '' ? null : { remove: [row.id], add }}
      onClose={props.onClose}
    >
      {lasts && <DateField required label={t('hours.to')} value={on} onChange={setOn} />}
    </ChangeDialog>
  )
}
