import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ExcuseItem, ExcusesDecided } from '../../../core/district/excuses-api.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { troubleOf } from '../api/trouble.ts'
import { excuseSpan } from '../day/excuse-span.ts'
import { typeWords } from '../day/excuse-words.ts'
import { useLanguage } from '../language/use-language.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { approverWords } from './approver-words.ts'
import { EXCUSES } from './excuse-queries.ts'

export type Deed = 'approve' | 'refuse' | 'revoke'

type Outcome = ExcusesDecided['results'][number]['outcome']

const DONE: readonly Outcome[] = ['approved', 'agreed', 'refused', 'revoked']

const outcomeWords = (deed: Deed, outcome: Outcome, item: ExcuseItem, t: TFunction): string => {
  const said =
    outcome === 'not-approver'
      ? t('requests.outcome.not-approver', { approver: approverWords(item, t) })
      : t(`requests.outcome.${outcome}`)
  return DONE.includes(outcome) ? said : t(`requests.notDone.${deed}`, { why: said })
}

const missesDocument = ({ type, document }: ExcuseItem): boolean => type.needsDocument && document === ''

/** Decides chosen requests together and says what became of each. */
export function DecideDialog(props: {
  deed: Deed
  items: readonly ExcuseItem[]
  onClose: () => void
  /** With the requests that were not decided: they stay chosen. */
  onDone: (left: readonly string[]) => void
}) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const client = useQueryClient()
  const { deed, items } = props
  const [note, setNote] = useState('')
  const [document, setDocument] = useState('')
  const decide = useMutation({
    mutationFn: () =>
      tellDistrict(ExcusesDecided, `${EXCUSES}/decisions`, {
        ids: items.map(({ id }) => id),
        decision: deed,
        note,
        ...(document.trim() === '' ? {} : { document }),
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['excuses'] })
      await client.invalidateQueries({ queryKey: ['month'] })
    },
  })
  const results = new Map(decide.data?.results.map(({ id, outcome }) => [id, outcome]))
  const missing = deed === 'approve' ? items.filter(missesDocument) : []
  const isDone = decide.isSuccess
  const left = [...results].flatMap(([id, outcome]) => (DONE.includes(outcome) ? [] : [id]))
  const done = (): void => props.onDone(left)
  return (
    <FormDialog
      title={
        isDone
          ? t('requests.outcomes', { count: results.size - left.length, all: results.size })
          : t(`requests.decideTitle.${deed}`, { count: items.length })
      }
      submit={isDone ? t('enrolment.done') : t(`requests.${deed}`)}
      working={decide.isPending}
      incomplete={!isDone && deed !== 'approve' && note.trim().length < 3}
      done={isDone}
      danger={!isDone && deed !== 'approve'}
      trouble={decide.isError ? troubleOf(decide.error) : null}
      onTroubleSeen={() => decide.reset()}
      onSubmit={() => (isDone ? done() : decide.mutate())}
      onClose={isDone ? done : props.onClose}
    >
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {items.map((item) => {
          const outcome = results.get(item.id)
          return (
            <li key={item.id}>
              {item.name}: {typeWords(item.type, t)}, {excuseSpan(item, language, t)}
              {outcome !== undefined && (
                <Box component="strong"> → {outcomeWords(deed, outcome, item, t)}</Box>
              )}
              {!isDone && missing.includes(item) && (
                <Box component="strong" data-needs-document>
                  {' '}
                  · {t('requests.needsDocument')}
                </Box>
              )}
            </li>
          )
        })}
      </Box>
      {!isDone && missing.length > 0 && (
        <TextField
          label={t('requests.document')}
          helperText={t('requests.documentHint', { count: missing.length })}
          value={document}
          onChange={(event) => setDocument(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 100 } }}
        />
      )}
      {!isDone && (
        <TextField
          multiline
          minRows={2}
          required={deed !== 'approve'}
          label={t('requests.note')}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 500 } }}
        />
      )}
    </FormDialog>
  )
}
