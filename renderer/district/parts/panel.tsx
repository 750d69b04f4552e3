import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { type ReactNode, useId } from 'react'

/** A titled part of a page. `aside` stands at the right of the title. */
export function Panel(props: { title: string; aside?: ReactNode; flush?: boolean; children: ReactNode }) {
  const id = useId()
  return (
    <Box
      component="section"
      aria-labelledby={id}
      sx={{
        bgcolor: 'background.paper',
        border: '1px solid var(--line)',
        borderRadius: 1,
        overflow: 'hidden',
        minWidth: 0,
      }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1.5,
          flexWrap: 'wrap',
          px: { xs: 1.5, md: 2 },
          pt: 1.5,
          pb: 1,
        }}
      >
        <Typography id={id} variant="h2" sx={{ flex: '1 1 auto' }}>
          {props.title}
        </Typography>
        {props.aside}
      </Box>
      <Box sx={props.flush ? {} : { px: { xs: 1.5, md: 2 }, pb: 2 }}>{props.children}</Box>
    </Box>
  )
}
