import { type ReactElement, useCallback, useState } from 'react'
import { PinPad } from '../../keyboard/pin-pad.tsx'
import { Icon } from '../../parts/icon.tsx'
import { ChoosePin } from '../choose-pin.tsx'
import classes from '../desk.module.css'
import { DeskFrame } from '../desk-frame.tsx'
import type { DeskTools } from '../desk-tools.ts'
import type { OpenedVisit } from '../leader-door.tsx'
import type { Trouble } from '../trouble.ts'
import { TroubleNote } from '../trouble-note.tsx'
import { PinByCode } from './pin-by-code.tsx'
import { SettingsPages } from './settings-pages.tsx'

interface Props {
  readonly tools: DeskTools
  readonly onClose: () => void
}

/** Behind the administrator's PIN; right after enrolment that PIN is chosen here, and the leaders' first ones next. */
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

  if (visit !== null) return <SettingsPages tools={tools} visit={visit} first={chosen} onClose={close} />
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
  const unreadable = kiosk.administratorPin === 'unreadable'
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
            rank="administrator"
            say={say}
            set={async (pin) => {
              const answer = await api.setAdministratorPin({ pin })
              if (answer.kind !== 'set') return answer
              setChosen(true)
              // Whoever has just chosen it need not type it a third time: the leaders' PINs come next.
              await knock(pin)
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
          {missing || unreadable ? (
            <p className={classes.lead}>
              {say(unreadable ? 'settings.pin.unreadable' : 'settings.pin.missing')}
            </p>
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
          {!unreadable && (
            <button
              type="button"
              className={missing ? classes.primary : classes.plain}
              data-action="pin-by-code"
              onClick={() => setByCode(true)}
            >
              <Icon name="shield" className={classes.smallIcon} />
              {say(missing ? 'settings.pin.byCode.first' : 'settings.pin.byCode')}
            </button>
          )}
        </div>
      )}
    </DeskFrame>
  )
}
