import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** The head of a page: its name, which is also the tab's, a line about it, and beside them what chooses or begins. */
export function PageHead(props: { title: string; lead: string; children?: ReactNode }) {
  const { t } = useTranslation()
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 1.5, mb: 1.5 }}>
      <title>{`${props.title} · ${t('product')}`}</title>
      <Box sx={{ flex: '1 1 320px' }}>
        <Typography variant="h1">{props.title}</Typography>
        <Typography color="textSecondary">{props.lead}</Typography>
      </Box>
      {props.children}
    </Box>
  )
}
