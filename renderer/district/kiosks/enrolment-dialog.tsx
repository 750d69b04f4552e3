import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { Enrolment, type NewEnrolment } from '../../../core/district/kiosks-api.ts'
import { tidyText } from '../../../core/names.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { paths } from '../api/paths.ts'
import { kiosksQuery, pointsQuery } from '../api/queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { RefusalNotice } from '../parts/refusal-notice.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { EnrolledNotice } from './enrolled-notice.tsx'
import { EnrolmentTicket } from './enrolment-ticket.tsx'

/** How often it is looked whether the kiosk has come, ms. */
const WATCH_MS = 3_000

/** Chooses where a new kiosk will stand and shows the ticket with which it enrols. */
export function EnrolmentDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const points = useQuery(pointsQuery)
  const [point, setPoint] = useState('')
  const [name, setName] = useState('')
  const enrol = useMutation({
    mutationFn: async (body: z.infer<typeof NewEnrolment>) => {
      const before = await client.fetchQuery({ ...kiosksQuery, staleTime: 0 })
      const made = await tellDistrict(Enrolment, paths.enrolments, body)
      return { ...made, known: new Set(before.map(({ id }) => id)) }
    },
  })
  const kiosks = useQuery({
    ...kiosksQuery,
    refetchInterval: WATCH_MS,
    enabled: enrol.data !== undefined,
  })
  const enrolled = kiosks.data?.find(
    (kiosk) => kiosk.point === point && enrol.data?.known.has(kiosk.id) === false,
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    enrol.mutate({ point, name: tidyText(name) })
  }
  const close = (): void => {
    void client.invalidateQueries(kiosksQuery)
    onClose()
  }
  return (
    <Dialog
      open
      onClose={close}
      fullWidth
      maxWidth={enrol.data === undefined ? 'sm' : 'md'}
      aria-labelledby="enrolment-title"
    >
      <DialogTitle id="enrolment-title">{t('enrolment.title')}</DialogTitle>
      {enrol.data === undefined ? (
        <form onSubmit={submit}>
          <DialogContent sx={{ display: 'grid', gap: 2.5 }}>
            {points.isError && (
              <TroubleNotice
                trouble={troubleOf(points.error)}
                onRetry={() => void points.refetch()}
                compact
              />
            )}
            {enrol.isError && <RefusalNotice trouble={troubleOf(enrol.error)} onSeen={() => enrol.reset()} />}
            <TextField
              select
              required
              label={t('enrolment.point')}
              value={point}
              onChange={(event) => setPoint(event.target.value)}
              sx={{ mt: 1 }}
            >
              {(points.data ?? []).map(({ id, name: pointName }) => (
                <MenuItem key={id} value={id}>
                  {pointName}
                </MenuItem>
              ))}
            </TextField>
            <TextField
              required
              label={t('enrolment.name')}
              placeholder={t('enrolment.namePlaceholder')}
              value={name}
              onChange={(event) => setName(event.target.value)}
              slotProps={{ htmlInput: { maxLength: 100 } }}
            />
          </DialogContent>
          <DialogActions sx={{ p: 2 }}>
            <Button onClick={close}>{t('enrolment.cancel')}</Button>
            <Button
              type="submit"
              variant="contained"
              disabled={enrol.isPending || point === '' || tidyText(name) === ''}
            >
              {t('enrolment.create')}
            </Button>
          </DialogActions>
        </form>
      ) : (
        <>
          {/* On a small screen it is read by scrolling, by keys as well. */}
          <DialogContent tabIndex={0}>
            {enrolled === undefined ? (
              <EnrolmentTicket enrolment={enrol.data} name={tidyText(name)} />
            ) : (
              <EnrolledNotice kiosk={enrolled} />
            )}
          </DialogContent>
          <DialogActions sx={{ p: 2 }}>
            {enrolled === undefined && <Button onClick={() => enrol.reset()}>{t('enrolment.again')}</Button>}
            <Button variant="contained" onClick={close}>
              {t('enrolment.done')}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  )
}
