import TextField from '@mui/material/TextField'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pointsQuery } from '../api/queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { IMPORTS } from './import-queries.ts'
import { uploadFile } from './upload-file.ts'

const LAYOUTS = ['auto', 'usb', 'push'] as const

/** What an old machine's file does not say itself: where it stood, which one it is, how its columns go. */
export function OldFileDialog({ file, onClose }: { file: File; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const points = useQuery(pointsQuery)
  const [point, setPoint] = useState('')
  const [source, setSource] = useState(/^(\d+)_attlog\.dat$/i.exec(file.name)?.[1] ?? '')
  const [layout, setLayout] = useState<(typeof LAYOUTS)[number]>('auto')
  const send = useMutation({
    mutationFn: () => {
      const asked = new URLSearchParams({
        name: file.name.slice(0, 200),
        point,
        source: source.trim(),
        layout,
      })
      return uploadFile('attlog', `${IMPORTS}/attlog?${asked}`, file, () => {})
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['imports'] })
      await client.invalidateQueries({ queryKey: ['old-pins'] })
      onClose()
    },
  })
  return (
    <FormDialog
      title={`${t('imports.oldTitle')}: ${file.name}`}
      lead={t('imports.oldLead')}
      submit={t('imports.start')}
      working={send.isPending}
      incomplete={point === '' || source.trim() === ''}
      trouble={send.isError ? troubleOf(send.error) : null}
      onTroubleSeen={() => send.reset()}
      onSubmit={() => send.mutate()}
      onClose={onClose}
    >
      <SelectField
        required
        label={t('imports.point')}
        value={point}
        choices={(points.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setPoint}
      />
      <TextField
        required
        label={t('imports.source')}
        value={source}
        onChange={(event) => setSource(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 64 } }}
      />
      <SelectField
        label={t('imports.layout')}
        value={layout}
        choices={LAYOUTS.map((value) => ({ value, label: t(`imports.layouts.${value}`) }))}
        onChange={setLayout}
      />
    </FormDialog>
  )
}
