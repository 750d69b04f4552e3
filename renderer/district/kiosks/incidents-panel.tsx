import WarningIcon from '@mui/icons-material/ReportProblemOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import Link from '@mui/material/Link'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { z } from 'zod'
import type { IncidentItem } from '../../../core/district/kiosks-api.ts'
import { hasPermission } from '../../../core/district/roles.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { troubleOf } from '../api/trouble.ts'
import { timeAndDate, timeNear } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { Panel } from '../parts/panel.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useMe, useToday } from '../session/me-context.ts'
import { INCIDENTS, incidentsQuery } from './incident-queries.ts'
import { dayToLookAt, incidentFacts } from './incident-words.ts'

/** What went wrong with kiosks and their logs: what happened, what to do, and who has looked after it. */
export function IncidentsPanel() {
  const { t } = useTranslation()
  const me = useMe()
  const [closedToo, setClosedToo] = useState(false)
  const answer = useQuery(incidentsQuery(closedToo))
  const mayClose = hasPermission(me.role, 'inspections.write')
  return (
    <Panel
      title={t('incidents.title')}
      flush
      aside={
        <FormControlLabel
          control={<Checkbox checked={closedToo} onChange={(_, on) => setClosedToo(on)} />}
          label={t('incidents.showClosed')}
        />
      }
    >
      {answer.isError && (
        <TroubleNotice trouble={troubleOf(answer.error)} onRetry={() => void answer.refetch()} compact />
      )}
      {answer.data?.length === 0 && <EmptyNotice hint={t('incidents.none')} />}
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {answer.data?.map((incident) => (
          <IncidentLine key={incident.id} incident={incident} mayClose={mayClose} />
        ))}
      </Box>
    </Panel>
  )
}

function IncidentLine({ incident, mayClose }: { incident: IncidentItem; mayClose: boolean }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const me = useMe()
  const today = useToday()
  const client = useQueryClient()
  const [closing, setClosing] = useState(false)
  const [note, setNote] = useState('')
  const close = useMutation({
    mutationFn: () => tellDistrict(z.null(), `${INCIDENTS}/${incident.id}/close`, { note }),
    onSuccess: async () => {
      setClosing(false)
      await client.invalidateQueries({ queryKey: ['kiosks', 'incidents'] })
    },
  })
  const time = (at: number): string => timeNear(at, today, me.zone)
  const date = (at: number): string => timeAndDate(at, language, me.zone)
  const isOpen = incident.state === 'open'
  const day = dayToLookAt(incident, me.zone)
  return (
    <Box
      component="li"
      data-incident={incident.kind}
      sx={{ borderTop: '1px solid var(--line)', px: 2, py: 1.5, display: 'flex', flexWrap: 'wrap', gap: 1.5 }}
    >
      <Box sx={{ flex: '1 1 420px', minWidth: 0, display: 'grid', gap: 0.5 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
          {isOpen && <WarningIcon fontSize="small" aria-hidden sx={{ color: 'var(--late-fg)' }} />}
          <Typography component="h3" sx={{ fontWeight: 700 }}>
            {t(`incidents.kind.${incident.kind}`)}
          </Typography>
          <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>
            {[
              incident.device === null ? '' : (incident.kioskName ?? t('incidents.unknownKiosk')),
              incident.pointName ?? '',
              incident.seq === null ? '' : t('incidents.event', { seq: incident.seq }),
            ]
              .filter((word) => word !== '')
              .join(' · ')}
          </Box>
        </Box>
        <Box>
          <strong>{t('incidents.happened')}:</strong>{' '}
          {`${t(`incidents.happenedWords.${incident.kind}`)} ${incidentFacts(incident, t, language, time, date)}`.trim()}
        </Box>
        {isOpen && (
          <Box>
            <strong>{t('incidents.todo')}:</strong> {t(`incidents.todoWords.${incident.kind}`)}{' '}
            {day !== null && incident.point !== null && hasPermission(me.role, 'presence.read') && (
              <Link
                component={RouterLink}
                underline="always"
                to={`/wards/${encodeURIComponent(incident.point)}?date=${day}`}
              >
                {t('incidents.day')}
              </Link>
            )}
          </Box>
        )}
        <Box sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>
          {t('incidents.seen', { count: incident.times, time: time(incident.lastAt) })}
          {incident.closedBy !== null &&
            incident.closedAt !== null &&
            !isOpen &&
            ` · ${t('incidents.closedBy', { by: incident.closedBy, time: time(incident.closedAt), note: incident.note ?? '' })}`}
        </Box>
      </Box>
      {isOpen && mayClose && (
        <Box>
          <Button variant="outlined" onClick={() => setClosing(true)}>
            {t('incidents.close')}
          </Button>
        </Box>
      )}
      {closing && (
        <FormDialog
          title={t('incidents.closeTitle')}
          submit={t('incidents.close')}
          working={close.isPending}
          incomplete={note.trim().length < 3}
          trouble={close.isError ? troubleOf(close.error) : null}
          onTroubleSeen={() => close.reset()}
          onSubmit={() => close.mutate()}
          onClose={() => setClosing(false)}
        >
          <TextField
            required
            multiline
            minRows={2}
            sx={{ mt: 1 }}
            label={t('incidents.note')}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 500 } }}
          />
        </FormDialog>
      )}
    </Box>
  )
}
