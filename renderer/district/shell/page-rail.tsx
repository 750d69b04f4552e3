import ExpandIcon from '@mui/icons-material/ExpandMore'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink, useLocation } from 'react-router'
import { hasPermission } from '../../../core/district/roles.ts'
import { useMe } from '../session/me-context.ts'
import { type DistrictPage, PAGE_GROUPS, type PageGroup } from './district-page.ts'

const LINK_STYLE = {
  display: 'flex',
  alignItems: 'center',
  gap: 1.25,
  minHeight: 44,
  px: 1.5,
  color: 'inherit',
  textDecoration: 'none',
  fontWeight: 600,
  borderLeft: '3px solid transparent',
  '&:hover': { bgcolor: 'rgba(255,255,255,0.1)' },
  '&:focus-visible': { outline: '2px solid #ffd166', outlineOffset: -2 },
  '&.active': { borderLeftColor: '#ffd166', bgcolor: 'rgba(255,255,255,0.12)' },
} as const
/** Narrow: the word stands small beneath its icon. */
const NARROW_STYLE = {
  ...LINK_STYLE,
  flexDirection: 'column',
  justifyContent: 'center',
  gap: 0.25,
  px: 0.5,
  py: 0.5,
  textAlign: 'center',
  fontSize: '0.6875rem',
  lineHeight: 1.2,
} as const

type Listed = DistrictPage & Required<Pick<DistrictPage, 'menu'>>
const isListed = (page: DistrictPage): page is Listed => page.menu !== undefined

/** The pages that somebody may open, in named groups. */
export function PageRail(props: { pages: readonly DistrictPage[]; narrow: boolean; onChosen?: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const listed = props.pages
    .filter(isListed)
    .filter(({ menu }) => menu.permission === undefined || hasPermission(me.role, menu.permission))
  return (
    <Box component="nav" aria-label={t('nav.main')} sx={{ py: 1 }}>
      {PAGE_GROUPS.map((group) => {
        const pages = listed.filter(({ menu }) => menu.group === group)
        return pages.length === 0 ? null : (
          <RailGroup
            key={group}
            group={group}
            pages={pages}
            narrow={props.narrow}
            onChosen={props.onChosen ?? (() => {})}
          />
        )
      })}
    </Box>
  )
}

function RailGroup(props: {
  group: PageGroup
  pages: readonly Listed[]
  narrow: boolean
  onChosen: () => void
}) {
  const { t } = useTranslation()
  const me = useMe()
  const list = useId()
  const { pathname } = useLocation()
  const [isClosed, setClosed] = useState(false)
  const own = me.point === null ? null : `/wards/${encodeURIComponent(me.point)}`
  // The group of the page that is shown is always open.
  const isHere = props.pages.some(({ path }) =>
    path === '/' ? pathname === (own ?? '/') : pathname.startsWith(path),
  )
  const isOpen = props.narrow || isHere || !isClosed
  return (
    <Box sx={{ borderTop: '1px solid rgba(255,255,255,0.16)', '&:first-of-type': { borderTop: 0 }, py: 0.5 }}>
      {!props.narrow && (
        <ButtonBase
          aria-expanded={isOpen}
          aria-controls={list}
          onClick={() => setClosed(isOpen)}
          sx={{
            width: '100%',
            justifyContent: 'space-between',
            px: 1.5,
            minHeight: 32,
            fontSize: '0.8125rem',
            fontWeight: 600,
            opacity: 0.9,
          }}
        >
          {t(`nav.groups.${props.group}`)}
          <ExpandIcon fontSize="small" aria-hidden sx={{ transform: isOpen ? 'none' : 'rotate(-90deg)' }} />
        </ButtonBase>
      )}
      <Box
        component="ul"
        id={list}
        hidden={!isOpen}
        aria-label={t(`nav.groups.${props.group}`)}
        sx={{ listStyle: 'none', m: 0, p: 0 }}
      >
        {props.pages.map(({ path, menu: { name, icon: Icon } }) => {
          const isOwn = path === '/' && own !== null
          return (
            <li key={path}>
              <Box
                component={NavLink}
                to={isOwn ? own : path}
                end={path === '/'}
                onClick={props.onChosen}
                sx={props.narrow ? NARROW_STYLE : LINK_STYLE}
              >
                <Icon fontSize="small" aria-hidden />
                {t(isOwn ? 'nav.myWard' : `nav.${name}`)}
              </Box>
            </li>
          )
        })}
      </Box>
    </Box>
  )
}
