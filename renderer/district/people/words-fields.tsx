import TextField from '@mui/material/TextField'
import { useTranslation } from 'react-i18next'
import { PERSON_LIMITS } from '../../../core/people/people-api.ts'

export interface WordsDraft {
  readonly name: string
  readonly title: string
  readonly staffNumber: string
}

/** Name, title and number of a person. */
export function WordsFields(props: { draft: WordsDraft; onChange: (draft: WordsDraft) => void }) {
  const { t } = useTranslation()
  const { draft, onChange } = props
  return (
    <>
      <TextField
        required
        autoFocus
        label={t('people.name')}
        value={draft.name}
        onChange={(event) => onChange({ ...draft, name: event.target.value })}
        slotProps={{ htmlInput: { maxLength: PERSON_LIMITS.name } }}
        sx={{ mt: 1 }}
      />
      <TextField
        label={t('people.jobTitle')}
        value={draft.title}
        onChange={(event) => onChange({ ...draft, title: event.target.value })}
        slotProps={{ htmlInput: { maxLength: PERSON_LIMITS.title } }}
      />
      <TextField
        label={t('people.number')}
        helperText={t('people.numberHelp')}
        value={draft.staffNumber}
        onChange={(event) => onChange({ ...draft, staffNumber: event.target.value })}
        slotProps={{ htmlInput: { maxLength: PERSON_LIMITS.staffNumber } }}
      />
    </>
  )
}

/** As the district takes it. */
export const wordsBody = ({ name, title, staffNumber }: WordsDraft) => ({
  name: name.trim(),
  title: title.trim(),
  staffNumber: staffNumber.trim() === '' ? null : staffNumber.trim(),
})
