import { type ReactElement, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { KioskApi } from '../../../core/kiosk/kiosk-api.ts'
import type { WorkerDecoder } from '../camera/worker-decoder.ts'
import type { Counter } from '../counter/counter.ts'
import type { DeskTools } from '../desk/desk-tools.ts'
import { NormsBoard } from '../idle/norms-board.tsx'
import type { DeskName } from '../parts/desk-name.ts'
import { Icon } from '../parts/icon.tsx'
import { useText } from '../text/use-text.ts'
import { ActionRow } from './action-row.tsx'
import { AnswerCard } from './answer/answer-card.tsx'
import { IntentButtons } from './answer/intent-buttons.tsx'
import { DeskOver } from './desk-over.tsx'
import { Banners } from './head/banners.tsx'
import { Clock } from './head/clock.tsx'
import { HeadButtons } from './head/head-buttons.tsx'
import { LeaderOnDuty } from './head/leader-on-duty.tsx'
import { Sessions } from './head/sessions.tsx'
import { PreparedStrip } from './prepared-strip.tsx'
import classes from './scan-screen.module.css'
import { SyncLine } from './sync-line.tsx'
import { useIsIdle } from './use-is-idle.ts'
import { useRoom } from './use-room.ts'
import { Viewfinder } from './viewfinder.tsx'

/** Zone of the clock until the service has said which one applies. */
const FIRST_ZONE = 'Asia/Ho_Chi_Minh'

/** What a revoked kiosk closes at once and opens no more. */
const NAMES_PEOPLE: readonly DeskName['kind'][] = ['forgotten', 'leader']

interface Props {
  readonly counter: Counter
  readonly api: KioskApi
  readonly newId: () => string
  readonly decoder: WorkerDecoder
}

/** The one screen of the counter: hold up a badge, see what it became. Other screens lie over it; the camera reads on. */
export function ScanScreen({ counter, api, newId, decoder }: Props): ReactElement {
  const view = useSyncExternalStore(counter.subscribe, counter.view)
  const { language, say } = useText()
  const { kiosk, kioskAtMs, card, offer, prepared } = view
  const zone = kiosk?.zone ?? FIRST_ZONE
  const [desk, setDesk] = useState<DeskName | null>(null)
  const darkened = useRoom(kiosk)
  const idle =
    useIsIdle(view.busyAtMs) && desk === null && prepared === null && card === null && offer === null

  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  useEffect(() => {
    window.addEventListener('pointerdown', counter.touch, { passive: true })
    return () => window.removeEventListener('pointerdown', counter.touch)
  }, [counter])
  const toBeChosen = kiosk?.administratorPin === 'to-be-chosen' && card === null
  useEffect(() => {
    if (toBeChosen) setDesk((open) => open ?? { kind: 'settings' })
  }, [toBeChosen])

  const revoked = kiosk?.revoked === true
  useEffect(() => {
    if (!revoked) return
    counter.dismiss()
    setDesk((open) => (open !== null && NAMES_PEOPLE.includes(open.kind) ? null : open))
  }, [revoked, counter])

  const onCode = useCallback((code: string) => counter.scan(code, 'camera'), [counter])
  const close = useCallback((): void => {
    counter.touch()
    setDesk(null)
  }, [counter])
  const tools = useMemo<DeskTools | null>(
    () =>
      kiosk === null
        ? null
        : {
            api,
            counter,
            newId,
            kiosk,
            now: () => kiosk.now + performance.now() - kioskAtMs,
            language,
            say,
          },
    [api, counter, newId, kiosk, kioskAtMs, language, say],
  )

  const over = desk !== null
  const point = kiosk?.enrolled?.point ?? say('point.none')

  return (
    <>
      <div className={classes.screen} data-idle={idle}>
        <header className={classes.head} inert={over}>
          <div className={classes.place}>
            <p className={classes.brand}>{say('app.title')}</p>
            <h1 className={classes.point} data-long={point.length > LONG_NAME}>
              {lastWordsTogether(point)}
            </h1>
            {kiosk?.enrolled && <p className={classes.organisation}>{kiosk.enrolled.organisation}</p>}
          </div>
          <HeadButtons
            enrolled={kiosk === null || kiosk.enrolled !== null}
            named={!revoked}
            onOpen={setDesk}
            say={say}
          />
        </header>
        <Banners view={view} say={say} />
        <div className={classes.stage}>
          <main className={idle ? classes.idle : classes.main} inert={over}>
            {idle && (
              <NormsBoard
                norms={kiosk?.norms ?? []}
                notices={kiosk?.notices ?? []}
                language={language}
                say={say}
              />
            )}
            <Viewfinder
              decoder={decoder}
              camera={view.camera}
              preferred={kiosk?.settings.camera ?? null}
              enrolled={kiosk === null || kiosk.enrolled !== null}
              asked={prepared !== null}
              onCode={onCode}
              onSeveral={counter.severalBadges}
              onState={counter.cameraIs}
              say={say}
            />
            <div className={classes.side}>
              <Clock kiosk={kiosk} kioskAtMs={kioskAtMs} zone={zone} language={language} small={idle} />
              <Sessions kiosk={kiosk} kioskAtMs={kioskAtMs} zone={zone} say={say} />
              {idle && <LeaderOnDuty name={kiosk?.leaderOnDuty ?? null} say={say} />}
              {idle && kiosk?.enrolled != null && (
                <p className={classes.touch}>
                  <Icon name="badgeOff" className={classes.touchIcon} />
                  {say('idle.hint')}
                </p>
              )}
            </div>
          </main>
          {kiosk?.enrolled != null && !idle && (
            <div inert={over}>
              {prepared === null ? (
                <ActionRow counter={counter} named={!revoked} onOpen={setDesk} say={say} />
              ) : (
                <PreparedStrip
                  prepared={prepared}
                  zone={zone}
                  say={say}
                  onCancel={() => counter.prepare(null)}
                />
              )}
            </div>
          )}
          <div className={over ? classes.answerOver : classes.answer}>
            <AnswerCard
              shown={card}
              zone={zone}
              spoken={kiosk?.settings.spoken ? language : null}
              discreet={kiosk?.settings.discreet ?? false}
              say={say}
              withOffer={offer !== null}
              onDismiss={counter.dismiss}
            />
            {offer !== null && <IntentButtons offer={offer} zone={zone} say={say} onSay={counter.say} />}
          </div>
        </div>
        <SyncLine kiosk={kiosk} say={say} inert={over} onPrivacy={() => setDesk({ kind: 'privacy' })} />
      </div>
      {desk !== null && tools !== null && <DeskOver desk={desk} tools={tools} onClose={close} />}
      {darkened > 0 && <Shade amount={darkened} />}
    </>
  )
}

/** Letters of a name that stand in one line in its large size. */
const LONG_NAME = 40

/** A ward’s name is not broken in two: "An Lạc" stands on one line. */
const lastWordsTogether = (name: string): string => name.replace(/ (?=\S*$)/, '\u00a0')

/** Darkens a screen that is too bright for its room; nothing can be touched through it less well. */
function Shade({ amount }: { amount: number }): ReactElement {
  const set = useCallback(
    (place: HTMLDivElement | null) => place?.style.setProperty('opacity', String(amount)),
    [amount],
  )
  return <div ref={set} className={classes.shade} aria-hidden="true" data-shade={amount} />
}
