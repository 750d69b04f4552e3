import Typography from '@mui/material/Typography'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { LeaveTypeItem, LeaveTypesOfOrganisation } from '../../../core/district/excuses-api.ts'
import { showText } from '../../../core/names.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { troubleOf } from '../api/trouble.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { leaveTypesPath } from './excuse-queries.ts'
import { typesWithout } from './type-draft.ts'

/** Takes one type out of a list, or (`type` null) drops an organisation's own list for that of the level above. */
export function DropTypesDialog(props: {
  list: LeaveTypesOfOrganisation
  organisationName: string
  type: LeaveTypeItem | null
  onClose: () => void
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { list, type } = props
  const organisation = showText(props.organisationName)
  const path = leaveTypesPath(list.organisation)
  const drop = useMutation({
    mutationFn: () =>
      type === null
        ? tellDistrict(z.null(), path, undefined, { method: 'DELETE' })
        : tellDistrict(z.null(), path, typesWithout(list.types, type.code), { method: 'PUT' }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['leave-types'] })
      await client.invalidateQueries({ queryKey: ['excuses'] })
      props.onClose()
    },
  })
  return (
    <FormDialog
      title={
        type === null
          ? t('leaveTypes.inheritTitle', { organisation })
          : t('leaveTypes.removeOf', { name: showText(type.name) })
      }
      lead={t(type === null ? 'leaveTypes.inheritLead' : 'leaveTypes.removeLead')}
      submit={t(type === null ? 'leaveTypes.inherit' : 'leaveTypes.remove')}
      danger
      working={drop.isPending}
      trouble={drop.isError ? troubleOf(drop.error) : null}
      onTroubleSeen={() => drop.reset()}
      onSubmit={() => drop.mutate()}
      onClose={props.onClose}
    >
      {type !== null && !list.own && <Typography>{t('leaveTypes.becomesOwn', { organisation })}</Typography>}
    </FormDialog>
  )
}
