import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { tellDistrict } from '../api/ask-district.ts'
import { troubleOf } from '../api/trouble.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { SelectField } from '../parts/select-field.tsx'

const WHY = ['lost', 'damaged', 'other'] as const

/** Revokes one badge, with the reason. */
export function RevokeDialog(props: { number: number; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [why, setWhy] = useState<(typeof WHY)[number]>('lost')
  const revoke = useMutation({
    mutationFn: () => tellDistrict(z.null(), `/api/v1/badges/${props.number}/revoke`, { why }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['people'] })
      void client.invalidateQueries({ queryKey: ['badges'] })
      props.onClose()
    },
  })
  return (
    <FormDialog
      title={t('badges.revokeTitle', { number: props.number })}
      lead={t('badges.revokeLead')}
      submit={t('badges.revoke')}
      danger
      working={revoke.isPending}
      trouble={revoke.isError ? troubleOf(revoke.error) : null}
      onTroubleSeen={() => revoke.reset()}
      onSubmit={() => revoke.mutate()}
      onClose={props.onClose}
    >
      <SelectField
        label={t('badges.revokedWhy')}
        value={why}
        choices={WHY.map((value) => ({ value, label: t(`badges.why.${value}`) }))}
        onChange={setWhy}
      />
    </FormDialog>
  )
}
