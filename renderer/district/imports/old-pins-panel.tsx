import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import TextField from '@mui/material/TextField'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { OldPin } from '../../../core/district/imports-api.ts'
import { localDateOf } from '../../../core/time.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { peopleQuery } from '../api/people-queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { shortDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { ListLine } from '../parts/list-line.tsx'
import { Panel } from '../parts/panel.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useMe } from '../session/me-context.ts'
import { OLD_PINS, oldPinsQuery } from './import-queries.ts'

/** Numbers on old machines and whose they are; the unmatched first. */
export function OldPinsPanel({ mayBind }: { mayBind: boolean }) {
  const { t } = useTranslation()
  const answer = useQuery(oldPinsQuery)
  const [onlyOpen, setOnlyOpen] = useState(false)
  const pins = answer.data?.filter(({ person }) => !onlyOpen || person === null)
  return (
    <Panel
      title={t('imports.pins')}
      flush
      aside={
        <FormControlLabel
          control={<Checkbox checked={onlyOpen} onChange={(_, on) => setOnlyOpen(on)} />}
          label={t('imports.onlyUnmatched')}
        />
      }
    >
      <Box sx={{ px: 2, pb: 1, color: 'text.secondary' }}>{t('imports.pinsLead')}</Box>
      {answer.isError && (
        <TroubleNotice trouble={troubleOf(answer.error)} onRetry={() => void answer.refetch()} compact />
      )}
      {pins?.length === 0 && <EmptyNotice hint={t('imports.pinsEmpty')} />}
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {pins?.map((pin) => (
          <PinLine key={`${pin.source} ${pin.point} ${pin.pin}`} pin={pin} mayBind={mayBind} />
        ))}
      </Box>
    </Panel>
  )
}

function PinLine({ pin, mayBind }: { pin: OldPin; mayBind: boolean }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const me = useMe()
  const client = useQueryClient()
  const [typed, setTyped] = useState('')
  const [asking, setAsking] = useState(false)
  const people = useQuery({
    ...peopleQuery({ q: typed, point: pin.point, state: 'all', badge: '', page: 0 }),
    enabled: asking,
  })
  const bind = useMutation({
    mutationFn: (person: string | null) =>
      tellDistrict(z.null(), OLD_PINS, { source: pin.source, pin: pin.pin, person }, { method: 'PUT' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['old-pins'] }),
  })
  const day = (at: number): string => shortDate(localDateOf(at, me.zone), language)
  return (
    <ListLine data-pin={pin.pin}>
      <Box sx={{ flex: '1 1 280px' }}>
        <Box sx={{ fontWeight: 600 }}>{t('imports.pin', { pin: pin.pin, source: pin.source })}</Box>
        <Box sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>
          {pin.pointName} · {t('imports.readings', { count: pin.readings })} ·{' '}
          {t('imports.span', { from: day(pin.firstAt), to: day(pin.lastAt) })}
        </Box>
      </Box>
      {!mayBind && <Box sx={{ fontWeight: 600 }}>{pin.name ?? t('imports.nobody')}</Box>}
      {mayBind && (
        <>
          <Autocomplete
            size="small"
            sx={{ width: 300, maxWidth: '100%' }}
            options={(people.data?.people ?? []).map(({ id, name }) => ({ id, label: name ?? id }))}
            filterOptions={(options) => options}
            value={pin.person === null ? null : { id: pin.person, label: pin.name ?? pin.person }}
            isOptionEqualToValue={(a, b) => a.id === b.id}
            onOpen={() => setAsking(true)}
            onInputChange={(_, text, reason) => reason === 'input' && setTyped(text.slice(0, 100))}
            onChange={(_, chosen) => bind.mutate(chosen?.id ?? null)}
            renderOption={({ key: _key, ...option }, { id, label }) => (
              <li {...option} key={id}>
                {label}
              </li>
            )}
            renderInput={(input) => (
              <TextField
                {...input}
                label={t('imports.pinOf', { pin: pin.pin })}
                placeholder={t('imports.nobody')}
              />
            )}
          />
          {pin.suggested !== null && (
            <Button size="small" onClick={() => bind.mutate(pin.suggested?.person ?? null)}>
              {t('imports.suggestion', { name: pin.suggested.name })}
            </Button>
          )}
          {bind.isError && (
            <TroubleNotice trouble={troubleOf(bind.error)} onRetry={() => bind.reset()} compact />
          )}
        </>
      )}
    </ListLine>
  )
}
