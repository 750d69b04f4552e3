import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WrittenRule } from '../../../core/schedule/rule-change.ts'
import { longDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { SelectField } from '../parts/select-field.tsx'
import { useToday } from '../session/me-context.ts'
import { ChangeDialog } from './change-dialog.tsx'
import { suggestionsQuery } from './rule-queries.ts'
import { type ScopeDraft, ScopeFields, scopeOf } from './scope-fields.tsx'

/** A year's holidays to choose from, put into the calendar together. */
export function SuggestDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const thisYear = Number(useToday().slice(0, 4))
  const [year, setYear] = useState(thisYear + 1)
  const [scope, setScope] = useState<ScopeDraft>({ kind: 'organisation', id: '', person: [] })
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const answer = useQuery(suggestionsQuery(year))
  const days = answer.data ?? []
  const isTaken = (day: (typeof days)[number]): boolean =>
    !day.known && (day.enabled ? !left.has(day.date) : left.has(day.date))
  const taken = days.filter(isTaken)
  const to = scopeOf(scope)
  const rules = taken.map(({ known: _known, note: _note, ...day }): WrittenRule => {
    const { document, ...rest } = day
    return {
      kind: 'calendar',
      value: {
        ...rest,
        scope: to ?? { kind: 'organisation', id: '' },
        enabled: true,
        ...(document ? { document } : {}),
      },
    }
  })
  const turn = (date: string): void => {
    const next = new Set(left)
    if (!next.delete(date)) next.add(date)
    setLeft(next)
  }
  return (
    <ChangeDialog
      title={t('hours.suggestTitle', { year })}
      lead={t('hours.suggestLead')}
      change={to === null || rules.length === 0 ? null : { remove: [], add: rules }}
      onClose={onClose}
    >
      <SelectField
        label={t('hours.year')}
        value={String(year)}
        choices={[-1, 0, 1, 2, 3].map((more) => ({
          value: String(thisYear + more),
          label: String(thisYear + more),
        }))}
        onChange={(next) => {
          setYear(Number(next))
          setLeft(new Set())
        }}
      />
      <ScopeFields draft={scope} kinds={['organisation']} onChange={setScope} />
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {days.map((day) => (
          <Box component="li" key={day.date} data-suggested={day.date}>
            <FormControlLabel
              disabled={day.known}
              control={<Checkbox checked={isTaken(day)} onChange={() => turn(day.date)} />}
              label={`${longDate(day.date, language)} · ${day.name}${day.known ? ` (${t('hours.already')})` : ''}`}
            />
            {day.note !== undefined && (
              <Typography variant="body2" color="textSecondary" sx={{ pl: 4, mt: -0.5 }}>
                {day.note}
              </Typography>
            )}
          </Box>
        ))}
      </Box>
      <Typography role="status">{t('hours.take', { count: rules.length })}</Typography>
    </ChangeDialog>
  )
}
