import ApprovedIcon from '@mui/icons-material/CheckCircleOutlined'
import RefusedIcon from '@mui/icons-material/HighlightOff'
import WaitingIcon from '@mui/icons-material/HourglassEmpty'
import WithdrawnIcon from '@mui/icons-material/Undo'
import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import Link from '@mui/material/Link'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { ExcuseItem } from '../../../core/district/excuses-api.ts'
import { timeNear } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { excuseWords, typeWords } from '../parts/excuse-words.ts'
import type { IconComponent } from '../parts/icon-component.ts'
import { useMe, useToday } from '../shell/me-context.ts'
import { approverWords } from './approver-words.ts'
import { excuseSpan } from './excuse-span.ts'

const ICONS: Readonly<Record<ExcuseItem['state'], IconComponent>> = {
  waiting: WaitingIcon,
  approved: ApprovedIcon,
  refused: RefusedIcon,
  revoked: RefusedIcon,
  withdrawn: WithdrawnIcon,
}

/** One request: who, when, what for, with which paper, and how far it has come. */
export function RequestLine(props: {
  item: ExcuseItem
  chosen: boolean
  /** `null`: not somebody who decides. */
  onChoose: ((on: boolean) => void) | null
}) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const me = useMe()
  const today = useToday()
  const { item } = props
  const time = (at: number): string => timeNear(at, today, me.zone)
  const whyId = useId()
  const Icon = ICONS[item.state]
  const canBeDecided = item.state === 'waiting' || item.state === 'approved'
  const isOthers = canBeDecided && !item.isApprover
  const asked = { by: item.requestedBy, time: time(item.requestedAt) }
  const facts = [
    item.document === ''
      ? item.type.needsDocument
        ? t('requests.noDocument')
        : ''
      : t('requests.documentNumber', { document: item.document }),
    item.state === 'waiting' && item.type.evidence !== ''
      ? t('requests.evidence', { evidence: item.type.evidence })
      : '',
    item.reason,
    item.origin === 'kiosk' ? t('requests.byKiosk', asked) : t('requests.byOffice', asked),
  ].filter((fact) => fact !== '')
  return (
    <Box
      component="li"
      data-request={item.id}
      sx={{
        borderTop: '1px solid var(--line)',
        display: 'flex',
        alignItems: 'flex-start',
        gap: 1,
        px: 1.5,
        py: 1.25,
      }}
    >
      {props.onChoose !== null && (
        <Checkbox
          checked={props.chosen}
          disabled={!canBeDecided || isOthers}
          onChange={(_, on) => props.onChoose?.(on)}
          slotProps={{
            input: {
              'aria-label': t('requests.choose', { name: item.name }),
              ...(isOthers && { 'aria-describedby': whyId }),
            },
          }}
          sx={{ mt: -0.75 }}
        />
      )}
      <Box sx={{ flex: '1 1 auto', minWidth: 0, display: 'grid', gap: 0.25 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, alignItems: 'baseline' }}>
          <Link
            component={RouterLink}
            to={`/people/${encodeURIComponent(item.person)}?month=${item.from.slice(0, 7)}`}
            sx={{ fontWeight: 700 }}
          >
            {item.name}
          </Link>
          <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>
            {item.pointName}
          </Box>
        </Box>
        <Box sx={{ fontWeight: 600 }}>
          {typeWords(item.type, t)} · {excuseSpan(item, language, t)}
        </Box>
        <Box sx={{ color: 'text.secondary', fontSize: '0.875rem', overflowWrap: 'anywhere' }}>
          {facts.join(' · ')}
        </Box>
        {item.overlaps.length > 0 && (
          <Box sx={{ fontSize: '0.875rem', fontWeight: 600, color: 'var(--late-fg)' }}>
            {t('requests.overlaps', { codes: item.overlaps.map((code) => excuseWords(code, t)).join(', ') })}
          </Box>
        )}
        {item.state === 'waiting' && item.type.twoPeople && (
          <Box sx={{ fontSize: '0.875rem' }}>
            {item.agreedBy === null ? t('requests.twoPeople') : t('requests.agreedBy', { by: item.agreedBy })}
          </Box>
        )}
        {props.onChoose !== null && isOthers && (
          <Box id={whyId} sx={{ fontSize: '0.875rem', fontWeight: 600 }}>
            {t('requests.onlyApprover', { approver: approverWords(item, t) })}
          </Box>
        )}
        {item.decidedBy !== null && item.decidedAt !== null && (
          <Box sx={{ fontSize: '0.875rem' }}>
            {t('requests.decidedBy', { by: item.decidedBy, time: time(item.decidedAt) })}
            {item.decisionNote !== null && item.decisionNote !== '' && `: ${item.decisionNote}`}
          </Box>
        )}
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, fontWeight: 600, whiteSpace: 'nowrap' }}>
        <Icon fontSize="small" aria-hidden />
        {t(`requests.states.${item.state}`)}
      </Box>
    </Box>
  )
}
