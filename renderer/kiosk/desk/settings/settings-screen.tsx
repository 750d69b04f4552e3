import { type ReactElement, useCallback, useEffect, useState } from 'react'
import type { KioskSettings, SettingsShown } from '../../../../core/kiosk-settings-api.ts'
import { PinPad } from '../../keyboard/pin-pad.tsx'
import { Icon, type IconName } from '../../screen/icon.tsx'
import { ChoosePin } from '../choose-pin.tsx'
import classes from '../desk.module.css'
import { DeskFrame } from '../desk-frame.tsx'
import type { DeskTools } from '../desk-tools.ts'
import type { OpenedVisit } from '../leader-door.tsx'
import type { Trouble } from '../trouble.ts'
import { TroubleNote } from '../trouble-note.tsx'
import { CameraCheck } from './camera-check.tsx'
import { KioskHealth } from './kiosk-health.tsx'
import { PinByCode } from './pin-by-code.tsx'
import { RoomSettings } from './room-settings.tsx'
import { ScannerCheck } from './scanner-check.tsx'

interface Props {
  readonly tools: DeskTools
  readonly onClose: () => void
}

/** Behind the administrator's PIN; right after enrolment that PIN is chosen here. */
export function SettingsScreen({ tools, onClose }: Props): ReactElement {
  const { api, counter, kiosk, say } = tools
  const [visit, setVisit] = useState<OpenedVisit | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [asking, setAsking] = useState(false)
  const [chosen, setChosen] = useState(false)
  const [byCode, setByCode] = useState(false)
  const onPauseOver = useCallback(() => setTrouble(null), [])

  const close = useCallback((): void => {
    if (visit !== null) api.closeVisit({ visit: visit.visit }).catch(() => {})
    onClose()
  }, [api, visit, onClose])

  const knock = async (pin: string): Promise<void> => {
    setAsking(true)
    const answer = await api
      .openVisit({ for: 'administrator', pin })
      .catch(() => ({ kind: 'failed' as const }))
    setAsking(false)
    if (answer.kind === 'opened') return setVisit(answer)
    setTrouble(answer)
  }

  if (visit !== null) return <Inside tools={tools} visit={visit} onClose={close} />
  if (byCode) {
    return (
      <DeskFrame
        name="settings-pin-by-code"
        icon="shield"
        title={say('settings.pin.byCode.title')}
        onBack={() => setByCode(false)}
        onClose={close}
        closesAfterSeconds={180}
        say={say}
      >
        <PinByCode
          tools={tools}
          onSet={() => {
            setChosen(true)
            setByCode(false)
            counter.refresh()
          }}
        />
      </DeskFrame>
    )
  }
  const missing = kiosk.administratorPin === 'missing' && !chosen
  const choosing = kiosk.administratorPin === 'to-be-chosen' && !chosen
  return (
    <DeskFrame
      name="settings-door"
      icon="settings"
      title={say(choosing ? 'settings.pin.title' : 'settings.title')}
      onClose={close}
      closesAfterSeconds={choosing ? 120 : 45}
      say={say}
    >
      {choosing ? (
        <>
          <p className={classes.lead}>{say('settings.pin.why')}</p>
          <ChoosePin
            label={say('settings.pin.choose')}
            say={say}
            set={async (pin) => {
              const answer = await api.setAdministratorPin({ pin })
              if (answer.kind !== 'set') return answer
              setChosen(true)
              return null
            }}
          />
        </>
      ) : (
        <div className={classes.centre}>
          {chosen && (
            <p className={classes.good} role="status">
              <Icon name="check" className={classes.smallIcon} />
              {say('pin.set')}
            </p>
          )}
          {missing ? (
            <p className={classes.lead}>{say('settings.pin.missing')}</p>
          ) : (
            <>
              <TroubleNote trouble={trouble} say={say} onPauseOver={onPauseOver} />
              <PinPad
                label={say('settings.pin')}
                disabled={asking || trouble?.kind === 'pin-locked'}
                onPin={(pin) => void knock(pin)}
                say={say}
              />
            </>
          )}
          <button
            type="button"
            className={missing ? classes.primary : classes.plain}
            data-action="pin-by-code"
            onClick={() => setByCode(true)}
          >
            <Icon name="shield" className={classes.smallIcon} />
            {say(missing ? 'settings.pin.byCode.first' : 'settings.pin.byCode')}
          </button>
        </div>
      )}
    </DeskFrame>
  )
}

const PAGES = ['camera', 'scanner', 'room', 'health'] as const
type Page = (typeof PAGES)[number]
const ICONS: Readonly<Record<Page, IconName>> = {
  camera: 'camera',
  scanner: 'idCard',
  room: 'sun',
  health: 'disk',
}
/** A touch tells the service that somebody is still there, but not oftener than this. */
const TELL_EVERY_MS = 10_000

function Inside({ tools, visit, onClose }: Props & { readonly visit: OpenedVisit }): ReactElement {
  const { api, counter, say } = tools
  const [page, setPage] = useState<Page>('camera')
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
    window.addEventListener('pointerdown', onTouch, { passive: true })
    return () => window.removeEventListener('pointerdown', onTouch)
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
