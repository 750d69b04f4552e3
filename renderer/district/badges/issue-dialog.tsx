import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type IssueBadges, IssuedSheet } from '../../../core/district/badges-api.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { troubleOf } from '../api/trouble.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { IssuedDialog } from './issued-dialog.tsx'
import { PictureField } from './picture-field.tsx'
import { type PrintDraft, PrintOptions } from './print-options.tsx'

/** Issues badges to some people and hands the sheet over. */
export function IssueDialog(props: {
  who: Extract<IssueBadges['who'], { kind: 'people' }>
  onClose: () => void
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [draft, setDraft] = useState<PrintDraft>({ layout: 'a4', photo: 'none' })
  const [picture, setPicture] = useState<string | null>(null)
  const issue = useMutation({
    mutationFn: () =>
      tellDistrict(IssuedSheet, '/api/v1/badges', {
        who: props.who,
        ...draft,
        ...(picture === null ? {} : { picture }),
      }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['people'] })
      void client.invalidateQueries({ queryKey: ['badges'] })
    },
  })
  if (issue.data === undefined) {
    return (
      <FormDialog
        title={t('badges.issueFor', { count: props.who.people.length })}
        lead={t('badges.issueLead')}
        submit={t('badges.issue')}
        working={issue.isPending}
        trouble={issue.isError ? troubleOf(issue.error) : null}
        onTroubleSeen={() => issue.reset()}
        onSubmit={() => issue.mutate()}
        onClose={props.onClose}
      >
        <PrintOptions draft={draft} onChange={setDraft} />
        {props.who.people.length === 1 && draft.photo === 'frame' && (
          <PictureField chosen={picture !== null} onChange={setPicture} />
        )}
      </FormDialog>
    )
  }
  return <IssuedDialog sheet={issue.data} onClose={props.onClose} />
}
