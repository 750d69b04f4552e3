import DownloadIcon from '@mui/icons-material/DownloadOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { z } from 'zod'
import {
  ANSWER_OF,
  type ImportAnswer,
  ImportDone,
  ImportPreview as PreviewAnswer,
} from '../../../core/people/people-list-api.ts'
import { ROLE_WORDS } from '../../../core/people/role-words.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { organisationQuery } from '../api/people-queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { DateField } from '../dates/date-field.tsx'
import { FileDrop } from '../parts/file-drop.tsx'
import { pointChoices } from '../parts/point-choices.ts'
import { SelectField } from '../parts/select-field.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useToday } from '../session/me-context.ts'
import { ImportPreview } from './import-preview.tsx'
import { PeopleImportsPanel } from './people-imports-panel.tsx'
import { type ReadFile, readChosenFile } from './read-file.ts'
import { SkippedRows } from './skipped-rows.tsx'
import { unaskedLines } from './unasked-lines.ts'

const keyOf = ({ line, field, answer }: ImportAnswer): string => `${line} ${field} ${ANSWER_OF[answer]}`
type PreviewShown = z.infer<typeof PreviewAnswer>
type Chosen = Extract<ReadFile, { kind: 'file' }>

interface Asked {
  readonly chosen: Chosen
  readonly answers: readonly ImportAnswer[]
  /** `''`: none. */
  readonly point: string
  readonly from: string
}

const bodyOf = ({ chosen, answers, point, from }: Asked) => ({
  answers,
  format: chosen.format,
  file: chosen.base64,
  ...(point === '' ? {} : { point }),
  ...(from === '' ? {} : { from }),
})

