import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { WardDay } from '../../../core/district/presence-api.ts'
import { FlagChip } from '../day/flag-chip.tsx'
import { sessionName } from '../day/flag-words.ts'
import { OutWords } from '../day/out-words.tsx'
import { PresenceChip } from '../day/presence-chip.tsx'
import { MarkTime } from './mark-cell.tsx'
import { OffHoursTimes } from './off-hours-times.tsx'
import { looksOf, type WardPerson } from './person-row.ts'

/** Flags that the time columns have already told. */
const TOLD_IN_COLUMNS: readonly string[] = ['late', 'early', 'absent']

function PersonRow(props: {
  person: WardPerson
  sessions: number
  zone: string
  date: string
  names: Readonly<Record<string, string>>
}) {
  const { t } = useTranslation()
  const { person, sessions, zone } = props
  const others = person.day.flags.filter(({ code }) => !TOLD_IN_COLUMNS.includes(code))
  return (
    <TableRow hover data-person={person.id} data-presence={person.presence}>
      <TableCell component="th" scope="row">
        <Link
          component={RouterLink}
          to={`/people/${encodeURIComponent(person.id)}?month=${props.date.slice(0, 7)}&from=${props.date}`}
          aria-label={t('ward.openPerson', { name: person.name })}
          sx={{ fontWeight: 600, color: 'text.primary', whiteSpace: 'nowrap' }}
        >
          {person.name}
        </Link>
        <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{person.title}</Box>
      </TableCell>
      <TableCell>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
          {looksOf(person).map((look) => (
            <PresenceChip key={look} look={look} />
          ))}
        </Box>
        {person.out != null && <OutWords out={person.out} zone={zone} />}
      </TableCell>
      {Array.from({ length: sessions }, (_, session) => `${session}`).flatMap((key, session) => [
        <TableCell key={`${key}-in`} sx={{ borderLeft: '1px solid var(--line)' }}>
          <MarkTime day={person.day} session={session} side="in" zone={zone} names={props.names} />
        </TableCell>,
        <TableCell key={`${key}-out`}>
          <MarkTime day={person.day} session={session} side="out" zone={zone} names={props.names} />
        </TableCell>,
      ])}
      <TableCell sx={{ borderLeft: '1px solid var(--line)' }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
          {others.map((flag) => (
            <FlagChip
              key={`${flag.code}${flag.session ?? ''}${flag.minutes ?? ''}`}
              flag={flag}
              sessions={sessions}
            />
          ))}
          <OffHoursTimes day={person.day} zone={zone} />
        </Box>
      </TableCell>
      <TableCell align="center" sx={{ fontWeight: 700 }}>
        {person.day.symbol}
      </TableCell>
    </TableRow>
  )
}

/** A ward's people in a row each: where they are, when they came and left, what is worth a word. */
export function PeopleTable(props: { day: WardDay; people: readonly WardPerson[] }) {
  const { t } = useTranslation()
  const { day } = props
  const sessions = day.sessions.length
  const keys = day.sessions.map(({ start }) => start)
  return (
    <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={t('ward.viewTable')}>
      <Table size="small" aria-label={t('ward.people')}>
        <TableHead>
          <TableRow>
            <TableCell rowSpan={2} component="th" scope="col">
              {t('ward.name')}
            </TableCell>
            <TableCell rowSpan={2} component="th" scope="col">
              {t('ward.presence')}
            </TableCell>
            {keys.map((start, index) => (
              <TableCell
                key={start}
                colSpan={2}
                align="center"
                component="th"
                scope="colgroup"
                sx={{ borderLeft: '1px solid var(--line)' }}
              >
                {sessionName(index, sessions, t)}
              </TableCell>
            ))}
            <TableCell rowSpan={2} component="th" scope="col" sx={{ borderLeft: '1px solid var(--line)' }}>
              {t('ward.flags')}
            </TableCell>
            <TableCell rowSpan={2} align="center" component="th" scope="col">
              {t('ward.symbol')}
            </TableCell>
          </TableRow>
          <TableRow>
            {keys.flatMap((start) => [
              <TableCell
                key={`${start}-in`}
                component="th"
                scope="col"
                sx={{ borderLeft: '1px solid var(--line)' }}
              >
                {t('ward.in')}
              </TableCell>,
              <TableCell key={`${start}-out`} component="th" scope="col">
                {t('ward.out')}
              </TableCell>,
            ])}
          </TableRow>
        </TableHead>
        <TableBody>
          {props.people.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              sessions={sessions}
              zone={day.zone}
              date={day.date}
              names={day.names ?? {}}
            />
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}
