import type { ReactElement } from 'react'
import { PRIVACY_POINTS } from '../idle/privacy-points.ts'
import type { Say } from '../text/kiosk-text.ts'
import classes from './desk.module.css'
import { DeskFrame } from './desk-frame.tsx'
import privacy from './privacy-screen.module.css'

/** The notice to the people whose attendance is recorded. */
export function PrivacyScreen({ say, onClose }: { say: Say; onClose: () => void }): ReactElement {
  return (
    <DeskFrame
      name="privacy"
      icon="shield"
      title={say('privacy.title')}
      onClose={onClose}
      closesAfterSeconds={60}
      say={say}
    >
      <dl className={`${classes.panel} ${privacy.points}`}>
        {PRIVACY_POINTS.map(({ question, answer }) => (
          <div key={question}>
            <dt>{say(question)}</dt>
            <dd>{say(answer)}</dd>
          </div>
        ))}
      </dl>
    </DeskFrame>
  )
}
