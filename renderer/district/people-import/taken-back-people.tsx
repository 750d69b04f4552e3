import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import { showText } from '../../../core/names.ts'
import type { TakenBackPerson } from '../../../core/people/people-imports-api.ts'
import { PresenceChip } from '../day/presence-chip.tsx'
import type { Look } from '../day/presence-look.ts'
import { useLanguage } from '../language/use-language.ts'
import { changeWords } from './change-words.ts'

const LOOKS: Readonly<Record<TakenBackPerson['fate'], Look>> = {
  kept: 'late',
  'put-back': 'excused',
  removed: 'absent',
}
/** Whoever stays is to be looked at, so they come first. */
const FATES = ['kept', 'put-back', 'removed'] as const

/** What taking a list back does, or did, to each: how many, and everybody by name with the reason or the change. */
export function TakenBackPeople({ people, done }: { people: readonly TakenBackPerson[]; done: boolean }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const words = done ? 'did' : 'will'
  const groups = FATES.map((fate) => people.filter((person) => person.fate === fate))
  return (
    <>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {groups.map(([first], at) =>
          first === undefined ? null : (
            <li key={first.fate}>
              {t(`peopleTaken.${words}.${first.fate}`, { count: groups[at]?.length ?? 0 })}
            </li>
          ),
        )}
      </Box>
      <Box
        component="ul"
        tabIndex={0}
        aria-label={t('peopleTaken.everybody')}
        sx={{ m: 0, p: 0, listStyle: 'none', maxHeight: 320, overflowY: 'auto' }}
      >
        {groups.flat().map(({ line, name, fate, why, changes }) => (
          <Box
            component="li"
            key={line}
            data-fate={fate}
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              alignItems: 'center',
              columnGap: 1,
              py: 0.5,
              borderTop: '1px solid var(--line)',
            }}
          >
            <PresenceChip look={LOOKS[fate]} word={t(`peopleTaken.fate.${fate}`)} />
            <Box sx={{ fontWeight: 600 }}>
              {t('peopleTaken.line', { line, name: showText(name ?? t('peopleTaken.nameless')) })}
            </Box>
            {why !== null && <span>{t(`peopleTaken.why.${why}`)}</span>}
            {changes.length > 0 && (
              <span>{changes.map((change) => changeWords(change, t, language)).join('; ')}</span>
            )}
          </Box>
        ))}
      </Box>
    </>
  )
}
