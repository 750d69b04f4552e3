import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { IconComponent } from '../parts/icon-component.ts'
import { LOOK_ICONS, type Look, lookStyle, lookWord } from './presence-look.ts'

/** A state as sign, word and colour, with a number before the word where people are counted. */
export function PresenceChip(props: {
  look: Look
  count?: number
  word?: string
  /** Another sign than that of the look, where the word says something else. */
  Icon?: IconComponent
}) {
  const { t } = useTranslation()
  const Icon = props.Icon ?? LOOK_ICONS[props.look]
  const word = props.word ?? lookWord(props.look, t)
  return (
    <Box
      component="span"
      data-look={props.look}
      sx={{
        ...lookStyle(props.look),
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.75,
        px: 1,
        py: 0.25,
        borderRadius: 2,
        fontSize: '0.875rem',
        fontWeight: 600,
        lineHeight: 1.6,
        whiteSpace: 'nowrap',
      }}
    >
      <Icon sx={{ fontSize: 18 }} aria-hidden />
      {props.count !== undefined && <span>{props.count}</span>}
      <span>{word}</span>
    </Box>
  )
}
