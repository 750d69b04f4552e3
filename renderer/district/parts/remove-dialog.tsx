import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { tellDistrict } from '../api/ask-district.ts'
import { troubleOf } from '../api/trouble.ts'
import { FormDialog } from './form-dialog.tsx'

/** Asks before something that was added by mistake is deleted; the district says what still refers to it. */
export function RemoveDialog(props: {
  name: string
  lead: string
  /** Address of what is deleted. */
  path: string
  onClose: () => void
  onRemoved?: () => void
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => tellDistrict(z.null(), props.path, undefined, { method: 'DELETE' }),
    onSuccess: () => {
      props.onClose()
      props.onRemoved?.()
      void client.invalidateQueries()
    },
  })
  return (
    <FormDialog
      danger
      title={t('remove.title', { name: props.name })}
      lead={props.lead}
      submit={t('remove.submit')}
      working={remove.isPending}
      trouble={remove.isError ? troubleOf(remove.error) : null}
      onTroubleSeen={() => remove.reset()}
      onSubmit={() => remove.mutate()}
      onClose={props.onClose}
    />
  )
}
