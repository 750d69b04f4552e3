import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import TextField from '@mui/material/TextField'
import { useTranslation } from 'react-i18next'
import { APPROVERS } from '../../../core/symbols/absence-codes.ts'
import { halfOf } from '../../../core/symbols/timesheet-symbols.ts'
import { SelectField } from '../parts/select-field.tsx'
import type { TypeDraft } from './type-draft.ts'

const COLUMNS = [
  [32, 'paid'],
  [33, 'unpaid'],
  [34, 'insured'],
] as const
const PAIR = { display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr' } } as const

/** What there is to say about one leave type; a fault stands under its field. */
export function TypeFields(props: {
  draft: TypeDraft
  isNew: boolean
  mayWriteSymbols: boolean
  codeFault: string | null
  symbolFault: string | null
  halfFault: string | null
  onChange: (draft: TypeDraft) => void
}) {
  const { t } = useTranslation()
  const { draft, isNew, mayWriteSymbols, codeFault, symbolFault, halfFault } = props
  const set = (part: Partial<TypeDraft>): void => props.onChange({ ...draft, ...part })
  return (
    <>
      <Box sx={{ ...PAIR, gridTemplateColumns: { sm: '1fr 2fr' }, mt: 1 }}>
        <TextField
          required
          autoFocus={isNew}
          disabled={!isNew}
          label={t('leaveTypes.code')}
          value={draft.code}
          error={codeFault !== null}
          helperText={codeFault ?? (isNew ? '' : t('leaveTypes.codeFixed'))}
          onChange={(event) => set({ code: event.target.value })}
          slotProps={{ htmlInput: { maxLength: 10 } }}
        />
        <TextField
          required
          label={t('leaveTypes.name')}
          value={draft.name}
          onChange={(event) => set({ name: event.target.value })}
          slotProps={{ htmlInput: { maxLength: 100 } }}
        />
      </Box>
      {mayWriteSymbols ? (
        <Box sx={{ ...PAIR, gridTemplateColumns: { sm: '5fr 4fr 5fr' } }}>
          <TextField
            required
            label={t('leaveTypes.symbol')}
            value={draft.symbol}
            error={symbolFault !== null}
            helperText={symbolFault ?? ''}
            onChange={(event) => set({ symbol: event.target.value })}
            slotProps={{ htmlInput: { maxLength: 6 } }}
          />
          <TextField
            label={t('leaveTypes.half')}
            value={draft.half}
            placeholder={draft.symbol === '' ? '' : halfOf(draft.symbol)}
            error={halfFault !== null}
            helperText={halfFault ?? ''}
            onChange={(event) => set({ half: event.target.value })}
            slotProps={{ htmlInput: { maxLength: 8 }, inputLabel: { shrink: true } }}
          />
          <SelectField
            label={t('leaveTypes.column')}
            value={String(draft.column)}
            choices={COLUMNS.map(([column, word]) => ({
              value: String(column),
              label: t(`leaveTypes.columns.${word}`),
            }))}
            onChange={(next) =>
              set({ column: COLUMNS.find(([column]) => String(column) === next)?.[0] ?? 32 })
            }
          />
        </Box>
      ) : (
        <Box sx={{ color: 'text.secondary' }}>{t('leaveTypes.symbolNotYours')}</Box>
      )}
      <SelectField
        label={t('leaveTypes.approver')}
        value={draft.approver}
        choices={APPROVERS.map((value) => ({ value, label: t(`leaveTypes.approvers.${value}`) }))}
        onChange={(approver) => set({ approver })}
      />
      <TextField
        label={t('leaveTypes.evidence')}
        value={draft.evidence}
        onChange={(event) => set({ evidence: event.target.value })}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
      <Box>
        {(['needsDocument', 'twoPeople', 'atCounter'] as const).map((flag) => (
          <FormControlLabel
            key={flag}
            sx={{ display: 'flex' }}
            control={<Checkbox checked={draft[flag]} onChange={(_, on) => set({ [flag]: on })} />}
            label={t(`leaveTypes.${flag}`)}
          />
        ))}
      </Box>
      <TextField
        label={t('leaveTypes.mostDays')}
        value={draft.mostDays}
        helperText={t('leaveTypes.mostDaysHelp')}
        onChange={(event) => set({ mostDays: event.target.value.replace(/\D/g, '').replace(/^0+/, '') })}
        slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 3 } }}
        sx={{ maxWidth: 260 }}
      />
    </>
  )
}
