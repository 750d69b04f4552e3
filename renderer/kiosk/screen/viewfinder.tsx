import { type ReactElement, useEffect, useRef, useState } from 'react'
import { type CodePlace, cornersOnScreen, type Size } from '../camera/code-place.ts'
import { type CameraState, watchCamera } from '../camera/watch-camera.ts'
import type { WorkerDecoder } from '../camera/worker-decoder.ts'
import { Icon } from '../parts/icon.tsx'
import type { Say, TextKey } from '../text/kiosk-text.ts'
import { drawLockIn, LockFrame } from './lock-frame.tsx'
import classes from './viewfinder.module.css'

interface Props {
  readonly decoder: WorkerDecoder
  readonly camera: CameraState
  /** Id of the camera chosen in the settings. */
  readonly preferred: string | null
  /** Badges are read only once the kiosk is enrolled. */
  readonly enrolled: boolean
  /** A badge is awaited for something that was said before it. */
  readonly asked: boolean
  readonly onCode: (code: string) => void
  /** More than one badge has come into view. */
  readonly onSeveral: () => void
  readonly onState: (state: CameraState) => void
  readonly say: Say
}

/** Frames in which a shaking hand hides the code do not make the frame flicker. */
const LOCK_HOLDS_MS = 250

/** What to do now; what is wrong with the camera stands in a banner above. */
const HINTS = {
  ok: 'camera.hint',
  starting: 'camera.starting',
  none: 'camera.hint.scanner',
  denied: 'camera.hint.scanner',
  lost: 'camera.hint.scanner',
  black: 'camera.hint.scanner',
  frozen: 'camera.hint.scanner',
} as const satisfies Readonly<Record<CameraState, TextKey>>
/** The same while a kiosk is not enrolled: no badge is of any use yet. */
const ENROL_HINTS = {
  'camera.hint': 'camera.hint.enrol',
  'camera.hint.scanner': 'camera.hint.enrol.scanner',
  'camera.starting': 'camera.starting',
} as const

/** The camera's live picture, mirrored so that a hand moves the way its owner expects, with a frame to aim at. */
export function Viewfinder(props: Props): ReactElement {
  const { decoder, camera, preferred, enrolled, asked, onCode, onSeveral, onState, say } = props
  const [several, setSeveral] = useState(false)
  const [unread, setUnread] = useState(false)
  const warning = several ? 'camera.several' : unread && camera === 'ok' ? 'camera.unread' : null
  const hint = enrolled ? HINTS[camera] : ENROL_HINTS[HINTS[camera]]
  const place = useRef<HTMLDivElement>(null)
  const lock = useRef<SVGSVGElement>(null)

  useEffect(() => {
    if (place.current === null || lock.current === null) return
    const screen = place.current
    const draw = drawLockIn(lock.current)
    let lastMs = 0
    const onPlaces = ([first]: readonly CodePlace[], picture: Size): void => {
      const now = performance.now()
      if (first !== undefined) {
        lastMs = now
        const { clientWidth: width, clientHeight: height } = screen
        draw(cornersOnScreen(first, picture, { width, height }))
      } else if (now - lastMs > LOCK_HOLDS_MS) draw(null)
    }
    const onMany = (many: boolean): void => {
      setSeveral(many)
      if (many) onSeveral()
    }
    const listeners = { onCode, onState, onPlaces, onSeveral: onMany, onUnread: setUnread }
    const stop = watchCamera(screen, decoder, listeners, preferred)
    return () => {
      stop()
      draw(null)
    }
  }, [decoder, preferred, onCode, onSeveral, onState])

  const hasPicture = camera === 'ok' || camera === 'black' || camera === 'frozen'
  return (
    <section className={classes.viewfinder} data-camera={camera} aria-label={say('camera.preview')}>
      <div ref={place} className={hasPicture ? classes.picture : classes.noPicture} aria-hidden="true" />
      {camera === 'ok' ? (
        <div className={classes.aim} aria-hidden="true">
          <span />
          <span />
          <span />
          <span />
        </div>
      ) : (
        <div className={classes.trouble}>
          <Icon name={camera === 'starting' ? 'camera' : 'cameraOff'} className={classes.troubleIcon} />
        </div>
      )}
      <LockFrame place={lock} />
      <p
        className={asked || warning !== null ? classes.asked : classes.hint}
        data-several={several}
        data-unread={unread}
        role="status"
      >
        {warning !== null && <Icon name="warning" className={classes.severalIcon} />}
        {say(warning ?? hint)}
      </p>
    </section>
  )
}
