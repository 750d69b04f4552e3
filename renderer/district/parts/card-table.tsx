import Table from '@mui/material/Table'
import type { ReactNode } from 'react'

/** A phone has no room for a line of cells. */
const CARDS = {
  '@media screen and (max-width: 599.95px)': {
    display: 'block',
    '& thead': {
      position: 'absolute',
      width: '1px',
      height: '1px',
      overflow: 'hidden',
      clipPath: 'inset(50%)',
    },
    '& tbody': { display: 'block' },
    '& tr': { display: 'grid', gap: 0.75, p: 2, borderBottom: '1px solid var(--line)' },
    '& tbody :is(td, th)': {
      display: 'block',
      minWidth: 0,
      p: 0,
      border: 0,
      textAlign: 'left',
      whiteSpace: 'normal',
      overflowWrap: 'anywhere',
    },
    '& tbody td:empty': { display: 'none' },
    '& tbody td[data-head]::before': { content: 'attr(data-head) ": "', color: 'text.secondary' },
  },
} as const

/** A table that on a phone reads as a card a row; cells say their heading there where they carry it as `data-head`. */
export function CardTable({ children }: { children: ReactNode }) {
  return (
    <Table size="small" sx={CARDS}>
      {children}
    </Table>
  )
}
