import ClockIcon from '@mui/icons-material/AccessTime'
import AbsentIcon from '@mui/icons-material/CancelOutlined'
import CheckIcon from '@mui/icons-material/CheckCircle'
import NoDataIcon from '@mui/icons-material/CloudOffOutlined'
import EarlyIcon from '@mui/icons-material/DirectionsRunOutlined'
import WalkIcon from '@mui/icons-material/DirectionsWalk'
import BlockIcon from '@mui/icons-material/DoNotDisturbOnOutlined'
import ExcusedIcon from '@mui/icons-material/EventAvailableOutlined'
import NotArrivedIcon from '@mui/icons-material/HourglassEmpty'
import LeftIcon from '@mui/icons-material/Logout'
import IncompleteIcon from '@mui/icons-material/RuleOutlined'
import LateIcon from '@mui/icons-material/RunningWithErrorsOutlined'
import type { TFunction } from 'i18next'
import type { Presence } from '../../../core/person-day/person-day.ts'
import type { IconComponent } from '../parts/icon-component.ts'

/** A state as it is drawn: one of the presences, or coming late and leaving early beside it. */
export type Look = Presence | 'late' | 'early'

/** The sign of each state; a colour never stands alone. */
export const LOOK_ICONS: Readonly<Record<Look, IconComponent>> = {
  here: CheckIcon,
  late: LateIcon,
  early: EarlyIcon,
  away: WalkIcon,
  left: LeftIcon,
  awaited: ClockIcon,
  'not-arrived': NotArrivedIcon,
  absent: AbsentIcon,
  incomplete: IncompleteIcon,
  excused: ExcusedIcon,
  'no-data': NoDataIcon,
  off: BlockIcon,
}

/** The word of a sign. */
export const lookWord = (look: Look, t: TFunction): string =>
  look === 'late' || look === 'early' ? t(look) : t(`presence.${look}`)

/** Presences in the order in which they are told. */
export const PRESENCES: readonly Presence[] = [
  'here',
  'away',
  'left',
  'awaited',
  'not-arrived',
  'absent',
  'incomplete',
  'excused',
  'no-data',
  'off',
]

/** Text and ground of a state; `no-data` is hatched and dashed, so that it never looks like a verdict. */
export const lookStyle = (look: Look) =>
  look === 'no-data'
    ? {
        color: 'var(--no-data-fg)',
        backgroundColor: 'var(--no-data-bg)',
        backgroundImage: 'repeating-linear-gradient(135deg, var(--no-data-hatch) 0 4px, transparent 4px 9px)',
        border: '1px dashed var(--no-data-bar)',
      }
    : {
        color: `var(--${look}-fg)`,
        backgroundColor: `var(--${look}-bg)`,
        border: look === 'off' ? '1px solid var(--off-bar)' : '1px solid transparent',
      }
