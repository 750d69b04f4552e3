import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IssuedSheet } from '../../../core/district/badges-api.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { organisationQuery } from '../api/people-queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { Panel } from '../parts/panel.tsx'
import { pointChoices } from '../parts/point-choices.ts'
import { RefusalNotice } from '../parts/refusal-notice.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { IssuedDialog } from './issued-dialog.tsx'
import { type PrintDraft, PrintOptions } from './print-options.tsx'

/** Badges for everybody at a point, in one sheet. */
export function BatchPanel() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const organisation = useQuery(organisationQuery)
  const [point, setPoint] = useState('')
  const [asked, setAsked] = useState(false)
  const [replace, setReplace] = useState(false)
  const [draft, setDraft] = useState<PrintDraft>({ layout: 'a4', photo: 'none' })
  const issue = useMutation({
    mutationFn: () =>
      tellDistrict(IssuedSheet, '/api/v1/badges', { who: { kind: 'point', point, replace }, ...draft }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['people'] })
      void client.invalidateQueries({ queryKey: ['badges'] })
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAsked(true)
  }
  const pointName = organisation.data?.points.find(({ id }) => id === point)?.name ?? ''
  return (
    <Panel title={t('badges.batch')}>
      <Box component="form" onSubmit={submit} sx={{ display: 'grid', gap: 2, pt: 1, maxWidth: 640 }}>
        <SelectField
          label={t('people.point')}
          required
          value={point}
          choices={pointChoices(organisation.data)}
          onChange={setPoint}
        />
        <PrintOptions draft={draft} onChange={setDraft} />
        <FormControlLabel
          control={<Checkbox checked={replace} onChange={(_, checked) => setReplace(checked)} />}
          label={t('badges.replace')}
        />
        {issue.isError && <RefusalNotice trouble={troubleOf(issue.error)} onSeen={() => issue.reset()} />}
        <Button
          type="submit"
          variant="contained"
          disabled={point === '' || issue.isPending}
          sx={{ justifySelf: 'start' }}
        >
          {t('badges.issue')}
        </Button>
      </Box>
      {issue.data !== undefined && <IssuedDialog sheet={issue.data} onClose={() => issue.reset()} />}
      {asked && (
        <FormDialog
          title={t('badges.confirmTitle', { point: pointName })}
          lead={t(replace ? 'badges.confirmReplace' : 'badges.confirmNew')}
          submit={t('badges.issue')}
          working={issue.isPending}
          trouble={null}
          onTroubleSeen={() => issue.reset()}
          onSubmit={() => {
            setAsked(false)
            issue.mutate()
          }}
          onClose={() => setAsked(false)}
        />
      )}
    </Panel>
  )
}
