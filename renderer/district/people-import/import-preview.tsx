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
import { showText } from '../../../core/names.ts'
import type {
  ImportAnswer,
  ImportRow,
  ImportPreview as Preview,
} from '../../../core/people/people-list-api.ts'
import { Panel } from '../parts/panel.tsx'
import { ImportRows } from './import-rows.tsx'
import { LeftOutRows } from './left-out-rows.tsx'

const KINDS = ['new', 'changed', 'same', 'asked', 'wrong'] as const
/** More rows than these are not drawn at once; the wrong and the asked ones come first. */
const MOST_ROWS = 400
/** More points than these are only counted. */
const MOST_POINTS = 12

/** Why a file is refused as a whole. */
function Refused({ preview }: { preview: Extract<Preview, { kind: 'refused' }> }) {
  const { t } = useTranslation()
  return (
    <Alert severity="error" variant="outlined">
      <AlertTitle>{t('peopleImport.refused')}</AlertTitle>
      {t(`peopleImport.fault.${preview.fault}`)}
      {preview.where !== null && <Box>{t('peopleImport.where', { where: showText(preview.where) })}</Box>}
    </Alert>
  )
}

const RANK = { wrong: 0, asked: 1, new: 2, changed: 2, same: 2 } as const
const wrongFirst = (a: ImportRow, b: ImportRow): number => RANK[a.kind] - RANK[b.kind] || a.line - b.line

/** The first answer of everything that is not answered yet. */
const proposals = (rows: readonly ImportRow[]): ImportAnswer[] =>
  rows.flatMap(({ line, questions }) =>
    questions.flatMap(({ field, given, answers: [answer] }) =>
      given === null && answer !== undefined ? [{ line, field, answer }] : [],
    ),
  )

/** What a file would do, and the button that does it. */
export function ImportPreview(props: {
  preview: Preview
  /** The reception points, as they are called in lists. */
  points: readonly string[]
  /** Lines whose answers are no longer asked for. */
  unasked: readonly number[]
  working: boolean
  onAnswers: (answers: readonly ImportAnswer[]) => void
  onApply: (partly: boolean) => void
}) {
  const { t } = useTranslation()
  const { preview } = props
  const [kind, setKind] = useState<ImportRow['kind'] | null>(null)
  const [partly, setPartly] = useState(false)
  if (preview.kind === 'refused') return <Refused preview={preview} />
  const { counts } = preview
  const useful = counts.new + counts.changed
  const open = counts.wrong + counts.asked
  const proposed = proposals(preview.rows)
  const answer = (given: ImportAnswer): void => props.onAnswers([given])
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
      {preview.rows.some(({ faults }) => faults.some(({ code }) => code === 'unknown-point')) && (
        <Alert severity="info" data-points-taken sx={{ mx: 2, mb: 1.5 }}>
          {t('peopleImport.pointsTaken', { points: props.points.slice(0, MOST_POINTS).join(', ') })}
          {props.points.length > MOST_POINTS &&
            ` ${t('peopleImport.pointsMore', { count: props.points.length - MOST_POINTS })}`}
        </Alert>
      )}
      {props.unasked.length > 0 && (
        <Alert severity="warning" data-unasked sx={{ mx: 2, mb: 1.5 }}>
          {t('peopleImport.unasked', { count: props.unasked.length, lines: props.unasked.join(', ') })}
        </Alert>
      )}
      <LeftOutRows
        rows={preview.leftOut}
        working={props.working}
        onPerson={(line) => answer({ line, field: 'name', answer: 'person' })}
      />
      {proposed.length > 1 && (
        <Button sx={{ mx: 2, mb: 1.5 }} disabled={props.working} onClick={() => props.onAnswers(proposed)}>
          {t('peopleImport.proposals', { count: proposed.length })}
        </Button>
      )}
      <ImportRows rows={rows.slice(0, MOST_ROWS)} working={props.working} onAnswer={answer} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, p: 2 }}>
        {open > 0 && (
          <FormControlLabel
            control={<Checkbox checked={partly} onChange={(_, checked) => setPartly(checked)} />}
            label={t('peopleImport.partly', { count: open })}
          />
        )}
        <Button
          variant="contained"
          disabled={props.working || useful === 0 || (open > 0 && !partly)}
          onClick={() => props.onApply(partly)}
        >
          {t('peopleImport.apply', { count: useful })}
        </Button>
        {useful === 0 && open === 0 && <Box>{t('peopleImport.nothingToDo')}</Box>}
        {open > 0 && !partly && <Box>{t('peopleImport.mustAnswer', { count: open })}</Box>}
      </Box>
    </Panel>
  )
}
