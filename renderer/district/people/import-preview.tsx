import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportRow, ImportPreview as Preview } from '../../../core/district/people-api.ts'
import { showText } from '../../../core/names.ts'
import { Panel } from '../parts/panel.tsx'
import { faultWords, ImportRows } from './import-rows.tsx'

const KINDS = ['new', 'changed', 'same', 'wrong'] as const
/** More rows than these are not drawn at once; the wrong ones come first. */
const MOST_ROWS = 400

/** Why a file is refused as a whole. */
function Refused({ preview }: { preview: Extract<Preview, { kind: 'refused' }> }) {
  const { t } = useTranslation()
  return (
    <Alert severity="error" variant="outlined">
      <AlertTitle>{t('peopleImport.refused')}</AlertTitle>
      {t(`peopleImport.fault.${preview.fault}`)}
      {preview.where !== null && <Box>{t('peopleImport.where', { where: showText(preview.where) })}</Box>}
      {preview.faults.length > 0 && (
        <Box component="ul" sx={{ pl: 2.5, mb: 0 }}>
          {preview.faults.map((fault) => (
            <li key={`${fault.line} ${fault.column}`}>{faultWords(fault, t)}</li>
          ))}
        </Box>
      )}
    </Alert>
  )
}

const wrongFirst = (a: ImportRow, b: ImportRow): number =>
  Number(b.kind === 'wrong') - Number(a.kind === 'wrong') || a.line - b.line

/** What a file would do, and the button that does it. */
export function ImportPreview(props: {
  preview: Preview
  working: boolean
  onApply: (partly: boolean) => void
}) {
  const { t } = useTranslation()
  const { preview } = props
  const [kind, setKind] = useState<ImportRow['kind'] | null>(null)
  const [partly, setPartly] = useState(false)
  if (preview.kind === 'refused') return <Refused preview={preview} />
  const { counts } = preview
  const useful = counts.new + counts.changed
  const rows = preview.rows.filter((row) => kind === null || row.kind === kind).sort(wrongFirst)
  return (
    <Panel
      title={t('peopleImport.counts')}
      flush
      aside={
        <ToggleButtonGroup
          exclusive
          size="small"
          value={kind}
          aria-label={t('peopleImport.onlyKind')}
          onChange={(_, next: ImportRow['kind'] | null) => setKind(next)}
        >
          {KINDS.map((each) => (
            <ToggleButton key={each} value={each} disabled={counts[each] === 0}>
              {t(`peopleImport.kind.${each}`)}: {counts[each]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      }
    >
      {preview.notRead.length > 0 && (
        <Alert severity="info" sx={{ mx: 2, mb: 1.5 }}>
          {t('peopleImport.notRead', { columns: preview.notRead.map(showText).join(', ') })}
        </Alert>
      )}
      <ImportRows rows={rows.slice(0, MOST_ROWS)} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, p: 2 }}>
        {counts.wrong > 0 && (
          <FormControlLabel
            control={<Checkbox checked={partly} onChange={(_, checked) => setPartly(checked)} />}
            label={t('peopleImport.partly', { count: counts.wrong })}
          />
        )}
        <Button
          variant="contained"
          disabled={props.working || useful === 0 || (counts.wrong > 0 && !partly)}
          onClick={() => props.onApply(partly)}
        >
          {t('peopleImport.apply', { count: useful })}
        </Button>
      </Box>
    </Panel>
  )
}
