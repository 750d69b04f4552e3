import TableIcon from '@mui/icons-material/TableRowsOutlined'
import TimelineIcon from '@mui/icons-material/ViewTimelineOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WardDay } from '../../../core/district/presence-api.ts'
import type { Look } from '../day/presence-look.ts'
import { timelineScale } from '../day/timeline-scale.ts'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { Panel } from '../parts/panel.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { useWide } from '../theme/use-wide.ts'
import { PeopleTable } from './people-table.tsx'
import { PeopleTimelines } from './people-timelines.tsx'
import { PersonCard } from './person-card.tsx'
import { findPeople, type WardPerson } from './person-row.ts'
import { StateFilter } from './state-filter.tsx'

type View = 'table' | 'timeline'

function PeopleCards(props: { day: WardDay; people: readonly WardPerson[] }) {
  const scale = timelineScale(
    props.day.sessions,
    props.people.map((person) => person.day),
  )
  return (
    <Box component="ul" sx={{ m: 0, p: 0 }}>
      {props.people.map((person) => (
        <PersonCard key={person.id} person={person} day={props.day} scale={scale} />
      ))}
    </Box>
  )
}

/** The people of a ward's day, searched, filtered, as a table, as strips, or as cards on a narrow screen. */
export function PeoplePanel({ day }: { day: WardDay }) {
  const { t } = useTranslation()
  const wide = useWide()
  const [view, setView] = useState<View>('table')
  const [look, setLook] = useState<Look | null>(null)
  const [sought, setSought] = useState('')
  const found = findPeople(day.people, look, sought)
  const showAll = (): void => {
    setLook(null)
    setSought('')
  }
  return (
    <Panel
      title={t('ward.people')}
      flush
      aside={
        <>
          <SearchField label={t('ward.search')} value={sought} onChange={setSought} />
          {wide && (
            <ToggleButtonGroup
              exclusive
              size="small"
              className="not-printed"
              value={view}
              aria-label={t('ward.view')}
              onChange={(_, next: View | null) => next !== null && setView(next)}
            >
              <ToggleButton value="table" sx={{ gap: 0.75 }}>
                <TableIcon fontSize="small" aria-hidden />
                {t('ward.viewTable')}
              </ToggleButton>
              <ToggleButton value="timeline" sx={{ gap: 0.75 }}>
                <TimelineIcon fontSize="small" aria-hidden />
                {t('ward.viewTimeline')}
              </ToggleButton>
            </ToggleButtonGroup>
          )}
        </>
      }
    >
      <Box sx={{ px: { xs: 1.5, md: 2 }, pb: 1.5 }}>
        <StateFilter people={day.people} chosen={look} onChoose={setLook} />
      </Box>
      {day.people.length === 0 && <EmptyNotice hint={t('ward.empty')} />}
      {day.people.length > 0 && found.length === 0 && (
        <EmptyNotice hint={t('ward.none')}>
          <Button onClick={showAll}>{t('ward.showAll')}</Button>
        </EmptyNotice>
      )}
      {found.length > 0 && !wide && <PeopleCards day={day} people={found} />}
      {found.length > 0 && wide && view === 'table' && <PeopleTable day={day} people={found} />}
      {found.length > 0 && wide && view === 'timeline' && <PeopleTimelines day={day} people={found} />}
    </Panel>
  )
}
