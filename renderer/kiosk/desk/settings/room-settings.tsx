import { type ReactElement, type ReactNode, useState } from 'react'
import type { KioskSettings } from '../../../../core/kiosk/kiosk-settings-api.ts'
import { TouchKeyboard } from '../../keyboard/touch-keyboard.tsx'
import { Icon, type IconName } from '../../parts/icon.tsx'
import { playSound, setVolume } from '../../sound/play-sound.ts'
import { sayAloud } from '../../sound/say-aloud.ts'
import { LANGUAGES, type Say, switchLanguage } from '../../text/kiosk-text.ts'
import classes from '../desk.module.css'
import check from './check.module.css'
import { OnOff } from './on-off.tsx'

/** Longest name of a counter, characters. */
const LONGEST_COUNTER = 40
const THEMES = ['by-time', 'light', 'dark'] as const

interface Props {
  readonly settings: KioskSettings
  /** The reception point; the district decides it. */
  readonly point: string
  readonly say: Say
  readonly onChange: (part: Partial<KioskSettings>) => void
}

/** Volume, language, theme and brightness: how the kiosk fits its room. */
export function RoomSettings({ settings, point, say, onChange }: Props): ReactElement {
  const { volume, language, theme, brightness, night } = settings
  const [counter, setCounter] = useState<string | null>(null)
  return (
    <div className={classes.panel}>
      <Setting icon="leader" name={say('room.point')}>
        <span className={classes.stack}>
          <strong className={check.place} data-point>
            {point}
          </strong>
          <span className={classes.soft}>{say('room.point.fixed')}</span>
        </span>
      </Setting>
      <Setting icon="guest" name={say('room.counter')}>
        {counter === null ? (
          <button
            type="button"
            className={classes.plain}
            data-action="counter"
            onClick={() => setCounter(settings.counter)}
          >
            {settings.counter === '' ? say('room.counter.none') : settings.counter}
          </button>
        ) : (
          <>
            <p className={classes.field}>{counter === '' ? '\u00a0' : counter}</p>
            <button
              type="button"
              className={classes.primary}
              data-enter
              onClick={() => {
                onChange({ counter: counter.trim() })
                setCounter(null)
              }}
            >
              {say('desk.done')}
            </button>
          </>
        )}
      </Setting>
      {counter !== null && (
        <TouchKeyboard text={counter} onText={setCounter} most={LONGEST_COUNTER} say={say} />
      )}
      <Setting icon="volume" name={say('room.volume')}>
        <Stepper
          name={say('room.volume')}
          value={volume}
          least={0}
          say={say}
          onValue={(value) => {
            setVolume(value)
            playSound('recorded')
            onChange({ volume: value })
          }}
        />
      </Setting>
      <Setting icon="notice" name={say('room.spoken')}>
        <OnOff
          on={settings.spoken}
          say={say}
          onChange={(on) => {
            if (on) sayAloud('arrived', language)
            onChange({ spoken: on })
          }}
        />
      </Setting>
      <Setting icon="eye" name={say('room.discreet')}>
        <OnOff on={settings.discreet} say={say} onChange={(on) => onChange({ discreet: on })} />
        <span className={classes.soft}>{say('room.discreet.what')}</span>
      </Setting>
      <Setting icon="globe" name={say('language.title')}>
        {LANGUAGES.map((one) => (
          <button
            key={one}
            type="button"
            lang={one}
            className={one === language ? classes.primary : classes.plain}
            aria-pressed={one === language}
            onClick={() => {
              switchLanguage(one)
              onChange({ language: one })
            }}
          >
            {one === 'vi' ? 'Tiếng Việt' : 'English'}
          </button>
        ))}
      </Setting>
      <Setting icon="sun" name={say('room.theme')}>
        {THEMES.map((one) => (
          <button
            key={one}
            type="button"
            className={one === theme ? classes.primary : classes.plain}
            aria-pressed={one === theme}
            data-theme-choice={one}
            onClick={() => onChange({ theme: one })}
          >
            {say(`room.theme.${one}`)}
          </button>
        ))}
      </Setting>
      {(['day', 'night'] as const).map((time) => (
        <Setting key={time} icon={time === 'day' ? 'sun' : 'moon'} name={say(`room.brightness.${time}`)}>
          <Stepper
            name={say(`room.brightness.${time}`)}
            value={brightness[time]}
            least={20}
            say={say}
            onValue={(value) => onChange({ brightness: { ...brightness, [time]: value } })}
          />
        </Setting>
      ))}
      {(['from', 'to'] as const).map((side) => (
        <Setting key={side} icon="clock" name={say(`room.night.${side}`)}>
          <HalfHours
            name={say(`room.night.${side}`)}
            time={night[side]}
            say={say}
            onTime={(time) => onChange({ night: { ...night, [side]: time } })}
          />
        </Setting>
      ))}
    </div>
  )
}

function Setting(props: {
  readonly icon: IconName
  readonly name: string
  readonly children: ReactNode
}): ReactElement {
  return (
    <fieldset className={check.group} aria-label={props.name}>
      <span className={check.name}>
        <Icon name={props.icon} className={classes.smallIcon} />
        {props.name}
      </span>
      {props.children}
    </fieldset>
  )
}

interface StepperProps {
  readonly name: string
  readonly value: number
  readonly least: number
  readonly say: Say
  readonly onValue: (value: number) => void
}

/** A percentage in steps of ten. */
function Stepper({ name, value, least, say, onValue }: StepperProps): ReactElement {
  return (
    <>
      <button
        type="button"
        className={check.sign}
        aria-label={say('room.less', { name })}
        disabled={value <= least}
        onClick={() => onValue(Math.max(least, value - 10))}
      >
        −
      </button>
      <output className={check.value}>{value} %</output>
      <button
        type="button"
        className={check.sign}
        aria-label={say('room.more', { name })}
        disabled={value >= 100}
        onClick={() => onValue(Math.min(100, value + 10))}
      >
        +
      </button>
    </>
  )
}

/** Half an hour earlier or later on the clock's face. */
const halfHour = (time: string, by: 1 | -1): string => {
  const minutes = (Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + by * 30 + 1440) % 1440
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function HalfHours(props: {
  readonly name: string
  readonly time: string
  readonly say: Say
  readonly onTime: (time: string) => void
}): ReactElement {
  const { name, time, say, onTime } = props
  return (
    <>
      <button
        type="button"
        className={check.sign}
        aria-label={say('room.less', { name })}
        onClick={() => onTime(halfHour(time, -1))}
      >
        −
      </button>
      <output className={check.value}>{time}</output>
      <button
        type="button"
        className={check.sign}
        aria-label={say('room.more', { name })}
        onClick={() => onTime(halfHour(time, 1))}
      >
        +
      </button>
    </>
  )
}
