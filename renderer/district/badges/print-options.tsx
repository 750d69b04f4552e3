import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import { useTranslation } from 'react-i18next'
import { SelectField } from '../parts/select-field.tsx'

export interface PrintDraft {
  readonly layout: 'a4' | 'card'
  readonly photo: 'none' | 'frame'
}

/** How the cards come out. */
export function PrintOptions(props: { draft: PrintDraft; onChange: (draft: PrintDraft) => void }) {
  const { t } = useTranslation()
  const { draft, onChange } = props
  return (
    <>
      <SelectField
        label={t('badges.layout')}
        value={draft.layout}
        choices={[
          { value: 'a4', label: t('badges.layouts.a4') },
          { value: 'card', label: t('badges.layouts.card') },
        ]}
        onChange={(layout) => onChange({ ...draft, layout })}
      />
      <FormControlLabel
        control={
          <Checkbox
            checked={draft.photo === 'frame'}
            onChange={(_, checked) => onChange({ ...draft, photo: checked ? 'frame' : 'none' })}
          />
        }
        label={t('badges.photo')}
      />
    </>
  )
}
