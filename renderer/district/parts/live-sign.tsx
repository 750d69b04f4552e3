import Box from '@mui/material/Box'
import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { localTimeOf } from '../../../core/time.ts'
import { LiveContext } from '../session/live-context.ts'

/** How old what is shown is, and whether it renews itself. */
export function LiveSign(props: { asOf: number; zone: string }) {
  const { t } = useTranslation()
  const live = useContext(LiveContext)
  return (
    <Box
      role="status"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 1,
        fontSize: '0.875rem',
        color: 'text.secondary',
        whiteSpace: 'nowrap',
      }}
    >
      <Box
        component="span"
        aria-hidden
        sx={{
          width: 10,
          height: 10,
          borderRadius: '50%',
          bgcolor: live ? 'var(--here-bar)' : 'transparent',
          border: live ? 'none' : '2px solid var(--late-bar)',
        }}
      />
      <span>
        {t('date.asOf', { time: localTimeOf(props.asOf, props.zone) })}
        <span className="not-printed"> · {live ? t('live.on') : t('live.off')}</span>
      </span>
    </Box>
  )
}
