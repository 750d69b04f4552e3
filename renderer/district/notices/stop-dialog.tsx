import Typography from '@mui/material/Typography'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { NoticeItem } from '../../../core/district/notices-api.ts'
import { showText } from '../../../core/names.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { troubleOf } from '../api/trouble.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { useToday } from '../session/me-context.ts'
import { noticePath, noticesQuery } from './notice-queries.ts'

/** Ends a notice with today, or takes it away altogether. */
export function StopDialog(props: { notice: NoticeItem; deed: 'end' | 'remove'; onClose: () => void }) {
  const { t } = useTranslation()
  const today = useToday()
  const client = useQueryClient()
  const { notice, deed } = props
  const { id, organisation, text, validFrom } = notice
  const stop = useMutation({
    mutationFn: () =>
      deed === 'remove'
        ? tellDistrict(z.null(), noticePath(id), undefined, { method: 'DELETE' })
        : tellDistrict(
            z.null(),
            noticePath(id),
            { organisation, text, validFrom, validTo: today },
            { method: 'PUT' },
          ),
    onSuccess: async () => {
      await client.invalidateQueries(noticesQuery)
      props.onClose()
    },
  })
  return (
    <FormDialog
      title={t(`notices.${deed}Title`)}
      lead={t(`notices.${deed}Lead`)}
      submit={t(`notices.${deed}`)}
      danger={deed === 'remove'}
      working={stop.isPending}
      trouble={stop.isError ? troubleOf(stop.error) : null}
      onTroubleSeen={() => stop.reset()}
      onSubmit={() => stop.mutate()}
      onClose={props.onClose}
    >
      <Typography sx={{ overflowWrap: 'anywhere' }}>{showText(text)}</Typography>
    </FormDialog>
  )
}
