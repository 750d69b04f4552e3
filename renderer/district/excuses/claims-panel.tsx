import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { ClaimsDecided } from '../../../core/district/excuses-api.ts'
import { hasPermission } from '../../../core/district/roles.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { troubleOf } from '../api/trouble.ts'
import { MonthSwitch } from '../dates/month-switch.tsx'
import { monthIn } from '../dates/use-month-in-address.ts'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { RefusalNotice } from '../parts/refusal-notice.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useMe, useToday } from '../session/me-context.ts'
import { ClaimLine } from './claim-line.tsx'
import { CLAIMS, claimsQuery } from './excuse-queries.ts'

/** Leaders' claims of a month with the scan each met, accepted or refused together. */
export function ClaimsPanel({ point }: { point: string }) {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const thisMonth = useToday().slice(0, 7)
  const [search] = useSearchParams()
  const [month, setMonth] = useState(monthIn(search) ?? thisMonth)
  const [show, setShow] = useState<'waiting' | 'all'>('all')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [refusing, setRefusing] = useState(false)
  const [note, setNote] = useState('')
  const answer = useQuery(claimsQuery(month, point))
  const mayDecide = hasPermission(me.role, 'excuses.decide')
  const decide = useMutation({
    mutationFn: (decision: 'accept' | 'refuse') =>
      tellDistrict(ClaimsDecided, `${CLAIMS}/decisions`, { claims: [...chosen], decision, note }),
    onSuccess: async () => {
      setRefusing(false)
      setChosen(new Set())
      setNote('')
      await client.invalidateQueries({ queryKey: ['claims'] })
      await client.invalidateQueries({ queryKey: ['month'] })
    },
  })
  const results = decide.data?.results ?? []
  const locked = results.filter(({ outcome }) => outcome === 'month-locked').length
  const own = results.filter(({ outcome }) => outcome === 'own-request' || outcome === 'own-person').length
  const claims = answer.data?.filter(({ decision }) => show === 'all' || decision === null)
  const replacesScans = claims?.some(({ id, outcome }) => chosen.has(id) && outcome === 'differs') === true
  const choose = (id: string, on: boolean): void => {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, p: 1.5 }}>
        <MonthSwitch
          month={month}
          thisMonth={thisMonth}
          onChange={(next) => {
            setChosen(new Set())
            setMonth(next)
          }}
        />
        <SelectField
          size="small"
          width={160}
          label={t('claims.show')}
          value={show}
          choices={(['all', 'waiting'] as const).map((value) => ({ value, label: t(`claims.${value}`) }))}
          onChange={setShow}
        />
        {mayDecide && chosen.size > 0 && (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
            <span>{t('requests.chosen', { count: chosen.size })}</span>
            <Button variant="contained" disabled={decide.isPending} onClick={() => decide.mutate('accept')}>
              {t(replacesScans ? 'claims.acceptInstead' : 'claims.accept')}
            </Button>
            <Button variant="outlined" color="error" onClick={() => setRefusing(true)}>
              {t('claims.refuse')}
            </Button>
          </Box>
        )}
        <Box sx={{ flex: '1 1 260px', color: 'text.secondary' }}>{t('claims.lead')}</Box>
      </Box>
      {locked > 0 && (
        <Alert severity="warning" sx={{ mx: 1.5, mb: 1 }}>
          {t('claims.locked', { count: locked })}
        </Alert>
      )}
      {own > 0 && (
        <Alert severity="warning" sx={{ mx: 1.5, mb: 1 }}>
          {t('claims.own', { count: own })}
        </Alert>
      )}
      {decide.isError && !refusing && (
        <RefusalNotice trouble={troubleOf(decide.error)} onSeen={() => decide.reset()} />
      )}
      {answer.isError && (
        <TroubleNotice
          trouble={troubleOf(answer.error)}
          onRetry={() => void answer.refetch()}
          compact={claims !== undefined}
        />
      )}
      {answer.isPending && <PageLoading />}
      {claims?.length === 0 && <EmptyNotice hint={t('claims.empty')} />}
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {claims?.map((claim) => (
          <ClaimLine
            key={claim.id}
            claim={claim}
            chosen={chosen.has(claim.id)}
            onChoose={mayDecide ? (on) => choose(claim.id, on) : null}
          />
        ))}
      </Box>
      {refusing && (
        <FormDialog
          title={t('claims.refuseTitle', { count: chosen.size })}
          submit={t('claims.refuse')}
          working={decide.isPending}
          incomplete={note.trim().length < 3}
          danger
          trouble={decide.isError ? troubleOf(decide.error) : null}
          onTroubleSeen={() => decide.reset()}
          onSubmit={() => decide.mutate('refuse')}
          onClose={() => setRefusing(false)}
        >
          <TextField
            multiline
            minRows={2}
            required
            sx={{ mt: 1 }}
            label={t('requests.note')}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 500 } }}
          />
        </FormDialog>
      )}
    </>
  )
}
