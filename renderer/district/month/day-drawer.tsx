import CloseIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import Drawer from '@mui/material/Drawer'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { Out, PersonMonth } from '../../../core/district/person-month-api.ts'
import type { PersonDay } from '../../../core/person-day/person-day.ts'
import { longDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { useWide } from '../theme/use-wide.ts'
import { DayDetails } from './day-details.tsx'

/** A day's details beside the month, or from below on a narrow screen. */
export function DayDrawer(props: {
  day: PersonDay | undefined
  zone: string
  point: string
  out: Out | null
  outs: readonly Out[]
  asked: PersonMonth['asked']
  names: Readonly<Record<string, string>>
  leaveNames: Readonly<Record<string, string>>
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const wide = useWide()
  const { day } = props
  return (
    <Drawer
      anchor={wide ? 'right' : 'bottom'}
      open={day !== undefined}
      onClose={props.onClose}
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-modal': true,
          'aria-labelledby': 'day-details-title',
          sx: { width: wide ? 440 : 'auto', maxHeight: wide ? 'none' : '85vh', p: 2.5, borderRadius: 0 },
        },
      }}
    >
      {day !== undefined && (
        <>
          <Box
            sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 1, mb: 1.5 }}
          >
            <Typography variant="h2" id="day-details-title">
              {longDate(day.date, language)}
            </Typography>
            <IconButton aria-label={t('month.close')} onClick={props.onClose} autoFocus>
              <CloseIcon />
            </IconButton>
          </Box>
          <DayDetails
            day={day}
            zone={props.zone}
            point={props.point}
            out={props.out}
            outs={props.outs}
            asked={props.asked ?? []}
            names={props.names}
            leaveNames={props.leaveNames}
          />
        </>
      )}
    </Drawer>
  )
}
