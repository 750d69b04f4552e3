import { type ReactElement, useCallback, useEffect, useSyncExternalStore } from 'react'
import type { WorkerDecoder } from '../camera/worker-decoder.ts'
import type { Counter } from '../counter/counter.ts'
import { useText } from '../text/use-text.ts'
import { AnswerCard } from './answer-card.tsx'
import { Banners } from './banners.tsx'
import { Clock } from './clock.tsx'
import { IntentButtons } from './intent-buttons.tsx'
import { LanguageButtons } from './language-buttons.tsx'
import classes from './scan-screen.module.css'
import { Sessions } from './sessions.tsx'
import { SyncLine } from './sync-line.tsx'
import { Viewfinder } from './viewfinder.tsx'

/** Zone of the clock until the service has said which one applies. */
const FIRST_ZONE = 'Asia/Ho_Chi_Minh'

/** The one screen of the counter: hold up a badge, see what it became. */
export function ScanScreen({ counter, decoder }: { counter: Counter; decoder: WorkerDecoder }): ReactElement {
  const view = useSyncExternalStore(counter.subscribe, counter.view)
  const { language, say } = useText()
  const { kiosk } = view
  const zone = kiosk?.zone ?? FIRST_ZONE

  useEffect(() => {
    document.documentElement.lang = language
  }, [language])

  const onCode = useCallback((code: string) => counter.scan(code, 'camera'), [counter])

  return (
    <div className={classes.screen}>
      <header className={classes.head}>
        <div>
          <p className={classes.brand}>{say('app.title')}</p>
          <h1 className={classes.point}>{kiosk?.enrolled?.point ?? say('point.none')}</h1>
          {kiosk?.enrolled && <p className={classes.organisation}>{kiosk.enrolled.organisation}</p>}
        </div>
        <LanguageButtons />
      </header>
      <Banners view={view} say={say} />
      <main className={classes.main}>
        <Viewfinder
          decoder={decoder}
          camera={view.camera}
          onCode={onCode}
          onState={counter.cameraIs}
          say={say}
        />
        <div className={classes.side}>
          <Clock kiosk={kiosk} kioskAtMs={view.kioskAtMs} zone={zone} language={language} />
          <Sessions kiosk={kiosk} kioskAtMs={view.kioskAtMs} zone={zone} say={say} />
        </div>
        <AnswerCard
          shown={view.card}
          zone={zone}
          say={say}
          withOffer={view.offer !== null}
          onDismiss={counter.dismiss}
        />
        {view.offer !== null && (
          <IntentButtons offer={view.offer} zone={zone} say={say} onSay={counter.say} />
        )}
      </main>
      <SyncLine kiosk={kiosk} say={say} />
    </div>
  )
}
