import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EXCUSE_STATES, type ExcuseItem } from '../../../core/district/excuses-api.ts'
import { hasPermission } from '../../../core/district/roles.ts'
import { troubleOf } from '../api/trouble.ts'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { RemoveDialog } from '../parts/remove-dialog.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useMe } from '../session/me-context.ts'
import { DecideDialog, type Deed } from './decide-dialog.tsx'
import { excusesQuery } from './excuse-queries.ts'
import { RequestLine } from './request-line.tsx'

/** Requests by state, decided one by one or together. */
export function RequestsPanel({ point }: { point: string }) {
  const { t } = useTranslation()
  const me = useMe()
  const [state, setState] = useState<ExcuseItem['state'] | ''>('waiting')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [deciding, setDeciding] = useState<{ deed: Deed; items: readonly ExcuseItem[] } | null>(null)
  const [withdrawing, setWithdrawing] = useState<ExcuseItem | null>(null)
  const answer = useInfiniteQuery(excusesQuery({ state, point }))
  const items = answer.data?.pages.flatMap((page) => page.items) ?? []
  const mayDecide = hasPermission(me.role, 'excuses.decide')
  const waiting = items.filter(
    ({ state, isApprover, notOwn }) => state === 'waiting' && isApprover && notOwn === null,
  )
  const picked = items.filter(({ id }) => chosen.has(id))
  const choose = (id: string, on: boolean): void => {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  // The dialog keeps what it was opened for: decided requests leave the list at once.
  const decide = (deed: Deed): void => setDeciding({ deed, items: picked })
  const allChosen = waiting.length > 0 && waiting.every(({ id }) => chosen.has(id))
  const canRevoke = picked.length > 0 && picked.every((item) => item.state === 'approved')
  const canDecide = picked.length > 0 && picked.every((item) => item.state === 'waiting')
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, p: 1.5 }}>
        <SelectField
          size="small"
          width={180}
          label={t('requests.state')}
          value={state}
          choices={[
            { value: '', label: t('requests.all') },
            ...EXCUSE_STATES.map((value) => ({ value, label: t(`requests.states.${value}`) })),
          ]}
          onChange={(next) => {
            setChosen(new Set())
            setState(next)
          }}
        />
        {mayDecide && waiting.length > 0 && (
          <FormControlLabel
            control={
              <Checkbox
                checked={allChosen}
                onChange={(_, on) => setChosen(new Set(on ? waiting.map(({ id }) => id) : []))}
              />
            }
            label={t('requests.chooseAll')}
          />
        )}
        {mayDecide && picked.length > 0 && (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
            <span>{t('requests.chosen', { count: picked.length })}</span>
            {canDecide && (
              <>
                <Button variant="contained" onClick={() => decide('approve')}>
                  {t('requests.approve')}
                </Button>
                <Button variant="outlined" color="error" onClick={() => decide('refuse')}>
                  {t('requests.refuse')}
                </Button>
              </>
            )}
            {canRevoke && (
              <Button variant="outlined" color="error" onClick={() => decide('revoke')}>
                {t('requests.revoke')}
              </Button>
            )}
          </Box>
        )}
      </Box>
      {answer.isError && (
        <TroubleNotice
          trouble={troubleOf(answer.error)}
          onRetry={() => void answer.refetch()}
          compact={items.length > 0}
        />
      )}
      {answer.isPending && <PageLoading />}
      {answer.isSuccess && items.length === 0 && <EmptyNotice hint={t('requests.empty')} />}
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {items.map((item) => (
          <RequestLine
            key={item.id}
            item={item}
            chosen={chosen.has(item.id)}
            onChoose={mayDecide ? (on) => choose(item.id, on) : null}
            onWithdraw={() => setWithdrawing(item)}
          />
        ))}
      </Box>
      {answer.hasNextPage && (
        <Box sx={{ p: 1.5, textAlign: 'center' }}>
          <Button onClick={() => void answer.fetchNextPage()} disabled={answer.isFetchingNextPage}>
            {t('requests.more')}
          </Button>
        </Box>
      )}
      {withdrawing !== null && (
        <RemoveDialog
          title={t('requests.withdrawTitle', { name: withdrawing.name })}
          lead={t('requests.withdrawLead')}
          submit={t('requests.withdraw')}
          path={`/api/v1/excuses/${withdrawing.id}`}
          onClose={() => setWithdrawing(null)}
        />
      )}
      {deciding !== null && (
        <DecideDialog
          {...deciding}
          onClose={() => setDeciding(null)}
          onDone={(left) => {
            setDeciding(null)
            setChosen(new Set(left))
          }}
        />
      )}
    </>
  )
}
