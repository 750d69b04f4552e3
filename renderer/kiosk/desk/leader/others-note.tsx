import type { ReactElement } from 'react'
import type { OthersDay, OthersHeard } from '../../../../core/kiosk/kiosk-visit-api.ts'
import { Icon } from '../../parts/icon.tsx'
import type { Say } from '../../text/kiosk-text.ts'
import { showMoment } from '../../text/show-time.ts'
import classes from '../desk.module.css'
import note from './others-note.module.css'

interface Props {
  /** `null`: the point has no other kiosk, and nothing is said. */
  readonly others: OthersHeard | OthersDay | null
  /** Until when the day has come, UTC ms. */
  readonly asOf: number
  readonly zone: string
  readonly say: Say
}

/** Up to when the point's other kiosks were heard of, and what cannot be judged without them. */
export function OthersNote({ others, asOf, zone, say }: Props): ReactElement | null {
  if (others === null) return null
  const isSure = others.standing === 'heard' && !isUnsure(others)
  return (
    <p className={note.note} data-others={others.standing}>
      {!isSure && <Icon name="noData" className={classes.smallIcon} />}
      <span>
        {[
          ...(isUnsure(others) && others.standing === 'heard' ? [] : [othersWords(others, asOf, zone, say)]),
          ...(isUnsure(others) ? [say('others.unsure')] : []),
        ].join(' · ')}
      </span>
    </p>
  )
}

/** What is to be added to an answer that the other kiosks may yet change; `null`: nothing. */
export function othersDoubt(others: OthersDay | null, say: Say): string | null {
  if (others === null || (others.standing === 'heard' && !others.unsure)) return null
  return say(others.standing === 'heard' ? 'claim.others.unsure' : 'claim.others.unheard')
}

const isUnsure = (others: OthersHeard | OthersDay): boolean => 'unsure' in others && others.unsure

function othersWords({ standing, heardTo }: OthersHeard, asOf: number, zone: string, say: Say): string {
  const time = heardTo === null ? null : showMoment(heardTo, asOf, zone)
  if (time === null) return say('others.unheard')
  return say(standing === 'unheard' ? 'others.unheard.last' : `others.${standing}`, { time })
}
