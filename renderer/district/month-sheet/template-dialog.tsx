import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { SheetTemplate } from '../../../core/month/sheet-template.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { templatePath, templateQuery } from '../api/month-sheet-queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { useOrganisationOf } from './use-organisation-of.ts'

/** The texts and symbols that the organisation of a point prints its papers with. */
export function TemplateDialog({ point, onClose }: { point: string; onClose: () => void }) {
  const organisation = useOrganisationOf(point)
  const answer = useQuery({ ...templateQuery(organisation?.id ?? ''), enabled: organisation !== null })
  if (organisation === null || answer.data === undefined) return <PageLoading />
  return <TemplateForm organisation={organisation} template={answer.data.template} onClose={onClose} />
}

const LINES = ['unit', 'department', 'budgetCode', 'form', 'issued', 'number', 'place'] as const
const REPORT_LINES = [
  ['superior', 'superior'],
  ['issuer', 'issuer'],
  ['number', 'reportNumber'],
  ['addressee', 'addressee'],
  ['authority', 'authority'],
  ['signerTitle', 'signerTitle'],
  ['signer', 'signer'],
] as const

function TemplateForm(props: {
  organisation: { id: string; name: string }
  template: SheetTemplate
  onClose: () => void
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [template, setTemplate] = useState(props.template)
  const save = useMutation({
    mutationFn: () =>
      tellDistrict(z.null(), templatePath(props.organisation.id), template, { method: 'PUT' }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['sheet-template'] })
      await client.invalidateQueries({ queryKey: ['month-sheet'] })
      props.onClose()
    },
  })
  const set = (part: Partial<SheetTemplate>): void => setTemplate({ ...template, ...part })
  const line = (label: string, value: string, onChange: (value: string) => void) => (
    <TextField
      key={label}
      label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      slotProps={{ htmlInput: { maxLength: 300 }, inputLabel: { shrink: true } }}
    />
  )
  const grid = { display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr' }, mt: 1 }
  return (
    <FormDialog
      title={t('sheetTemplate.title', { organisation: props.organisation.name })}
      lead={t('sheetTemplate.lead')}
      submit={t('sheetTemplate.save')}
      working={save.isPending}
      wide
      trouble={save.isError ? troubleOf(save.error) : null}
      onTroubleSeen={() => save.reset()}
      onSubmit={() => save.mutate()}
      onClose={props.onClose}
    >
      <Box sx={grid}>
        {line(t('sheetTemplate.heading'), template.title, (title) => set({ title }))}
        {LINES.map((name) =>
          line(t(`sheetTemplate.${name}`), template[name], (value) => set({ [name]: value })),
        )}
        <SelectField
          label={t('sheetTemplate.symbols')}
          value={template.symbols}
          choices={(['c01a-hd', '01a-ldtl'] as const).map((value) => ({
            value,
            label: t(`sheetTemplate.symbolSets.${value}`),
          }))}
          onChange={(symbols) => set({ symbols })}
        />
        <SelectField
          label={t('sheetTemplate.halfDays')}
          value={template.halfDays}
          choices={(['longer', 'both'] as const).map((value) => ({
            value,
            label: t(`sheetTemplate.halfDayChoices.${value}`),
          }))}
          onChange={(halfDays) => set({ halfDays })}
        />
        {([0, 1, 2] as const).map((index) =>
          line(
            t(`sheetTemplate.signature${(index + 1) as 1 | 2 | 3}`),
            template.signatures[index],
            (value) => {
              const signatures: SheetTemplate['signatures'] = [...template.signatures]
              signatures[index] = value
              set({ signatures })
            },
          ),
        )}
      </Box>
      <Typography variant="h3">{t('sheetTemplate.report')}</Typography>
      <Box sx={{ ...grid, mt: 0 }}>
        {REPORT_LINES.map(([name, label]) =>
          line(t(`sheetTemplate.${label}`), template.report[name], (value) =>
            set({ report: { ...template.report, [name]: value } }),
          ),
        )}
        <TextField
          multiline
          minRows={2}
          label={t('sheetTemplate.recipients')}
          value={template.report.recipients.join('\n')}
          onChange={(event) =>
            set({ report: { ...template.report, recipients: event.target.value.split('\n').slice(0, 10) } })
          }
          slotProps={{ inputLabel: { shrink: true } }}
        />
      </Box>
    </FormDialog>
  )
}
