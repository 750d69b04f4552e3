import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import Link from '@mui/material/Link'
import { type ReactNode, useId } from 'react'
import { Link as RouterLink } from 'react-router'
import type { IconComponent } from '../parts/icon-component.ts'

/** What is decided about: whose it is, and where. */
interface About {
  readonly id: string
  readonly person: string
  readonly name: string
  readonly pointName: string
}

/** One line of a list that is decided about: a box to choose it by, whose it is, what it says, and how far it has come. */
export function ChoiceLine(props: {
  kind: 'claim' | 'request'
  about: About
  /** A date of the person's month that the name leads to. */
  date: string
  icon: IconComponent
  state: string
  /** What the box says to a screen reader. */
  choice: string
  chosen: boolean
  disabled?: boolean
  /** Why it cannot be chosen, where that has to be said. */
  why?: string | null
  /** `null`: not somebody who decides. */
  onChoose: ((on: boolean) => void) | null
  children: ReactNode
}) {
  const { about, icon: Icon } = props
  const whyId = useId()
  const why = props.onChoose === null ? null : (props.why ?? null)
  return (
    <Box
      component="li"
      {...{ [`data-${props.kind}`]: about.id }}
      sx={{
        borderTop: '1px solid var(--line)',
        display: 'flex',
        alignItems: 'flex-start',
        gap: 1,
        px: 1.5,
        py: 1.25,
      }}
    >
      {props.onChoose !== null && (
        <Checkbox
          checked={props.chosen}
          disabled={props.disabled === true}
          onChange={(_, on) => props.onChoose?.(on)}
          slotProps={{
            input: { 'aria-label': props.choice, ...(why !== null && { 'aria-describedby': whyId }) },
          }}
          sx={{ mt: -0.75 }}
        />
      )}
      <Box sx={{ flex: '1 1 auto', minWidth: 0, display: 'grid', gap: 0.25 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, alignItems: 'baseline' }}>
          <Link
            component={RouterLink}
            to={`/people/${encodeURIComponent(about.person)}?month=${props.date.slice(0, 7)}`}
            sx={{ fontWeight: 700 }}
          >
            {about.name}
          </Link>
          <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>
            {about.pointName}
          </Box>
        </Box>
        {props.children}
        {why !== null && (
          <Box id={whyId} sx={{ fontSize: '0.875rem', fontWeight: 600 }}>
            {why}
          </Box>
        )}
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, fontWeight: 600, whiteSpace: 'nowrap' }}>
        <Icon fontSize="small" aria-hidden />
        {props.state}
      </Box>
    </Box>
  )
}
