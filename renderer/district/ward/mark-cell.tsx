import VouchedIcon from '@mui/icons-material/HowToRegOutlined'
import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { PersonDay } from '../../../core/person-day/person-day.ts'
import { localTimeOf } from '../../../core/time.ts'
import { flagWords } from '../day/flag-words.ts'

/** One mark of a session: its time, and beneath it the minutes late or early. */
export function MarkTime(props: {
  day: PersonDay
  session: number
  side: 'in' | 'out'
  zone: string
  /** Of those who vouched for scans, by id. */
  names: Readonly<Record<string, string>>
  /** Without the minutes late or early. */
  bare?: boolean
}) {
  const { t } = useTranslation()
  const { day, session, side } = props
  const mark = day.marks[session]?.[side] ?? null
  const code = side === 'in' ? 'late' : 'early'
  const flag = day.flags.find((each) => each.code === code && each.session === session)
  const claim = day.claims?.find(
    (each) => each.session === session && each.side === side && each.outcome === 'used',
  )
  const name = props.names[claim?.by ?? '']
  if (mark === null)
    return (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        –
      </Box>
    )
  return (
    <Box component="span" sx={{ display: 'inline-grid', lineHeight: 1.45 }}>
      <Box
        component="span"
        sx={{
          fontVariantNumeric: 'tabular-nums',
          fontWeight: 600,
          display: 'inline-flex',
          gap: 0.5,
          alignItems: 'center',
        }}
      >
        {localTimeOf(mark.at, props.zone)}
        {mark.by === 'claim' && (
          <VouchedIcon
            titleAccess={name === undefined ? t('ward.claimed') : t('ward.claimedBy', { name })}
            sx={{ fontSize: 16, color: 'var(--excused-fg)' }}
          />
        )}
      </Box>
      {flag !== undefined && !props.bare && (
        <Box
          component="span"
          sx={{
            fontSize: '0.8125rem',
            fontWeight: 600,
            color: flag.chargeable === 0 ? 'var(--excused-fg)' : `var(--${code}-fg)`,
          }}
        >
          {flagWords(flag, t)}
        </Box>
      )}
    </Box>
  )
}
