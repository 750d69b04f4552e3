import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'

/** Nothing to show here, why, and what to do next. */
export function EmptyNotice(props: { title?: string; hint: string; level?: 1 | 3; children?: ReactNode }) {
  return (
    <Box
      data-empty
      sx={{ display: 'grid', justifyItems: 'center', textAlign: 'center', gap: 1.5, py: 5, px: 2 }}
    >
      {props.title !== undefined && (
        <Typography variant="h2" component={props.level === 1 ? 'h1' : 'h3'}>
          {props.title}
        </Typography>
      )}
      <Typography color="textSecondary" sx={{ maxWidth: 520 }}>
        {props.hint}
      </Typography>
      {props.children}
    </Box>
  )
}
