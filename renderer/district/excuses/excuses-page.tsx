import AddIcon from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { hasPermission } from '../../../core/district/roles.ts'
import { pointsQuery } from '../api/queries.ts'
import { PageHead } from '../parts/page-head.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { useMe } from '../session/me-context.ts'
import { AskDialog } from './ask-dialog.tsx'
import { ClaimsPanel } from './claims-panel.tsx'
import { RequestsPanel } from './requests-panel.tsx'
import { TypesPanel } from './types-panel.tsx'

const TABS = ['requests', 'claims', 'types'] as const

/** Requests for excused absences and leaders' claims, of all points or one; the types of leave there are. */
export function ExcusesPage() {
  const { t } = useTranslation()
  const me = useMe()
  const points = useQuery(pointsQuery)
  const [search, setSearch] = useSearchParams()
  const tab = TABS.find((each) => each === search.get('tab')) ?? 'requests'
  const [point, setPoint] = useState('')
  const [asking, setAsking] = useState(false)
  return (
    <>
      <PageHead
        title={t('requests.title')}
        lead={t(hasPermission(me.role, 'excuses.decide') ? 'requests.lead' : 'requests.leadAsk')}
      >
        {me.point === null && tab !== 'types' && (
          <SelectField
            size="small"
            width={240}
            label={t('requests.point')}
            value={point}
            choices={[
              { value: '', label: t('requests.allPoints') },
              ...(points.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={setPoint}
          />
        )}
        {hasPermission(me.role, 'excuses.request') && (
          <Button variant="contained" startIcon={<AddIcon />} onClick={() => setAsking(true)}>
            {t('requests.ask')}
          </Button>
        )}
      </PageHead>
      <Box sx={{ bgcolor: 'background.paper', border: '1px solid var(--line)', borderRadius: 1 }}>
        <Tabs
          value={tab}
          onChange={(_, next: string) => setSearch(next === 'requests' ? {} : { tab: next })}
          variant="scrollable"
          scrollButtons={false}
          sx={{ borderBottom: '1px solid var(--line)', px: 1 }}
        >
          <Tab
            value="requests"
            id="tab-requests"
            aria-controls="panel-requests"
            label={t('requests.tabExcuses')}
          />
          <Tab value="claims" id="tab-claims" aria-controls="panel-claims" label={t('requests.tabClaims')} />
          <Tab value="types" id="tab-types" aria-controls="panel-types" label={t('requests.tabTypes')} />
        </Tabs>
        <Box role="tabpanel" id="panel-requests" aria-labelledby="tab-requests" hidden={tab !== 'requests'}>
          {tab === 'requests' && <RequestsPanel point={point} />}
        </Box>
        <Box role="tabpanel" id="panel-claims" aria-labelledby="tab-claims" hidden={tab !== 'claims'}>
          {tab === 'claims' && <ClaimsPanel point={point} />}
        </Box>
        <Box role="tabpanel" id="panel-types" aria-labelledby="tab-types" hidden={tab !== 'types'}>
          {tab === 'types' && <TypesPanel />}
        </Box>
      </Box>
      {asking && <AskDialog onClose={() => setAsking(false)} />}
    </>
  )
}
