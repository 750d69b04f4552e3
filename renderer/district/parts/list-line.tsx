import Box from '@mui/material/Box'
import type { ComponentPropsWithoutRef } from 'react'

/** One line of a panel's list: what it is about, its words and its buttons side by side; narrow, one below the other. */
export function ListLine(props: ComponentPropsWithoutRef<'li'>) {
  return (
    <Box
      component="li"
      {...props}
      sx={{
        borderTop: '1px solid var(--line)',
        px: 2,
        py: 1.25,
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 2,
        rowGap: 0.5,
      }}
    />
  )
}
