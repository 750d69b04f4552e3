import Box from '@mui/material/Box'
import type { ReactNode } from 'react'

/** Paper around a table that is wider than a small screen: it scrolls by itself, by keyboard too. */
export function TableFrame({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box
      sx={{
        bgcolor: 'background.paper',
        border: '1px solid var(--line)',
        borderRadius: 1,
        overflowX: 'auto',
      }}
      tabIndex={0}
      role="region"
      aria-label={label}
    >
      {children}
    </Box>
  )
}
