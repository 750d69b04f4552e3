import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { TakenBack } from '../../../core/people/people-imports-api.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { PEOPLE_IMPORTS, takeBackQuery } from '../api/people-queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { TakenBackPeople } from './taken-back-people.tsx'

/** Says what taking a list back will do to whom, does it, and says what it did. */
export function TakeBackDialog({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const titleId = useId()
  const weighed = useQuery(takeBackQuery(id))
  const taking = useMutation({
    mutationFn: () => tellDistrict(TakenBack, `${PEOPLE_IMPORTS}/${id}`, undefined, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['people'] }),
  })
  if (taking.data !== undefined)
    return (
      <Dialog open onClose={onClose} fullWidth maxWidth="md" aria-labelledby={titleId}>
        <DialogTitle id={titleId}>{t('peopleTaken.doneTitle', { name })}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          <TakenBackPeople people={taking.data.people} done />
        </DialogContent>
        <DialogActions sx={{ p: 2 }}>
          <Button variant="contained" onClick={onClose}>
            {t('peopleTaken.close')}
          </Button>
        </DialogActions>
      </Dialog>
    )
  const people = weighed.data?.people ?? []
  const none = weighed.isSuccess && people.every(({ fate }) => fate === 'kept')
  if (none)
    return (
      <Dialog open onClose={onClose} fullWidth maxWidth="md" aria-labelledby={titleId}>
        <DialogTitle id={titleId}>{t('peopleTaken.title', { name })}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          <Typography sx={{ fontWeight: 600 }}>{t('peopleTaken.none')}</Typography>
          <TakenBackPeople people={people} done={false} />
        </DialogContent>
        <DialogActions sx={{ p: 2 }}>
          <Button variant="contained" onClick={onClose}>
            {t('peopleTaken.close')}
          </Button>
        </DialogActions>
      </Dialog>
    )
  const trouble = taking.isError ? taking.error : weighed.error
  return (
    <FormDialog
      danger
      wide
      title={t('peopleTaken.title', { name })}
      submit={t('peopleTaken.remove')}
      working={taking.isPending || weighed.isPending}
      incomplete={!weighed.isSuccess}
      trouble={trouble === null ? null : troubleOf(trouble)}
      onTroubleSeen={() => {
        taking.reset()
        void weighed.refetch()
      }}
      onSubmit={() => taking.mutate()}
      onClose={onClose}
    >
      {weighed.isPending && <PageLoading />}
      {weighed.isSuccess && <TakenBackPeople people={people} done={false} />}
    </FormDialog>
  )
}
