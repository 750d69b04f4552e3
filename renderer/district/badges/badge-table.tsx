import UnusedIcon from '@mui/icons-material/HourglassEmptyOutlined'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Link from '@mui/material/Link'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { showText } from '../../../core/names.ts'
import type { BadgeView } from '../../../core/people/people-api.ts'
import { localDateOf, localTimeOf } from '../../../core/time.ts'
import { PresenceChip } from '../day/presence-chip.tsx'
import { shortDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { useMe } from '../session/me-context.ts'

export interface ListedBadge extends BadgeView {
  readonly person?: string
  readonly name?: string | null
}

/** Badges with who issued and revoked them; whose they are only where several people are meant. */
export function BadgeTable(props: {
  badges: readonly ListedBadge[]
  label: string
  withPerson: boolean
  /** Left out: nobody may revoke here. */
  onRevoke?: (number: number) => void
  /** Numbers that are ticked, and what to do when others are; left out: none can be. */
  ticked?: {
    readonly numbers: ReadonlySet<number>
    readonly onChange: (numbers: ReadonlySet<number>) => void
  }
}) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { zone } = useMe()
  const moment = (at: number | null): string =>
    at === null || at === 0 ? '' : `${localTimeOf(at, zone)} ${shortDate(localDateOf(at, zone), language)}`
  const { onRevoke, ticked } = props
  const all = props.badges.map(({ number }) => number)
  const tick = (numbers: readonly number[], on: boolean): void => {
    const next = new Set(ticked?.numbers)
    for (const number of numbers) on ? next.add(number) : next.delete(number)
    ticked?.onChange(next)
  }
  return (
    <TableContainer tabIndex={0} role="group" aria-label={props.label} sx={{ position: 'relative' }}>
      <Table size="small">
        <TableHead>
          <TableRow>
            {ticked !== undefined && (
              <TableCell padding="checkbox">
                <Checkbox
                  checked={all.every((number) => ticked.numbers.has(number))}
                  indeterminate={
                    ticked.numbers.size > 0 && !all.every((number) => ticked.numbers.has(number))
                  }
                  onChange={(_, on) => tick(all, on)}
                  slotProps={{ input: { 'aria-label': t('badges.tickAll') } }}
                />
              </TableCell>
            )}
            <TableCell>{t('badges.number')}</TableCell>
            {props.withPerson && <TableCell>{t('badges.person')}</TableCell>}
            <TableCell>{t('badges.state')}</TableCell>
            <TableCell>{t('badges.issuedAt')}</TableCell>
            <TableCell>{t('badges.issuedBy')}</TableCell>
            <TableCell>{t('badges.revokedAt')}</TableCell>
            <TableCell>{t('badges.revokedWhy')}</TableCell>
            {onRevoke !== undefined && (
              <TableCell>
                <span className="visually-hidden">{t('badges.revoke')}</span>
              </TableCell>
            )}
          </TableRow>
        </TableHead>
        <TableBody>
          {props.badges.map((badge) => (
            <TableRow key={badge.number} data-badge={badge.number}>
              {ticked !== undefined && (
                <TableCell padding="checkbox">
                  <Checkbox
                    checked={ticked.numbers.has(badge.number)}
                    onChange={(_, on) => tick([badge.number], on)}
                    slotProps={{ input: { 'aria-label': t('badges.tick', { number: badge.number }) } }}
                  />
                </TableCell>
              )}
              <TableCell>{String(badge.number).padStart(4, '0')}</TableCell>
              {props.withPerson && (
                <TableCell>
                  <Link
                    component={RouterLink}
                    to={`/people/${encodeURIComponent(badge.person ?? '')}/record`}
                  >
                    {badge.name ? showText(badge.name) : t('people.erased')}
                  </Link>
                </TableCell>
              )}
              <TableCell>
                <StateChip badge={badge} />
              </TableCell>
              <TableCell>{moment(badge.issuedAt)}</TableCell>
              <TableCell>
                {badge.issuedBy !== null && showText(badge.issuedBy)}
                {badge.given !== null && t('badges.atKiosk')}
                {badge.given?.name && ` · ${showText(badge.given.name)}`}
              </TableCell>
              <TableCell>{moment(badge.revokedAt)}</TableCell>
              <TableCell>
                {badge.revokedWhy !== null && t(`badges.why.${badge.revokedWhy}`)}
                {badge.revokedBy !== null && ` · ${showText(badge.revokedBy)}`}
              </TableCell>
              {onRevoke !== undefined && (
                <TableCell align="right">
                  {badge.state === 'active' && (
                    <Button size="small" color="error" onClick={() => onRevoke(badge.number)}>
                      {t('badges.revoke')}
                    </Button>
                  )}
                </TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}

function StateChip({ badge }: { badge: BadgeView }) {
  const { t } = useTranslation()
  if (badge.state === 'revoked') return <PresenceChip look="off" word={t('badges.states.revoked')} />
  if (badge.used) return <PresenceChip look="here" word={t('badges.states.used')} />
  const word = badge.saved ? 'unused' : 'unsaved'
  return <PresenceChip look="incomplete" Icon={UnusedIcon} word={t(`badges.states.${word}`)} />
}
