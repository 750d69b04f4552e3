import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { hasPermission } from '../../../core/district/roles.ts'
import { type Trouble, troubleOf } from '../api/trouble.ts'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { FileDrop } from '../parts/file-drop.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { Panel } from '../parts/panel.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useMe } from '../session/me-context.ts'
import { ImportLine } from './import-line.tsx'
import { IMPORTS, importsQuery } from './import-queries.ts'
import { OldFileDialog } from './old-file-dialog.tsx'
import { OldPinsPanel } from './old-pins-panel.tsx'
import { uploadFile } from './upload-file.ts'

interface Sending {
  readonly name: string
  /** `null`: waits for files before it, of this account or others. */
  readonly share: number | null
}

/** The server reads few files at once; it is asked again this often. */
const AGAIN_MS = 5_000
const unlessFull = (error: unknown): false => {
  const trouble = troubleOf(error)
  if (trouble.kind === 'problem' && trouble.status === 429) return false
  throw error
}

/** Files brought by hand: taken by dropping, followed to their end, with the receipt to carry back. */
export function ImportsPage() {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const answer = useInfiniteQuery(importsQuery)
  const [sending, setSending] = useState<Sending | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [oldFile, setOldFile] = useState<File | null>(null)
  const mayWrite = hasPermission(me.role, 'import.write')
  const left = useRef(false)
  // Nobody waits any more once the page is left.
  useEffect(() => {
    left.current = false
    return () => {
      left.current = true
    }
  }, [])
  const runs = answer.data?.pages.flatMap(({ items }) => items) ?? []

  const send = async (file: File): Promise<void> => {
    setSending({ name: file.name, share: 0 })
    const path = `${IMPORTS}/gglog?${new URLSearchParams({ name: file.name.slice(0, 200) })}`
    const attempt = () => uploadFile('gglog', path, file, (share) => setSending({ name: file.name, share }))
    while (!(await attempt().then(() => true, unlessFull))) {
      setSending({ name: file.name, share: null })
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
      if (left.current) return
    }
    await client.invalidateQueries({ queryKey: ['imports'] })
  }
  const take = async (files: readonly File[]): Promise<void> => {
    setTrouble(null)
    // Their names end in the numbers of their events: what comes first is sent first.
    const logs = files
      .filter(({ name }) => /\.gglog$/i.test(name))
      .sort((a, b) => a.name.localeCompare(b.name, 'vi', { numeric: true }))
    try {
      for (const file of logs) await send(file)
    } catch (error) {
      setTrouble(troubleOf(error))
    }
    setSending(null)
    const other = files.find(({ name }) => !/\.gglog$/i.test(name))
    if (other !== undefined) setOldFile(other)
  }

  return (
    <>
      <PageHead title={t('imports.title')} lead={t('imports.lead')} />
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        {mayWrite && (
          <FileDrop
            accept=".gglog,.dat,.txt,.csv"
            several
            words={{ drop: t('imports.drop'), choose: t('imports.choose'), file: t('imports.file') }}
            onFiles={(files) => void take(files)}
          />
        )}
        {sending !== null && (
          <Box>
            <Typography variant="body2">
              {sending.name}:{' '}
              {sending.share === null
                ? t('imports.waiting')
                : t('imports.uploading', { percent: Math.round(sending.share * 100) })}
            </Typography>
            <LinearProgress
              variant="determinate"
              value={(sending.share ?? 0) * 100}
              aria-label={t('imports.progress', { name: sending.name })}
            />
          </Box>
        )}
        {trouble !== null && <TroubleNotice trouble={trouble} onRetry={() => setTrouble(null)} compact />}
        <Panel title={t('imports.history')} flush>
          {answer.isError && (
            <TroubleNotice trouble={troubleOf(answer.error)} onRetry={() => void answer.refetch()} compact />
          )}
          {answer.isPending && <PageLoading />}
          {answer.isSuccess && runs.length === 0 && <EmptyNotice hint={t('imports.empty')} />}
          {runs.some(({ receipt }) => receipt) && (
            <Alert severity="info" sx={{ mx: 2, mb: 1 }}>
              {t('imports.receiptHint')}
            </Alert>
          )}
          <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {runs.map((run) => (
              <ImportLine key={run.id} run={run} mayRemove={mayWrite} />
            ))}
          </Box>
          {answer.hasNextPage && (
            <Box sx={{ p: 1.5, textAlign: 'center' }}>
              <Button onClick={() => void answer.fetchNextPage()}>{t('imports.more')}</Button>
            </Box>
          )}
        </Panel>
        <OldPinsPanel mayBind={mayWrite} />
      </Box>
      {oldFile !== null && <OldFileDialog file={oldFile} onClose={() => setOldFile(null)} />}
    </>
  )
}
