import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { tellDistrict } from '../api/ask-district.ts'
import { troubleOf } from '../api/trouble.ts'
import { FormDialog } from '../parts/form-dialog.tsx'

/** Calls back badges that nobody ever used. */
export function RevokeUnusedDialog(props: { numbers: readonly number[]; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const count = props.numbers.length
  const revoke = useMutation({
    mutationFn: () => tellDistrict(z.unknown(), '/api/v1/badges/revoke-unused', { numbers: props.numbers }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['people'] })
      void client.invalidateQueries({ queryKey: ['badges'] })
      props.onClose()
    },
  })
  return (
    <FormDialog
      title={t('badges.revokeUnused', { count })}
      lead={t('badges.revokeUnusedLead')}
      submit={t('badges.revoke')}
      danger
      working={revoke.isPending}
      trouble={revoke.isError ? troubleOf(revoke.error) : null}
      onTroubleSeen={() => revoke.reset()}
      onSubmit={() => revoke.mutate()}
      onClose={props.onClose}
    />
  )
}
