import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MadeKey } from '../../../core/district/organisation-api.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { troubleOf } from '../api/trouble.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { useToday } from '../session/me-context.ts'
import { PostingFields, postingBody } from './posting-fields.tsx'
import { WordsFields, wordsBody } from './words-fields.tsx'

/** Adds one person and posts them. */
export function AddPersonDialog(props: { point: string; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const today = useToday()
  const [words, setWords] = useState({ name: '', title: '', staffNumber: '' })
  const [posting, setPosting] = useState({
    point: props.point,
    role: 'staff' as 'staff' | 'leader',
    counter: '',
    from: today,
  })
  const add = useMutation({
    mutationFn: () =>
      tellDistrict(MadeKey, '/api/v1/people', { ...wordsBody(words), ...postingBody(posting) }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['people'] })
      props.onClose()
    },
  })
  return (
    <FormDialog
      title={t('people.add')}
      submit={t('people.save')}
      working={add.isPending}
      incomplete={words.name.trim() === '' || posting.point === '' || posting.from === ''}
      trouble={add.isError ? troubleOf(add.error) : null}
      onTroubleSeen={() => add.reset()}
      onSubmit={() => add.mutate()}
      onClose={props.onClose}
    >
      <WordsFields draft={words} onChange={setWords} />
      <PostingFields draft={posting} onChange={setPosting} />
    </FormDialog>
  )
}
