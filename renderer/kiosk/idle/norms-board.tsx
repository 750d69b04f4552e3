import { type ReactElement, useEffect, useState } from 'react'
import serviceNorms from '../../../assets/service-norms.json' with { type: 'json' }
import type { Language, Say } from '../text/kiosk-text.ts'
import classes from './norms-board.module.css'
import { PRIVACY_POINTS } from './privacy-points.ts'

/** Time to read one sentence from two metres, twice. */
const PAGE_MS = 8_000

interface Props {
  /** The district's own wording; empty where it has none. */
  readonly norms: readonly string[]
  readonly language: Language
  readonly say: Say
}

/** What the counter says to citizens while nobody scans: the service norms in turn, then what is recorded about staff. */
export function NormsBoard({ norms, language, say }: Props): ReactElement {
  const shown = norms.length > 0 ? norms : serviceNorms[language]
  const [page, setPage] = useState(0)
  const pages = shown.length + 1
  useEffect(() => {
    const timer = setInterval(() => setPage((before) => (before + 1) % pages), PAGE_MS)
    return () => clearInterval(timer)
  }, [pages])

  const norm = shown[page]
  return (
    <section className={classes.board} data-board={norm === undefined ? 'privacy' : `norm-${page + 1}`}>
      {norm === undefined ? (
        <div key="privacy" className={classes.privacy}>
          <h2 className={classes.heading}>{say('privacy.title')}</h2>
          <dl className={classes.points}>
            {PRIVACY_POINTS.map(({ question, answer }) => (
              <div key={question}>
                <dt>{say(question)}</dt>
                <dd>{say(answer)}</dd>
              </div>
            ))}
          </dl>
        </div>
      ) : (
        <div key={page} className={classes.norm}>
          <h2 className={classes.heading}>{say(norms.length > 0 ? 'norms.own' : 'norms.title')}</h2>
          <p className={classes.number} aria-hidden="true">
            {page + 1}
          </p>
          <p className={classes.sentence}>{norm}</p>
        </div>
      )}
      <p className={classes.places} aria-hidden="true">
        {[...shown, 'privacy'].map((name, place) => (
          <span key={name} className={place === page ? classes.here : classes.place} />
        ))}
      </p>
    </section>
  )
}
