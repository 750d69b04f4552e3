import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { showText } from '../../../core/names.ts'
import type { PersonRow } from '../../../core/people/people-api.ts'

/** A person on a narrow screen. */
export function PersonLine({ person }: { person: PersonRow }) {
  const { t } = useTranslation()
  return (
    <Box component="li" sx={{ listStyle: 'none', px: 1.5, py: 1.25, borderTop: '1px solid var(--line)' }}>
      <Link
        component={RouterLink}
        to={`/people/${encodeURIComponent(person.id)}/record`}
        sx={{ fontWeight: 600, display: 'inline-block', minHeight: 28 }}
      >
        {person.name === null ? t('people.erased') : showText(person.name)}
      </Link>
      <Box sx={{ color: 'text.secondary', fontSize: '0.875rem', overflowWrap: 'anywhere' }}>
        {[
          showText(person.title),
          person.posting?.pointName,
          person.badges > 0 ? t('people.hasBadge') : t('people.noBadge'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Box>
    </Box>
  )
}
