import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import type { IconComponent } from '../parts/icon-component.ts'
import { type Look, lookStyle } from './presence-look.ts'

/** One number that matters, with its sign, word and what it is out of. A zero steps back. */
export function StatTile(props: {
  look: Look
  Icon: IconComponent
  word: string
  value: ReactNode
  note?: string
  quiet?: boolean
  /** Takes a whole row of two on a narrow screen. */
  wide?: boolean
}) {
  const { Icon } = props
  const quiet = props.quiet ?? false
  return (
    <Box
      sx={{
        bgcolor: 'background.paper',
        border: '1px solid var(--line)',
        borderRadius: 1,
        p: 1.5,
        display: 'grid',
        gridTemplateColumns: 'auto 1fr',
        columnGap: 1.25,
        alignItems: 'center',
        minWidth: 0,
        containerType: 'inline-size',
        ...(props.wide && { gridColumn: { xs: 'span 2', sm: 'auto' } }),
      }}
    >
      <Box
        aria-hidden
        sx={{
          ...lookStyle(quiet ? 'off' : props.look),
          width: 40,
          height: 40,
          borderRadius: 1,
          display: 'grid',
          placeItems: 'center',
        }}
      >
        <Icon fontSize="small" />
      </Box>
      <Box component="dl" sx={{ m: 0, minWidth: 0, display: 'flex', flexDirection: 'column-reverse' }}>
        <Box component="dt" sx={{ fontSize: '0.8125rem', color: 'text.secondary', lineHeight: 1.5 }}>
          {props.word}
          {props.note !== undefined && <Box component="span"> · {props.note}</Box>}
        </Box>
        <Box
          component="dd"
          sx={{
            m: 0,
            // A long number in a narrow tile is set smaller rather than over its edge.
            fontSize: 'clamp(1rem, 13cqi, 1.5rem)',
            fontWeight: 700,
            lineHeight: 1.3,
            color: quiet ? 'text.secondary' : 'text.primary',
          }}
        >
          {props.value}
        </Box>
      </Box>
    </Box>
  )
}
