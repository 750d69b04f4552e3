import { type ReactElement, useEffect, useMemo } from 'react'
import { answerView } from '../counter/answer-view.ts'
import type { CounterView } from '../counter/counter-view.ts'
import { playSound } from '../sound/play-sound.ts'
import type { Say } from '../text/kiosk-text.ts'
import classes from './answer-card.module.css'
import { Icon } from './icon.tsx'

interface Props {
  readonly shown: CounterView['card']
  readonly zone: string
  readonly say: Say
  /** Buttons for the intent stand below the card. */
  readonly withOffer: boolean
  readonly onDismiss: () => void
}

/** What the last scan became: colour, picture, word and sound say the same. Empty when nobody has scanned just now. */
export function AnswerCard({ shown, zone, say, withOffer, onDismiss }: Props): ReactElement {
  const view = useMemo(() => (shown === null ? null : answerView(shown.card, zone, say)), [shown, zone, say])
  const number = shown?.number ?? 0
  const sound = view?.sound ?? null

  useEffect(() => {
    if (number > 0 && sound !== null) playSound(sound)
  }, [number, sound])

  return (
    <section
      className={withOffer ? classes.placeWithOffer : classes.place}
      aria-live="assertive"
      aria-atomic="true"
    >
      {view !== null && (
        <div key={number} className={`${classes.card} ${classes[view.tone]}`} data-answer={view.tone}>
          <Icon name={view.icon} className={classes.icon} />
          <div className={classes.text}>
            <p className={classes.word}>{view.word}</p>
            {view.name !== null && <p className={classes.name}>{view.name}</p>}
            {view.title !== null && view.title !== '' && <p className={classes.title}>{view.title}</p>}
            {(view.time !== null || view.detail !== null) && (
              <p className={classes.detail}>
                {[view.time === null ? null : say('answer.at', { time: view.time }), view.detail]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </p>
            )}
            {view.fingerprint !== null && (
              <>
                <p className={classes.fingerprint}>{view.fingerprint}</p>
                <button type="button" className={classes.close} onClick={onDismiss}>
                  {say('enrol.close')}
                </button>
              </>
            )}
          </div>
        </div>
      )}
    </section>
  )
}
