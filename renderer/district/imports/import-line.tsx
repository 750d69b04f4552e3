import TakenIcon from '@mui/icons-material/CheckCircleOutlined'
import DownloadIcon from '@mui/icons-material/DownloadOutlined'
import RefusedIcon from '@mui/icons-material/ErrorOutlined'
import RunningIcon from '@mui/icons-material/HourglassEmpty'
import RemovedIcon from '@mui/icons-material/RemoveCircleOutlined'
import FailedIcon from '@mui/icons-material/ReportProblemOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Link from '@mui/material/Link'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { COMMAND_LINE_NAME } from '../../../core/audit/audit-api.ts'
import type { ImportRun } from '../../../core/district/imports-api.ts'
import { districtImportsVi } from '../../locales/vi/district-imports.ts'
import { timeNear } from '../language/dates.ts'
import type { IconComponent } from '../parts/icon-component.ts'
import { ListLine } from '../parts/list-line.tsx'
import { RemoveDialog } from '../parts/remove-dialog.tsx'
import { useMe, useToday } from '../session/me-context.ts'
import { IMPORTS } from './import-queries.ts'

const ICONS: Readonly<Record<ImportRun['state'], IconComponent>> = {
  running: RunningIcon,
  taken: TakenIcon,
  refused: RefusedIcon,
  failed: FailedIcon,
  removed: RemovedIcon,
}

type Why = keyof (typeof districtImportsVi)['imports']['why']
const isKnown = (why: string): why is Why => Object.hasOwn(districtImportsVi.imports.why, why)
const whyWords = (why: string, t: TFunction): string => t(`imports.why.${isKnown(why) ? why : 'other'}`)

/**
 * One file: how far it has come, what was new, what was refused and at which line, and its receipt. An old machine's can
 * be taken back by who may import.
 */
export function ImportLine({ run, mayRemove }: { run: ImportRun; mayRemove: boolean }) {
  const { t } = useTranslation()
  const me = useMe()
  const today = useToday()
  const [asks, setAsks] = useState(false)
  const isOld = run.kind === 'attlog' && (run.state === 'taken' || run.state === 'failed')
  const Icon = ICONS[run.state]
  const by = run.startedBy === COMMAND_LINE_NAME ? t('audit.commandLine') : run.startedBy
  const done = run.fresh + run.held
  const share = run.total === null || run.total === 0 ? null : Math.min(100, (done / run.total) * 100)
  const counts = [
    t('imports.counts', { fresh: run.fresh, held: run.held }),
    run.kind === 'attlog'
      ? t('imports.oldCounts', { unmatched: run.unmatched, malformed: run.malformed })
      : '',
    run.kind === 'attlog' && run.refusedLine !== null
      ? t(run.refusedWhy === 'impossible-date' ? 'imports.firstImpossible' : 'imports.firstBad', {
          line: run.refusedLine,
        })
      : '',
  ].filter((word) => word !== '')
  return (
    <ListLine data-import={run.id}>
      <Box sx={{ flex: '1 1 280px', minWidth: 0 }}>
        <Box sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{run.fileName}</Box>
        <Box sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>
          {[
            t(`imports.kind.${run.kind}`),
            run.pointName ?? '',
            t('imports.by', { by, time: timeNear(run.startedAt, today, me.zone) }),
          ]
            .filter((word) => word !== '')
            .join(' · ')}
        </Box>
      </Box>
      <Box sx={{ flex: '1 1 260px', fontSize: '0.9375rem' }}>
        {counts.join(' · ')}
        {run.state === 'refused' && run.refusedWhy !== null && (
          <Box sx={{ color: 'var(--absent-fg)', fontWeight: 600 }}>
            {t('imports.refusedAt', { line: run.refusedLine ?? 0, why: whyWords(run.refusedWhy, t) })}
          </Box>
        )}
        {run.state === 'running' && (
          <LinearProgress
            {...(share === null ? {} : { variant: 'determinate' as const, value: share })}
            aria-label={t('imports.progress', { name: run.fileName })}
            sx={{ mt: 0.5 }}
          />
        )}
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, fontWeight: 600, minWidth: 132 }}>
        <Icon fontSize="small" aria-hidden />
        {t(`imports.state.${run.state}`)}
      </Box>
      {run.receipt && (
        <Link
          href={`${IMPORTS}/${run.id}/receipt`}
          download
          sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, fontWeight: 600, minHeight: 40 }}
        >
          <DownloadIcon fontSize="small" aria-hidden />
          {t('imports.receipt')}
        </Link>
      )}
      {mayRemove && isOld && run.fresh > 0 && (
        <Button
          color="inherit"
          aria-label={t('imports.removeOf', { name: run.fileName })}
          onClick={() => setAsks(true)}
        >
          {t('imports.remove')}
        </Button>
      )}
      {asks && (
        <RemoveDialog
          title={t('imports.removeTitle', { name: run.fileName })}
          lead={t('imports.removeLead', { readings: run.fresh })}
          submit={t('imports.remove')}
          path={`${IMPORTS}/${run.id}`}
          onClose={() => setAsks(false)}
        />
      )}
    </ListLine>
  )
}
