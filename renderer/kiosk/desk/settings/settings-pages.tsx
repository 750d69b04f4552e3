import { type ReactElement, useCallback, useEffect, useState } from 'react'
import type { KioskSettings, SettingsShown } from '../../../../core/kiosk/kiosk-settings-api.ts'
import { HAND_AT_KEYS } from '../../keyboard/typing.ts'
import { Icon, type IconName } from '../../parts/icon.tsx'
import classes from '../desk.module.css'
import { DeskFrame } from '../desk-frame.tsx'
import type { DeskTools } from '../desk-tools.ts'
import type { OpenedVisit } from '../leader-door.tsx'
import type { Trouble } from '../trouble.ts'
import { TroubleNote } from '../trouble-note.tsx'
import { CameraCheck } from './camera-check.tsx'
import { KioskHealth } from './kiosk-health.tsx'
import { LeaderPins } from './leader-pins.tsx'
import { RoomSettings } from './room-settings.tsx'
import { ScannerCheck } from './scanner-check.tsx'

interface Props {
  readonly tools: DeskTools
  readonly visit: OpenedVisit
  /** The kiosk was just enrolled: begins with what comes next. */
  readonly first: boolean
  readonly onClose: () => void
}

const PAGES = ['camera', 'scanner', 'pins', 'room', 'health'] as const
type Page = (typeof PAGES)[number]
const ICONS: Readonly<Record<Page, IconName>> = {
  camera: 'camera',
  scanner: 'idCard',
  pins: 'shield',
  room: 'sun',
  health: 'disk',
}
/** A touch tells the service that somebody is still there, but not oftener than this. */
const TELL_EVERY_MS = 10_000

/** Everything behind the administrator's PIN. */
export function SettingsPages({ tools, visit, first, onClose }: Props): ReactElement {
  const { api, counter, say } = tools
  const [page, setPage] = useState<Page>(first ? 'pins' : 'camera')
  const [shown, setShown] = useState<SettingsShown | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)

  const ask = useCallback(async (): Promise<void> => {
    const answer = await api.settings({ visit: visit.visit }).catch(() => ({ kind: 'failed' as const }))
    if (answer.kind === 'visit-ended') return onClose()
    if (answer.kind !== 'settings') return setTrouble(answer)
    setShown(answer)
  }, [api, visit.visit, onClose])

  useEffect(() => {
    void ask()
    let toldMs = performance.now()
    const onTouch = (): void => {
      if (performance.now() - toldMs < TELL_EVERY_MS) return
      toldMs = performance.now()
      void ask()
    }
    const kinds = ['pointerdown', HAND_AT_KEYS]
    for (const kind of kinds) window.addEventListener(kind, onTouch, { passive: true })
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, onTouch)
    }
  }, [ask])

  const change = async (part: Partial<KioskSettings>): Promise<void> => {
    setTrouble(null)
    const answer = await api
      .changeSettings({ visit: visit.visit, change: part })
      .catch(() => ({ kind: 'failed' as const }))
    if (answer.kind === 'visit-ended') return onClose()
    if (answer.kind !== 'changed') return setTrouble(answer)
    setShown((before) => (before === null ? null : { ...before, settings: answer.settings }))
    counter.refresh()
  }

  const body = (settings: SettingsShown): ReactElement => {
    switch (page) {
      case 'camera':
        return (
          <CameraCheck
            tools={tools}
            chosen={settings.settings.camera}
            onChosen={(camera) => void change({ camera })}
          />
        )
      case 'scanner':
        return (
          <ScannerCheck
            tools={tools}
            keyboards={settings.keyboards}
            chosen={settings.settings.scanner}
            onChosen={(scanner) => void change({ scanner })}
          />
        )
      case 'pins':
        return <LeaderPins tools={tools} visit={visit.visit} first={first} onEnded={onClose} />
      case 'room':
        return (
          <RoomSettings
            settings={settings.settings}
            point={settings.point}
            say={say}
            onChange={(part) => void change(part)}
          />
        )
      case 'health':
        return <KioskHealth tools={tools} visit={visit.visit} shown={settings} onEnded={onClose} />
    }
  }

  return (
    <DeskFrame
      name="settings"
      icon="settings"
      title={say('settings.title')}
      note={shown === null ? null : `${shown.kiosk} · ${shown.point}`}
      onClose={onClose}
      closesAfterSeconds={visit.idleMs / 1000}
      say={say}
    >
      <nav className={classes.row} aria-label={say('settings.pages')}>
        {PAGES.map((one) => (
          <button
            key={one}
            type="button"
            className={one === page ? classes.primary : classes.plain}
            aria-current={one === page ? 'page' : undefined}
            data-page={one}
            onClick={() => setPage(one)}
          >
            <Icon name={ICONS[one]} className={classes.smallIcon} />
            {say(`settings.${one}`)}
          </button>
        ))}
      </nav>
      <TroubleNote trouble={trouble} say={say} />
      {shown === null ? <p className={classes.lead}>{say('desk.loading')}</p> : body(shown)}
    </DeskFrame>
  )
}
