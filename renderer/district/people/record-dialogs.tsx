import TextField from '@mui/material/TextField'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { PersonDetail } from '../../../core/people/people-api.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { personPath } from '../api/people-queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { DateField } from '../dates/date-field.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { useToday } from '../session/me-context.ts'
import { PostingFields, postingBody } from './posting-fields.tsx'
import { WordsFields, wordsBody } from './words-fields.tsx'

interface DialogProps {
  readonly person: PersonDetail
  readonly onClose: () => void
}

/** One deed about a person: sends it, has everything about people asked again, and closes. */
function useDeed(
  { person, onClose }: DialogProps,
  deed: string,
  body: () => unknown,
  method: 'POST' | 'PUT' = 'POST',
) {
  const client = useQueryClient()
  const answer = z.unknown()
  const mutation = useMutation({
    mutationFn: () => tellDistrict(answer, personPath(person.id, deed), body(), { method }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['people'] })
      onClose()
    },
  })
  return {
    working: mutation.isPending,
    trouble: mutation.isError ? troubleOf(mutation.error) : null,
    onTroubleSeen: () => mutation.reset(),
    onSubmit: () => mutation.mutate(),
    onClose,
  }
}

export function EditDialog(props: DialogProps) {
  const { t } = useTranslation()
  const { name, title, staffNumber } = props.person
  const [draft, setDraft] = useState({ name: name ?? '', title, staffNumber: staffNumber ?? '' })
  const deed = useDeed(props, '', () => wordsBody(draft), 'PUT')
  return (
    <FormDialog
      {...deed}
      title={t('people.edit')}
      submit={t('people.save')}
      incomplete={draft.name.trim() === ''}
    >
      <WordsFields draft={draft} onChange={setDraft} />
    </FormDialog>
  )
}

export function TransferDialog(props: DialogProps) {
  const { t } = useTranslation()
  const today = useToday()
  const { posting } = props.person
  const [draft, setDraft] = useState({
    point: posting?.point ?? '',
    role: posting?.role ?? ('staff' as const),
    counter: posting?.counter ?? '',
    from: today,
  })
  const deed = useDeed(props, 'transfer', () => postingBody(draft))
  return (
    <FormDialog
      {...deed}
      title={t('people.transfer')}
      lead={t('people.transferLead')}
      submit={t('people.save')}
      incomplete={draft.point === '' || draft.from === ''}
    >
      <PostingFields draft={draft} onChange={setDraft} />
    </FormDialog>
  )
}

export function LeaveDialog(props: DialogProps) {
  const { t } = useTranslation()
  const [on, setOn] = useState(useToday())
  const deed = useDeed(props, 'leave', () => ({ on }))
  return (
    <FormDialog
      {...deed}
      danger
      title={t('people.leave')}
      lead={t('people.leaveLead')}
      submit={t('people.leave')}
      incomplete={on === ''}
    >
      <DateField label={t('people.lastDay')} required value={on} onChange={setOn} />
    </FormDialog>
  )
}

export function EraseDialog(props: DialogProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const deed = useDeed(props, 'erase', () => ({ reason: reason.trim() }))
  return (
    <FormDialog
      {...deed}
      danger
      title={t('people.erase')}
      lead={t('people.eraseLead')}
      submit={t('people.erase')}
      incomplete={reason.trim().length < 3}
    >
      <TextField
        required
        label={t('people.eraseReason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 300 } }}
      />
    </FormDialog>
  )
}
