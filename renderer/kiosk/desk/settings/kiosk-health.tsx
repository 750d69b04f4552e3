import { type ReactElement, useEffect, useState } from 'react'
import type { LogHealth, SettingsShown } from '../../../../core/kiosk/kiosk-settings-api.ts'
import { Icon } from '../../parts/icon.tsx'
import { syncWords } from '../../parts/sync-words.ts'
import { showMoment } from '../../text/show-time.ts'
import classes from '../desk.module.css'
import type { DeskTools } from '../desk-tools.ts'
import type { Trouble } from '../trouble.ts'
import { TroubleNote } from '../trouble-note.tsx'
import { ByHand } from './by-hand.tsx'
import check from './check.module.css'

interface Props {
  readonly tools: DeskTools
  readonly visit: string
  readonly shown: SettingsShown
  readonly onEnded: () => void
}

/** The log's health, the line to the district, who this kiosk is, and the way out of the program. */
export function KioskHealth({ tools, visit, shown, onEnded }: Props): ReactElement {
  const { api, kiosk, say } = tools
  const [health, setHealth] = useState<LogHealth | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [sent, setSent] = useState(false)
  const [leaving, setLeaving] = useState(false)

  useEffect(() => {
    let gone = false
    api
      .logHealth({ visit })
      .catch(() => ({ kind: 'failed' as const }))
      .then((answer) => {
        if (gone) return
        if (answer.kind === 'visit-ended') return onEnded()
        if (answer.kind === 'health') return setHealth(answer)
        setTrouble(answer)
      })
    return () => {
      gone = true
    }
  }, [api, visit, onEnded])

  const quit = async (): Promise<void> => {
    const answer = await api.quit({ visit }).catch(() => ({ kind: 'failed' as const }))
    if (answer.kind === 'visit-ended') return onEnded()
    if (answer.kind !== 'quitting') setTrouble(answer)
  }

  const facts: readonly (readonly [name: string, value: string])[] = [
    ...(health === null ? [] : healthFacts(health, tools)),
    [say('health.district'), shown.districtAddress],
    [say('health.fingerprint'), shown.fingerprint],
    [say('health.key'), say(`health.key.${shown.keyProtection}`)],
    [say('health.app'), kiosk.app],
  ]
  return (
    <>
      <TroubleNote trouble={trouble} say={say} />
      <section className={classes.panel}>
        {health === null && trouble === null && <p className={classes.soft}>{say('health.checking')}</p>}
        {health !== null && (
          <p
            className={health.links.kind === 'whole' ? check.fine : check.look}
            data-links={health.links.kind}
          >
            <Icon name={health.links.kind === 'whole' ? 'check' : 'warning'} className={classes.smallIcon} />
            {health.links.kind === 'whole'
              ? say('health.whole', { count: new Intl.NumberFormat(tools.language).format(health.events) })
              : say('health.broken', { seq: health.links.seq })}
          </p>
        )}
        <dl className={check.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className={classes.panel}>
        <div className={classes.row}>
          <p className={check.name}>
            <Icon name={kiosk.sync.kind === 'online' ? 'online' : 'offline'} className={classes.smallIcon} />
            {syncWords(kiosk, say)}
          </p>
          <button
            type="button"
            className={classes.plain}
            data-action="sync"
            onClick={() => {
              setSent(true)
              api.syncNow({}).catch(() => {})
            }}
          >
            <Icon name="upload" className={classes.smallIcon} />
            {say(sent ? 'health.sync.sent' : 'health.sync')}
          </button>
        </div>
      </section>
      <ByHand tools={tools} visit={visit} onEnded={onEnded} />
      <div className={classes.foot}>
        {leaving ? (
          <>
            <p className={classes.step}>{say('quit.sure')}</p>
            <button type="button" className={classes.plain} onClick={() => setLeaving(false)}>
              {say('desk.cancel')}
            </button>
            <button type="button" className={classes.danger} data-action="quit" onClick={() => void quit()}>
              <Icon name="power" className={classes.smallIcon} />
              {say('quit.yes')}
            </button>
          </>
        ) : (
          <button
            type="button"
            className={classes.plain}
            data-action="leave"
            onClick={() => setLeaving(true)}
          >
            <Icon name="power" className={classes.smallIcon} />
            {say('quit.open')}
          </button>
        )}
      </div>
    </>
  )
}

function healthFacts(
  health: LogHealth,
  { kiosk, say, language }: DeskTools,
): readonly (readonly [name: string, value: string])[] {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const { clock } = health
  return [
    [say('health.waiting'), number.format(health.waiting)],
    [
      say('health.backup'),
      health.lastBackupAt === null
        ? say('health.backup.none')
        : showMoment(health.lastBackupAt, kiosk.now, kiosk.zone),
    ],
    [
      say('health.disk'),
      health.diskFree === null ? say('health.unknown') : `${number.format(health.diskFree / 1024 ** 3)} GB`,
    ],
    [
      say('health.clock'),
      clock.checked
        ? say('health.clock.off', { seconds: number.format(clock.offsetMs / 1000) })
        : say('health.clock.unchecked'),
    ],
  ]
}
