import { type ReactElement, useEffect, useState } from 'react'
import serviceNorms from '../../../assets/service-norms.json' with { type: 'json' }
import { assertNever } from '../../../core/assert-never.ts'
import type { KioskState } from '../../../core/kiosk/kiosk-api.ts'
import { noticeSize } from '../../ui/notice-size.ts'
import { Icon } from '../parts/icon.tsx'
import type { Language, Say } from '../text/kiosk-text.ts'
import { type BoardPage, boardPages } from './board-pages.ts'
import classes from './norms-board.module.css'
import { PRIVACY_POINTS } from './privacy-points.ts'

/** Time to read one sentence from two metres, twice; a notice is longer and nobody knows it by heart. */
const PAGE_MS = { norm: 8_000, privacy: 8_000, notice: 12_000 } as const

const NOTICE_CLASSES = { short: 'noticeShort', middle: 'noticeText', long: 'noticeLong' } as const

interface Props {
  /** The district's own wording; empty where it has none. */
  readonly norms: readonly string[]
  readonly notices: KioskState['notices']
  readonly language: Language
  readonly say: Say
}

/**
 * What the counter says to citizens while nobody scans: the district's notices and the service norms in turn, then
 * what is recorded about staff.
 */
export function NormsBoard({ norms, notices, language, say }: Props): ReactElement {
  const pages = boardPages(norms.length > 0 ? norms : serviceNorms[language], notices)
  const [turned, setTurned] = useState(0)
  const place = turned % pages.length
  const page = pages[place] ?? ({ kind: 'privacy', id: 'privacy' } as const)
  const forMs = PAGE_MS[page.kind]
  useEffect(() => {
    const timer = setTimeout(() => setTurned(place + 1), forMs)
    return () => clearTimeout(timer)
  }, [place, forMs])

  return (
    <section className={classes.board} data-board={page.id}>
      <Page key={place} page={page} own={norms.length > 0} say={say} />
      <p className={classes.places} aria-hidden="true">
        {pages.map(({ id }, each) => (
          <span key={id} className={each === place ? classes.here : classes.place} />
        ))}
      </p>
    </section>
  )
}

function Page({ page, own, say }: { page: BoardPage; own: boolean; say: Say }): ReactElement {
  switch (page.kind) {
    case 'notice':
      return (
        <div className={classes.notice}>
          <h2 className={classes.noticeHeading}>
            <Icon name="notice" className={classes.icon} />
            {say('notice.title')}
          </h2>
          <p className={classes[NOTICE_CLASSES[noticeSize(page.text)]]}>{page.text}</p>
        </div>
      )
    case 'norm':
      return (
        <div className={classes.norm}>
          <h2 className={classes.heading}>{say(own ? 'norms.own' : 'norms.title')}</h2>
          <p className={classes.number} aria-hidden="true">
            {page.number}
          </p>
          <p className={classes.sentence}>{page.text}</p>
        </div>
      )
    case 'privacy':
      return (
        <div className={classes.privacy}>
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
      )
    default:
      return assertNever(page)
  }
}
