import ApprovedIcon from '@mui/icons-material/CheckCircleOutlined'
import RefusedIcon from '@mui/icons-material/HighlightOff'
import WaitingIcon from '@mui/icons-material/HourglassEmpty'
import WithdrawnIcon from '@mui/icons-material/Undo'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { ExcuseItem } from '../../../core/district/excuses-api.ts'
import { excuseSpan } from '../day/excuse-span.ts'
import { typeWords } from '../day/excuse-words.ts'
import { timeNear } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import type { IconComponent } from '../parts/icon-component.ts'
import { useMe, useToday } from '../session/me-context.ts'
import { approverWords } from './approver-words.ts'
import { ChoiceLine } from './choice-line.tsx'
import { notOwnWords } from './not-own-words.ts'

const ICONS: Readonly<Record<ExcuseItem['state'], IconComponent>> = {
  waiting: WaitingIcon,
  approved: ApprovedIcon,
  refused: RefusedIcon,
  revoked: RefusedIcon,
  withdrawn: WithdrawnIcon,
}

const isDecided = (state: ExcuseItem['state']): state is 'approved' | 'refused' | 'revoked' =>
  state === 'approved' || state === 'refused' || state === 'revoked'

/** Why whoever looks at a request does not decide about it; `null`: they may. */
const whyNot = (item: ExcuseItem, t: TFunction): string | null => {
  if (!item.isApprover) return t('requests.onlyApprover', { approver: approverWords(item, t) })
  return item.notOwn === null ? null : notOwnWords('requests', item.notOwn, t)
}

/** One request: who, when, what for, with which paper, and how far it has come. */
export function RequestLine(props: {
  item: ExcuseItem
  chosen: boolean
  /** `null`: not somebody who decides. */
  onChoose: ((on: boolean) => void) | null
  onWithdraw: () => void
}) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const me = useMe()
  const today = useToday()
  const { item } = props
  const time = (at: number): string => timeNear(at, today, me.zone)
  const canBeDecided = item.state === 'waiting' || item.state === 'approved'
  const why = canBeDecided ? whyNot(item, t) : null
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
    <ChoiceLine
      kind="request"
      about={item}
      date={item.from}
      icon={ICONS[item.state]}
      state={t(`requests.states.${item.state}`)}
      choice={t('requests.choose', { name: item.name })}
      chosen={props.chosen}
      disabled={!canBeDecided || why !== null}
      why={why}
      onChoose={props.onChoose}
    >
      <Box sx={{ fontWeight: 600 }}>
        {typeWords(item.type, t)} · {excuseSpan(item, language, t)}
      </Box>
      <Box sx={{ color: 'text.secondary', fontSize: '0.875rem', overflowWrap: 'anywhere' }}>
        {facts.join(' · ')}
      </Box>
      {item.overlaps.length > 0 && (
        <Box sx={{ fontSize: '0.875rem', fontWeight: 600, color: 'var(--late-fg)' }}>
          {t('requests.overlaps', { names: item.overlaps.map((type) => typeWords(type, t)).join(', ') })}
        </Box>
      )}
      {item.state === 'waiting' && item.type.twoPeople && (
        <Box sx={{ fontSize: '0.875rem' }}>
          {item.agreedBy === null ? t('requests.twoPeople') : t('requests.agreedBy', { by: item.agreedBy })}
        </Box>
      )}
      {item.decidedBy !== null && item.decidedAt !== null && isDecided(item.state) && (
        <Box sx={{ fontSize: '0.875rem' }}>
          {t(`requests.decided.${item.state}`, { by: item.decidedBy, time: time(item.decidedAt) })}
          {item.decisionNote !== null && item.decisionNote !== '' && `: ${item.decisionNote}`}
        </Box>
      )}
      {item.mayWithdraw && (
        <Box>
          <Button size="small" sx={{ ml: -0.75 }} onClick={props.onWithdraw}>
            {t('requests.withdraw')}
          </Button>
        </Box>
      )}
    </ChoiceLine>
  )
}
