import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import type { NoticeItem } from '../../../core/district/notices-api.ts'
import { showText } from '../../../core/names.ts'
import { PresenceChip } from '../day/presence-chip.tsx'
import type { Look } from '../day/presence-look.ts'
import { shortDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { useToday } from '../session/me-context.ts'
import { type NoticeState, noticeState } from './notice-queries.ts'

const LOOKS: Readonly<Record<NoticeState, Look>> = { shown: 'here', planned: 'awaited', over: 'off' }

/** One notice: what it says, where and when it is shown, and what can be done about it. */
export function NoticeLine(props: {
  notice: NoticeItem
  onEdit: () => void
  onStop: (deed: 'end' | 'remove') => void
}) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const today = useToday()
  const { notice } = props
  const state = noticeState(notice, today)
  const { organisationName, points, validFrom, validTo } = notice
  const where = organisationName === null ? t('notices.everywhere') : showText(organisationName)
  const to = validTo === null ? t('notices.openEnd') : shortDate(validTo, language)
  const mayEnd = state === 'shown' && validTo !== today
  return (
    <Box
      component="li"
      data-notice={notice.id}
      sx={{
        borderTop: '1px solid var(--line)',
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'flex-start',
        gap: 1.5,
        px: 2,
        py: 1.5,
      }}
    >
      <Box sx={{ flex: '1 1 320px', minWidth: 0, display: 'grid', gap: 0.25 }}>
        <Box sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{showText(notice.text)}</Box>
        <Box sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>
          {where} ({t('notices.points', { count: points })}) ·{' '}
          {t('notices.span', { from: shortDate(validFrom, language), to })}
        </Box>
      </Box>
      <PresenceChip look={LOOKS[state]} word={t(`notices.states.${state}`)} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap' }}>
        <Button onClick={props.onEdit}>{t('notices.edit')}</Button>
        {mayEnd && <Button onClick={() => props.onStop('end')}>{t('notices.end')}</Button>}
        <Button color="error" onClick={() => props.onStop('remove')}>
          {t('notices.remove')}
        </Button>
      </Box>
    </Box>
  )
}
