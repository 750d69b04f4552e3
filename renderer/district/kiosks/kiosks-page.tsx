import AddIcon from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { kiosksQuery } from '../api/queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useWide } from '../theme/use-wide.ts'
import { EnrolmentDialog } from './enrolment-dialog.tsx'
import { IncidentsPanel } from './incidents-panel.tsx'
import { KioskCard } from './kiosk-card.tsx'
import { KioskDialog } from './kiosk-dialog.tsx'
import { KioskGrid } from './kiosk-grid.tsx'

/** The kiosks of all points, how far their data reaches, and the enrolment of new ones. */
export function KiosksPage() {
  const { t } = useTranslation()
  const wide = useWide()
  const answer = useQuery(kiosksQuery)
  const [enrolling, setEnrolling] = useState(false)
  const [address, setAddress] = useSearchParams()
  const kiosks = answer.data
  // In the address, so that others can lead to one.
  const opened = kiosks?.find(({ id }) => id === address.get('kiosk'))
  const open = (id: string) => setAddress({ kiosk: id })
  const close = () => setAddress({}, { replace: true })
  return (
    <>
      <PageHead title={t('kiosks.title')} lead={t('kiosks.lead')}>
        <Button variant="contained" startIcon={<AddIcon />} onClick={() => setEnrolling(true)}>
          {t('kiosks.add')}
        </Button>
      </PageHead>
      {answer.isError && (
        <TroubleNotice
          trouble={troubleOf(answer.error)}
          onRetry={() => void answer.refetch()}
          compact={kiosks !== undefined}
        />
      )}
      {kiosks === undefined && answer.isPending && <PageLoading />}
      {kiosks !== undefined && (
        <Box
          sx={{
            bgcolor: 'background.paper',
            border: '1px solid var(--line)',
            borderRadius: 1,
            overflow: 'hidden',
          }}
        >
          {kiosks.length === 0 && <EmptyNotice hint={t('kiosks.empty')} />}
          {kiosks.length > 0 && wide && <KioskGrid kiosks={kiosks} onOpen={({ id }) => open(id)} />}
          {kiosks.length > 0 && !wide && (
            <Box component="ul" sx={{ m: 0, p: 0 }}>
              {kiosks.map((kiosk) => (
                <KioskCard key={kiosk.id} kiosk={kiosk} onOpen={() => open(kiosk.id)} />
              ))}
            </Box>
          )}
        </Box>
      )}
      <Box sx={{ mt: 1.5 }}>
        <IncidentsPanel />
      </Box>
      {opened !== undefined && <KioskDialog kiosk={opened} onClose={close} />}
      {enrolling && <EnrolmentDialog onClose={() => setEnrolling(false)} />}
    </>
  )
}
