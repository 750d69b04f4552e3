import { type ReactElement, useEffect, useRef, useState } from 'react'
import { isBadgeCode } from '../../../../core/badge/badge-code.ts'
import { counterStream } from '../../camera/counter-stream.ts'
import { listCameras } from '../../camera/open-camera.ts'
import { Icon } from '../../parts/icon.tsx'
import classes from '../desk.module.css'
import type { DeskTools } from '../desk-tools.ts'
import check from './check.module.css'
import { type PictureQuality, pictureQuality } from './picture-quality.ts'

const LOOK_EVERY_MS = 400
/** The middle of the frame, unscaled: scaling would hide that the lens is out of focus. */
const WIDTH = 320
const HEIGHT = 240

interface Props {
  readonly tools: DeskTools
  readonly chosen: string | null
  readonly onChosen: (camera: string | null) => void
}

/** Chooses the camera, judges its light and focus, and reads a test badge without recording it. */
export function CameraCheck({ tools: { counter, say }, chosen, onChosen }: Props): ReactElement {
  const [cameras, setCameras] = useState<readonly { readonly id: string; readonly label: string }[]>([])
  const [quality, setQuality] = useState<PictureQuality | null>(null)
  const [read, setRead] = useState<'nothing' | 'badge' | 'other'>('nothing')
  const preview = useRef<HTMLVideoElement>(null)

  useEffect(() => {
    listCameras().then(setCameras, () => {})
  }, [])

  useEffect(() => counter.lend((code) => setRead(isBadgeCode(code) ? 'badge' : 'other')), [counter])

  useEffect(() => {
    const canvas = new OffscreenCanvas(WIDTH, HEIGHT)
    const context = canvas.getContext('2d', { willReadFrequently: true })
    const timer = setInterval(() => {
      const video = preview.current
      if (video === null || context === null) return
      // The counter's own picture lies behind this screen; this one shows the same stream.
      const stream = counterStream()
      if (video.srcObject !== stream) video.srcObject = stream
      if (stream === null || video.videoWidth === 0) return setQuality(null)
      const left = Math.max(0, (video.videoWidth - WIDTH) / 2)
      const top = Math.max(0, (video.videoHeight - HEIGHT) / 2)
      context.drawImage(video, left, top, WIDTH, HEIGHT, 0, 0, WIDTH, HEIGHT)
      setQuality(pictureQuality(context.getImageData(0, 0, WIDTH, HEIGHT).data, WIDTH, HEIGHT))
    }, LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [])

  return (
    <div className={classes.two}>
      <div className={classes.stack}>
        <video
          ref={preview}
          className={check.preview}
          autoPlay
          muted
          playsInline
          aria-label={say('camera.preview')}
        />
      </div>
      <div className={classes.stack}>
        <p className={classes.step}>{say('check.camera.choose')}</p>
        <button
          type="button"
          className={chosen === null ? classes.primary : classes.plain}
          aria-pressed={chosen === null}
          onClick={() => onChosen(null)}
        >
          {say('check.camera.any')}
        </button>
        {cameras.map(({ id, label }, index) => (
          <button
            key={id}
            type="button"
            className={chosen === id ? classes.primary : classes.plain}
            aria-pressed={chosen === id}
            data-camera-id={id}
            onClick={() => onChosen(id)}
          >
            {label === '' ? say('check.camera.nth', { n: index + 1 }) : label}
          </button>
        ))}
        <ul className={check.findings} aria-live="polite">
          <Finding
            good={quality?.light === 'good'}
            words={quality === null ? say('check.waiting') : say(`check.light.${quality.light}`)}
          />
          {quality !== null && (
            <Finding good={quality.focus === 'good'} words={say(`check.focus.${quality.focus}`)} />
          )}
          <Finding good={read === 'badge'} words={say(`check.badge.${read}`)} />
        </ul>
      </div>
    </div>
  )
}

function Finding({ good, words }: { readonly good: boolean; readonly words: string }): ReactElement {
  return (
    <li className={good ? check.fine : check.look} data-finding={good ? 'good' : 'look'}>
      <Icon name={good ? 'check' : 'warning'} className={classes.smallIcon} />
      {words}
    </li>
  )
}
