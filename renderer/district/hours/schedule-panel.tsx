import Box from '@mui/material/Box'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableRow from '@mui/material/TableRow'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { writeSessions } from '../../../core/schedule/sessions-text.ts'
import { organisationQuery } from '../api/people-queries.ts'
import { longDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { CardTable } from '../parts/card-table.tsx'
import { Panel } from '../parts/panel.tsx'
import { pointChoices } from '../parts/point-choices.ts'
import { SelectField } from '../parts/select-field.tsx'
import { useMe, useToday } from '../session/me-context.ts'
import { scheduleQuery } from './rule-queries.ts'

const DAYS = 14

/** The next two weeks of a point: which sessions, and which rule says so. */
export function SchedulePanel() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const me = useMe()
  const today = useToday()
  const organisation = useQuery(organisationQuery)
  const [chosen, setChosen] = useState('')
  const points = pointChoices(organisation.data)
  const point = me.point ?? (chosen || (points[0]?.value ?? ''))
  const answer = useQuery(scheduleQuery(point, today, DAYS))
  return (
    <Panel
      title={t('hours.shown')}
      flush
      aside={
        <SelectField
          size="small"
          width={260}
          label={t('people.point')}
          value={point}
          choices={points}
          onChange={setChosen}
        />
      }
    >
      <TableContainer tabIndex={0} role="group" aria-label={t('hours.shown')} sx={{ maxHeight: 420 }}>
        <CardTable>
          <TableBody>
            {(answer.data ?? []).map((day) => (
              <TableRow key={day.date} data-day={day.date}>
                <TableCell component="th" scope="row" sx={{ whiteSpace: 'nowrap' }}>
                  {longDate(day.date, language)}
                </TableCell>
                <TableCell>
                  {day.sessions.length === 0 ? t('hours.off') : writeSessions(day.sessions)}
                  {day.odd && <Box sx={{ color: 'text.secondary' }}>{t('hours.odd')}</Box>}
                </TableCell>
                <TableCell sx={{ color: 'text.secondary' }}>
                  {[t(`hours.source.${day.source}`), day.note, day.subject].filter(Boolean).join(' · ')}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </CardTable>
      </TableContainer>
    </Panel>
  )
}
