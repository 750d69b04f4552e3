import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { DateField } from '../dates/date-field.tsx'
import { SelectField } from '../parts/select-field.tsx'

/** An earlier name with the body it stood under. */
export interface EarlierDraft {
  /** Tells rows apart while they are being written. */
  readonly key: string
  readonly validTo: string
  readonly name: string
  readonly above: string
}

/** What something was called before, and under whom it stood. */
export function EarlierFields<Draft extends EarlierDraft>(props: {
  rows: readonly Draft[]
  bodies: readonly { readonly value: string; readonly label: string }[]
  /** The present as a row that ends yesterday. */
  present: () => Draft
  onChange: (rows: readonly Draft[]) => void
}) {
  const { t } = useTranslation()
  const { rows, onChange } = props
  const change = (index: number, part: Partial<EarlierDraft>): void =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)))
  return (
    <Box
      component="fieldset"
      sx={{ border: '1px solid var(--line)', borderRadius: 1, p: 2, m: 0, minWidth: 0 }}
    >
      <Typography component="legend" variant="h3" sx={{ px: 1 }}>
        {t('organisation.earlier')}
      </Typography>
      <Typography color="textSecondary" variant="body2" sx={{ mb: 1.5 }}>
        {rows.length === 0 ? t('organisation.keepLead') : t('organisation.earlierLead')}
      </Typography>
      <Box sx={{ display: 'grid', gap: 2 }}>
        {rows.map((row, index) => (
          <Box key={row.key} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
            <DateField
              size="small"
              required
              label={t('organisation.until')}
              value={row.validTo}
              onChange={(validTo) => change(index, { validTo })}
            />
            <TextField
              size="small"
              required
              label={t('organisation.name')}
              value={row.name}
              onChange={(event) => change(index, { name: event.target.value })}
              sx={{ flex: '1 1 200px' }}
            />
            <SelectField
              size="small"
              width={220}
              label={t('organisation.parent')}
              value={row.above}
              choices={props.bodies}
              onChange={(above) => change(index, { above })}
            />
            <IconButton
              aria-label={t('organisation.remove')}
              onClick={() => onChange(rows.filter((_, at) => at !== index))}
            >
              <DeleteIcon />
            </IconButton>
          </Box>
        ))}
        <Button sx={{ justifySelf: 'start' }} onClick={() => onChange([...rows, props.present()])}>
          {t('organisation.keep')}
        </Button>
      </Box>
    </Box>
  )
}
