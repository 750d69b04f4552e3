import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { tellDistrict } from '../api/ask-district.ts'
import { troubleOf } from '../api/trouble.ts'
import { FormDialog } from './form-dialog.tsx'

/** Asks before something that came in by mistake is taken away; the district says what stands against it. */
export function RemoveDialog(props: {
  title: string
  /** On the button. */
  submit?: string
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
      title={props.title}
      lead={props.lead}
      submit={props.submit ?? t('remove.submit')}
      working={remove.isPending}
      trouble={remove.isError ? troubleOf(remove.error) : null}
      onTroubleSeen={() => remove.reset()}
      onSubmit={() => remove.mutate()}
      onClose={props.onClose}
    />
  )
}
