import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { useTranslation } from 'react-i18next'
import { LOOK_ICONS, type Look, lookStyle, lookWord, PRESENCES } from '../day/presence-look.ts'
import { filtersOf, type WardPerson } from './person-row.ts'

const ORDER: readonly Look[] = PRESENCES.flatMap((look): Look[] =>
  look === 'here' ? ['here', 'late', 'early'] : [look],
)

/** Counts by state that filter the table when pressed; pressed again they show everybody. */
export function StateFilter(props: {
  people: readonly WardPerson[]
  chosen: Look | null
  onChoose: (look: Look | null) => void
}) {
  const { t } = useTranslation()
  const count = (look: Look): number =>
    props.people.filter((person) => filtersOf(person).includes(look)).length
  return (
    <Box
      role="group"
      aria-label={t('ward.filter')}
      className="not-printed"
      sx={{
        display: 'flex',
        gap: 0.75,
        // On a phone one line that is moved sideways; the outline of what is pressed has room.
        flexWrap: { xs: 'nowrap', md: 'wrap' },
        overflowX: { xs: 'auto', md: 'visible' },
        p: { xs: '4px', md: 0 },
        '& > *': { flex: 'none' },
      }}
    >
      <ButtonBase
        aria-pressed={props.chosen === null}
        onClick={() => props.onChoose(null)}
        sx={{
          px: 1.5,
          minHeight: 36,
          borderRadius: 2,
          fontWeight: 600,
          fontSize: '0.875rem',
          border: '1px solid var(--line)',
          '&[aria-pressed=true]': { outline: '2px solid', outlineColor: 'primary.main' },
          '&:focus-visible': { outline: '3px solid', outlineColor: 'primary.main', outlineOffset: 2 },
        }}
      >
        {t('ward.all')} {props.people.length}
      </ButtonBase>
      {ORDER.filter((look) => count(look) > 0).map((look) => {
        const Icon = LOOK_ICONS[look]
        return (
          <ButtonBase
            key={look}
            aria-pressed={props.chosen === look}
            title={look === 'late' || look === 'early' ? undefined : t(`presenceHelp.${look}`)}
            onClick={() => props.onChoose(props.chosen === look ? null : look)}
            sx={{
              ...lookStyle(look),
              gap: 0.75,
              px: 1.25,
              minHeight: 36,
              borderRadius: 2,
              fontWeight: 600,
              fontSize: '0.875rem',
              '&[aria-pressed=true]': { outline: '2px solid currentColor', outlineOffset: 1 },
              '&:focus-visible': { outline: '3px solid', outlineColor: 'primary.main', outlineOffset: 2 },
            }}
          >
            <Icon sx={{ fontSize: 18 }} aria-hidden />
            {lookWord(look, t)} {count(look)}
          </ButtonBase>
        )
      })}
    </Box>
  )
}
