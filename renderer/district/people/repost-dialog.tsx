import Alert from '@mui/material/Alert'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { showText } from '../../../core/names.ts'
import { MOST_REPOSTED, type PersonRow, type Repost, Reposted } from '../../../core/people/people-api.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { organisationQuery } from '../api/people-queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { DateField } from '../dates/date-field.tsx'
import { shortDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { useToday } from '../session/me-context.ts'

/** Another role, or another counter, for everybody who is chosen, from a date on. */
export function RepostDialog(props: {
  people: readonly PersonRow[]
  /** @param done false: left as it was */
  onClose: (done: boolean) => void
}) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const client = useQueryClient()
  const organisation = useQuery(organisationQuery)
  const [kind, setKind] = useState<'role' | 'counter'>('role')
  const [role, setRole] = useState<'staff' | 'leader'>('staff')
  const [counter, setCounter] = useState('')
  const [from, setFrom] = useState(useToday())
  const points = new Set(props.people.map(({ posting }) => posting?.point ?? ''))
  const [point = ''] = points
  const isOnePoint = points.size === 1 && point !== ''
  const counters = (organisation.data?.counters ?? []).filter((each) => each.point === point)
  const body = (): Repost => ({
    people: props.people.map(({ id }) => id),
    from,
    change:
      kind === 'role'
        ? { kind, role }
        : { kind, point, counter: counter.trim() === '' ? null : counter.trim() },
  })
  const change = useMutation({
    mutationFn: () => tellDistrict(Reposted, '/api/v1/people/postings', body()),
    onSuccess: () => client.invalidateQueries({ queryKey: ['people'] }),
  })
  const count = props.people.length
  const asksForCounter = kind === 'counter' && isOnePoint
  const counterWords =
    counter.trim() === ''
      ? t('people.noCounter')
      : (counters.find(({ id }) => id === counter)?.name ?? showText(counter))
  const value = kind === 'role' ? t(`people.roles.${role}`) : counterWords
  const day = from === '' ? '' : shortDate(from, language)
  const done = change.data
  return (
    <FormDialog
      title={t('people.repost', { count })}
      submit={done === undefined ? t('people.repostSubmit', { count }) : t('people.close')}
      working={change.isPending}
      incomplete={from === '' || count > MOST_REPOSTED || (kind === 'counter' && !isOnePoint)}
      done={done !== undefined}
      trouble={change.isError ? troubleOf(change.error) : null}
      onTroubleSeen={() => change.reset()}
      onSubmit={() => (done === undefined ? change.mutate() : props.onClose(true))}
      onClose={() => props.onClose(done !== undefined)}
    >
      {done !== undefined ? (
        <Alert severity="success" variant="outlined">
          {t('people.reposted')}
          {done.changed > 0 && ` ${t(`people.repostSays.${kind}`, { count: done.changed, day, value })}`}
          {done.same > 0 && ` ${t('people.repostedSame', { count: done.same })}`}
        </Alert>
      ) : (
        <>
          <SelectField
            label={t('people.repostWhat')}
            value={kind}
            choices={[
              { value: 'role', label: t('people.role') },
              { value: 'counter', label: t('people.counter') },
            ]}
            onChange={setKind}
          />
          {kind === 'role' && (
            <SelectField
              label={t('people.role')}
              value={role}
              choices={[
                { value: 'staff', label: t('people.roles.staff') },
                { value: 'leader', label: t('people.roles.leader') },
              ]}
              onChange={setRole}
            />
          )}
          {kind === 'counter' && !isOnePoint && <Alert severity="info">{t('people.repostPoints')}</Alert>}
          {asksForCounter &&
            (counters.length > 0 ? (
              <SelectField
                label={t('people.counter')}
                value={counter}
                choices={[
                  { value: '', label: t('people.noCounter') },
                  ...counters.map(({ id, name }) => ({ value: id, label: name })),
                ]}
                onChange={setCounter}
              />
            ) : (
              <TextField
                label={t('people.counter')}
                value={counter}
                onChange={(event) => setCounter(event.target.value)}
                slotProps={{ htmlInput: { maxLength: 60 } }}
              />
            ))}
          <DateField label={t('people.since')} required value={from} onChange={setFrom} />
          {count > MOST_REPOSTED ? (
            <Alert severity="info">{t('people.repostMost', { count: MOST_REPOSTED })}</Alert>
          ) : (
            from !== '' &&
            (kind === 'role' || isOnePoint) && (
              <Typography>{`${t(`people.repostSays.${kind}`, { count, day, value })} ${t('people.repostAll')}`}</Typography>
            )
          )}
        </>
      )}
    </FormDialog>
  )
}
