import AddIcon from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoticeItem } from '../../../core/district/notices-api.ts'
import { troubleOf } from '../api/trouble.ts'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { NoticeDialog } from './notice-dialog.tsx'
import { NoticeLine } from './notice-line.tsx'
import { noticesQuery } from './notice-queries.ts'
import { StopDialog } from './stop-dialog.tsx'

type Open =
  | { readonly deed: 'add' }
  | { readonly deed: 'edit' | 'end' | 'remove'; readonly notice: NoticeItem }
  | null

/** What the kiosks say to citizens between scans. */
export function NoticesPage() {
  const { t } = useTranslation()
  const answer = useQuery(noticesQuery)
  const [open, setOpen] = useState<Open>(null)
  const close = (): void => setOpen(null)
  return (
    <>
      <title>{`${t('notices.title')} · ${t('product')}`}</title>
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 1.5, mb: 1.5 }}>
        <Box sx={{ flex: '1 1 320px' }}>
          <Typography variant="h1">{t('notices.title')}</Typography>
          <Typography color="textSecondary">{t('notices.lead')}</Typography>
        </Box>
        <Button variant="contained" startIcon={<AddIcon />} onClick={() => setOpen({ deed: 'add' })}>
          {t('notices.add')}
        </Button>
      </Box>
      {answer.isError && (
        <TroubleNotice
          trouble={troubleOf(answer.error)}
          onRetry={() => void answer.refetch()}
          compact={answer.data !== undefined}
        />
      )}
      {answer.isPending && <PageLoading />}
      {answer.data !== undefined && (
        <Box
          component="ul"
          sx={{
            m: 0,
            p: 0,
            listStyle: 'none',
            bgcolor: 'background.paper',
            border: '1px solid var(--line)',
            borderRadius: 1,
            '& > li:first-of-type': { borderTop: 0 },
          }}
        >
          {answer.data.length === 0 && (
            <li>
              <EmptyNotice hint={t('notices.empty')} />
            </li>
          )}
          {answer.data.map((notice) => (
            <NoticeLine
              key={notice.id}
              notice={notice}
              onEdit={() => setOpen({ deed: 'edit', notice })}
              onStop={(deed) => setOpen({ deed, notice })}
            />
          ))}
        </Box>
      )}
      {open?.deed === 'add' && <NoticeDialog notice={null} onClose={close} />}
      {open?.deed === 'edit' && <NoticeDialog notice={open.notice} onClose={close} />}
      {(open?.deed === 'end' || open?.deed === 'remove') && (
        <StopDialog notice={open.notice} deed={open.deed} onClose={close} />
      )}
    </>
  )
}
