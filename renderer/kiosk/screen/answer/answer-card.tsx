import { type ReactElement, useEffect, useMemo, useRef } from 'react'
import { answerView } from '../../counter/answer-view.ts'
import type { CounterView } from '../../counter/counter-view.ts'
import { Icon } from '../../parts/icon.tsx'
import { playSound } from '../../sound/play-sound.ts'
import { sayAloud } from '../../sound/say-aloud.ts'
import type { Language, Say } from '../../text/kiosk-text.ts'
import classes from './answer-card.module.css'
import { spokenOf } from './spoken-of.ts'

interface Props {
  readonly shown: CounterView['card']
  readonly zone: string
  /** The language in which results are said aloud; `null`: they are not. */
  readonly spoken: Language | null
  /** Late and early stand in small letters, and are not said. */
  readonly discreet: boolean
  readonly say: Say
  /** Buttons for the intent stand below the card. */
  readonly withOffer: boolean
  readonly onDismiss: () => void
}

const lengthOf = (text: string): 'usual' | 'long' | 'endless' =>
  text.length <= 45 ? 'usual' : text.length <= 100 ? 'long' : 'endless'

/** What the last scan became: colour, picture, word and sound say the same. Empty when nobody has scanned just now. */
export function AnswerCard(props: Props): ReactElement {
  const { shown, zone, spoken, discreet, say, withOffer, onDismiss } = props
  const view = useMemo(
    () => (shown === null ? null : answerView(shown.card, zone, say, discreet)),
    [shown, zone, say, discreet],
  )
  const number = shown?.number ?? 0
  const sound = view?.sound ?? null

  useEffect(() => {
    if (number > 0 && sound !== null) playSound(sound)
  }, [number, sound])

  // Said once when the card comes; switching the language or the voice meanwhile says nothing again.
  const aloud = useRef(spoken)
  aloud.current = spoken
  const said = shown === null ? null : spokenOf(shown.card, discreet)
  useEffect(() => {
    if (number > 0 && said !== null && aloud.current !== null) sayAloud(said, aloud.current, sound)
  }, [number, said, sound])

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
            {view.name !== null && (
              <p className={classes.name} data-length={lengthOf(view.name)}>
                {view.name}
              </p>
            )}
            {view.title !== null && view.title !== '' && (
              <p className={classes.title} data-length={lengthOf(view.title)}>
                {view.title}
              </p>
            )}
            {(view.time !== null || view.detail !== null) && (
              <p className={view.detailIcon === null ? classes.detail : classes.small}>
                {view.detailIcon !== null && <Icon name={view.detailIcon} className={classes.smallIcon} />}
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
