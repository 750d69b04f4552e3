import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import { DateField } from '../dates/date-field.tsx'

/** From when to when something is there; an open end is empty. */
export function ValidityFields(props: {
  validFrom: string
  validTo: string | null
  onChange: (validity: { validFrom: string; validTo: string | null }) => void
}) {
  const { t } = useTranslation()
  const { validFrom, validTo, onChange } = props
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
      <DateField
        required
        label={t('organisation.validFrom')}
        value={validFrom}
        onChange={(date) => onChange({ validFrom: date, validTo })}
      />
      <DateField
        label={t('organisation.validTo')}
        value={validTo ?? ''}
        onChange={(date) => onChange({ validFrom, validTo: date === '' ? null : date })}
      />
    </Box>
  )
}
