import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { useTranslation } from 'react-i18next'
import type { PersonDay } from '../../../core/person-day/person-day.ts'
import { localTimeOf } from '../../../core/time.ts'
import { flagIcon } from '../day/flag-chip.tsx'
import { flagLook, flagWords } from '../day/flag-words.ts'
import { LOOK_ICONS, lookStyle } from '../day/presence-look.ts'
import { longDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { dayEnds, dayLook } from './day-look.ts'

/** In place of a departure: the day is still running, or nobody knows. */
const running = (day: PersonDay): string =>
  day.states.includes('here') || day.states.includes('awaited') ? '…' : '?'

/** One day of the month; opens its details. */
export function MonthCell(props: { day: PersonDay; zone: string; today: boolean; onOpen: () => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { day, zone } = props
  const look = dayLook(day)
  const { first, last } = dayEnds(day)
  const LookIcon = LOOK_ICONS[look]
  const flags = day.flags.slice(0, 3)
  // Coming late and leaving early are told by their flags, with the minutes.
  const stateWord =
    look === 'late' || look === 'early' ? [] : [look === 'here' ? t('states.present') : t(`presence.${look}`)]
  const told = [
    t('month.openDay', { date: longDate(day.date, language) }),
    ...stateWord,
    ...day.flags.map((flag) => flagWords(flag, t)),
  ]
  return (
    <ButtonBase
      onClick={props.onOpen}
      data-date={day.date}
      data-look={look}
      sx={{
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'stretch',
        justifyContent: 'flex-start',
        width: '100%',
        height: '100%',
        minHeight: { xs: 68, md: 84 },
        p: { xs: 0.5, md: 0.75 },
        gap: 0.25,
        textAlign: 'left',
        borderRadius: 1,
        border: '1px solid var(--line)',
        bgcolor: look === 'off' ? 'var(--ground)' : 'background.paper',
        ...(look === 'no-data' && lookStyle('no-data')),
        ...(props.today && { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: -2 }),
        '&:hover': { borderColor: 'primary.main' },
        '&:focus-visible': { outline: '3px solid', outlineColor: 'primary.main', outlineOffset: 1 },
      }}
    >
      <span className="visually-hidden">{told.join(', ')}</span>
      <Box aria-hidden sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center' }}>
        <Box
          component="span"
          sx={{
            fontSize: '0.875rem',
            fontWeight: props.today ? 700 : 500,
            color: look === 'off' ? 'var(--off-fg)' : 'text.primary',
          }}
        >
          {Number(day.date.slice(8))}
        </Box>
        {look !== 'off' && (
          <Box
            component="span"
            sx={{
              ...lookStyle(look),
              display: 'inline-flex',
              alignItems: 'center',
              gap: 0.25,
              borderRadius: 1,
              px: { xs: 0.25, md: 0.75 },
              minHeight: 24,
              fontSize: '0.875rem',
              fontWeight: 700,
            }}
          >
            <LookIcon sx={{ fontSize: { xs: 15, md: 16 } }} aria-hidden />
            <Box component="span" sx={{ display: { xs: 'none', sm: 'inline' } }}>
              {day.symbol}
            </Box>
          </Box>
        )}
      </Box>
      {(first !== null || last !== null) && (
        <Box
          component="span"
          sx={{
            fontSize: { xs: '0.6875rem', md: '0.8125rem' },
            fontVariantNumeric: 'tabular-nums',
            lineHeight: 1.45,
            display: 'flex',
            flexWrap: 'wrap',
            columnGap: 0.5,
          }}
        >
          <span>{first === null ? '?' : localTimeOf(first, zone)}</span>
          <Box component="span" sx={{ display: { xs: 'none', md: 'inline' } }}>
            –
          </Box>
          <span>{last === null ? running(day) : localTimeOf(last, zone)}</span>
        </Box>
      )}
      {look === 'no-data' && (
        <Box
          component="span"
          aria-hidden
          sx={{ display: { xs: 'none', md: 'inline' }, fontSize: '0.8125rem' }}
        >
          {t('presence.no-data')}
        </Box>
      )}
      {day.note !== null && (
        <Box
          component="span"
          sx={{
            fontSize: '0.75rem',
            lineHeight: 1.4,
            color: 'text.secondary',
            display: { xs: 'none', md: 'inline' },
          }}
        >
          {day.note}
        </Box>
      )}
      {flags.length > 0 && (
        <Box
          component="span"
          aria-hidden
          sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 0.5, mt: 'auto' }}
        >
          {flags.map((flag) => {
            const Icon = flagIcon(flag)
            return (
              <Box
                component="span"
                key={`${flag.code}${flag.session ?? ''}`}
                sx={{
                  display: 'inline-flex',
                  alignItems: 'center',
                  fontSize: '0.75rem',
                  fontWeight: 600,
                  color: `var(--${flagLook(flag)}-fg)`,
                }}
              >
                <Icon sx={{ fontSize: 16 }} aria-hidden />
                {flag.minutes !== undefined && flag.minutes > 0 && (
                  <Box component="span" sx={{ display: { xs: 'none', md: 'inline' } }}>
                    {flag.minutes}′
                  </Box>
                )}
              </Box>
            )
          })}
        </Box>
      )}
    </ButtonBase>
  )
}