/** A list of people from a spreadsheet: first what it would do, then doing it. */
export function PeopleImportPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const today = useToday()
  const points = pointChoices(useQuery(organisationQuery).data)
  const [point, setPoint] = useState('')
  const [from, setFrom] = useState(today)
  const [file, setFile] = useState<Chosen | null>(null)
  const [unfit, setUnfit] = useState<'too-large' | 'wrong-type' | null>(null)
  const [answers, setAnswers] = useState<readonly ImportAnswer[]>([])
  /** Answers that the choice of another point took away, until their row is answered again. */
  const [dropped, setDropped] = useState<readonly ImportAnswer[]>([])
  const [last, setLast] = useState<PreviewShown>()
  const preview = useMutation({
    mutationFn: (asked: Asked) => tellDistrict(PreviewAnswer, '/api/v1/people/import/preview', bodyOf(asked)),
  })
  const apply = useMutation({
    mutationFn: (how: { chosen: Chosen; digest: string; partly: boolean }) =>
      tellDistrict(ImportDone, '/api/v1/people/import', {
        ...bodyOf({ chosen: how.chosen, answers, point, from }),
        name: how.chosen.name.slice(0, 200),
        digest: how.digest,
        partly: how.partly ? 'yes' : 'no',
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['people'] }),
  })
  const start = (): void => {
    setFile(null)
    setUnfit(null)
    setAnswers([])
    setDropped([])
    setLast(undefined)
    preview.reset()
    apply.reset()
  }
  const take = async (given: File): Promise<void> => {
    start()
    const read = await readChosenFile(given)
    if (read.kind !== 'file') return setUnfit(read.kind)
    setFile(read)
    preview.mutate({ chosen: read, answers: [], point, from })
  }
  const ask = (given: readonly ImportAnswer[]): void => {
    setAnswers(given)
    if (file !== null) preview.mutate({ chosen: file, answers: given, point, from })
  }
  /** The same file and answers with another point or date. */
  const turn = (next: { readonly point: string; readonly from: string }): void => {
    if (next.point === point && next.from === from) return
    setPoint(next.point)
    setFrom(next.from)
    // Whom a row resembles hangs on the point: who it is is asked again.
    const kept = next.point === point ? answers : answers.filter(({ answer }) => ANSWER_OF[answer] !== 'who')
    if (apply.data !== undefined) start()
    else if (file !== null) {
      setAnswers(kept)
      setDropped([...dropped, ...answers.filter((each) => !kept.includes(each))])
      preview.mutate({ chosen: file, answers: kept, ...next })
    }
  }
  const again = (): void => ask(answers)
  if (preview.data !== undefined && preview.data !== last) setLast(preview.data)
  // While the next preview is on its way the rows stay where they are.
  const shown = preview.data ?? (preview.isPending ? last : undefined)
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <title>{`${t('peopleImport.title')} · ${t('product')}`}</title>
      <Box>
        <Typography variant="h1">{t('peopleImport.title')}</Typography>
        <Typography color="textSecondary">{t('peopleImport.lead')}</Typography>
        <Typography color="textSecondary">
          {t('peopleImport.roleWords', {
            leader: ROLE_WORDS.leader.join(', '),
            staff: ROLE_WORDS.staff.join(', '),
          })}
        </Typography>
        <Typography color="textSecondary">{t('peopleImport.noIdentity')}</Typography>
        <Button
          component="a"
          href="/api/v1/people/import/sample"
          download
          startIcon={<DownloadIcon />}
          sx={{ mt: 1 }}
        >
          {t('peopleImport.sample')}
        </Button>
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <SelectField
          size="small"
          width={340}
          label={t('peopleImport.point')}
          value={point}
          choices={[{ value: '', label: t('peopleImport.none') }, ...points]}
          onChange={(next) => turn({ point: next, from })}
        />
        <DateField
          size="small"
          label={t('peopleImport.from')}
          value={from}
          onChange={(next) => turn({ point, from: next })}
        />
      </Box>
      <FileDrop
        accept=".xlsx,.csv"
        words={{
          drop: t('peopleImport.drop'),
          choose: t('peopleImport.choose'),
          file: t('peopleImport.file'),
        }}
        onFiles={([given]) => given !== undefined && void take(given)}
      />
      {unfit !== null && (
        <Alert severity="error">
          {unfit === 'too-large' ? t('peopleImport.tooLarge') : t('peopleImport.wrongType')}
        </Alert>
      )}
      {file !== null && <Typography>{file.name}</Typography>}
      {preview.isPending && <Typography role="status">{t('peopleImport.reading')}</Typography>}
      {preview.isError && <TroubleNotice trouble={troubleOf(preview.error)} onRetry={again} compact />}
      {apply.isError && <TroubleNotice trouble={troubleOf(apply.error)} onRetry={again} compact />}
      {apply.data !== undefined && (
        <Alert
          severity="success"
          action={
            <>
              <Button color="inherit" onClick={start}>
                {t('peopleImport.again')}
              </Button>
              <Button color="inherit" component={RouterLink} to="/people">
                {t('peopleImport.back')}
              </Button>
            </>
          }
        >
          {t('peopleImport.done', {
            added: apply.data.new,
            changed: apply.data.changed,
            left: apply.data.left,
          })}
        </Alert>
      )}
      {apply.data !== undefined && shown?.kind === 'readable' && (
        <SkippedRows rows={shown.rows} refused={apply.data.refused} />
      )}
      {shown !== undefined && file !== null && apply.data === undefined && (
        <ImportPreview
          preview={shown}
          points={points.map(({ label }) => label)}
          unasked={preview.data === undefined ? [] : unaskedLines(preview.data, [...answers, ...dropped])}
          working={apply.isPending || preview.isPending}
          onAnswers={(given) => {
            const now = new Set(given.map(keyOf))
            setDropped(dropped.filter((each) => !now.has(keyOf(each))))
            ask([...answers.filter((earlier) => !now.has(keyOf(earlier))), ...given])
          }}
          onApply={(partly) =>
            shown.kind === 'readable' && apply.mutate({ chosen: file, digest: shown.digest, partly })
          }
        />
      )}
      <PeopleImportsPanel />
    </Box>
  )
}
