import CalendarIcon from '@mui/icons-material/CalendarMonthOutlined'
import ChevronLeftIcon from '@mui/icons-material/ChevronLeft'
import ChevronRightIcon from '@mui/icons-material/ChevronRight'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Popover from '@mui/material/Popover'
import { lazy, Suspense, useState } from 'react'
import { PageLoading } from '../parts/page-loading.tsx'

const CalendarPopover = lazy(async () => ({
  default: (await import('./calendar-popover.tsx')).CalendarPopover,
}))

/** One step back, the chosen day or month (opens a calendar), one step on, and the way back to now. */
export function CalendarSwitch(props: {
  date: string
  months: boolean
  words: { shown: string; choose: string; previous: string; next: string; now: string }
  atNow: boolean
  onStep: (steps: -1 | 1) => void
  onChoose: (date: string) => void
  onNow: () => void
}) {
  const { words } = props
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <Box className="not-printed" sx={{ display: 'flex', alignItems: 'center', gap: 0.5, flexWrap: 'wrap' }}>
      <IconButton aria-label={words.previous} onClick={() => props.onStep(-1)}>
        <ChevronLeftIcon />
      </IconButton>
      <Button
        variant="outlined"
        color="inherit"
        startIcon={<CalendarIcon />}
        aria-label={words.choose}
        aria-haspopup="dialog"
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ bgcolor: 'background.paper', borderColor: 'divider' }}
      >
        {words.shown}
      </Button>
      <IconButton aria-label={words.next} onClick={() => props.onStep(1)} disabled={props.atNow}>
        <ChevronRightIcon />
      </IconButton>
      {!props.atNow && <Button onClick={props.onNow}>{words.now}</Button>}
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': words.choose } }}
      >
        <Suspense fallback={<PageLoading />}>
          <CalendarPopover
            date={props.date}
            months={props.months}
            onChoose={(date) => {
              setAnchor(null)
              props.onChoose(date)
            }}
          />
        </Suspense>
      </Popover>
    </Box>
  )
}
