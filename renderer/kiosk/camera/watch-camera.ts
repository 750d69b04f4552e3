import type { KioskInput } from '../../../core/kiosk/kiosk-api.ts'
import type { CodePlace, Size } from './code-place.ts'
import { createCodesInView } from './codes-in-view.ts'
import { type OpenCamera, openCamera } from './open-camera.ts'
import { createPictureWatch } from './picture-watch.ts'
import type { WorkerDecoder } from './worker-decoder.ts'

export type CameraState = KioskInput<'devices'>['camera']

/** How often the state is judged and a missing camera looked for. */
const LOOK_EVERY_MS = 500
const RETRY_EVERY_MS = 1_000
/** A camera may take this long to send its first picture. */
const FIRST_FRAME_WITHIN_MS = 5_000

/** A code that is seen and not read for this long is spoken of, until none was seen for a while. */
const UNREAD_AFTER_MS = 3_000
const UNREAD_FORGOTTEN_MS = 4_000

export interface CameraListeners {
  /** A code has come into view. */
  onCode(code: string): void
  /** More than one badge is held up; none of them is given. */
  onSeveral(several: boolean): void
  /** A code has been held up for some seconds that cannot be read. */
  onUnread(unread: boolean): void
  onState(state: CameraState): void
  /** Where codes were read in the newest frame of a picture of this size; none: there was no code. */
  onPlaces(places: readonly CodePlace[], picture: Size): void
}

/**
 * Keeps a camera open in `place` and reads it frame by frame: one frame is with the decoder at a time, frames
 * that come meanwhile are let go. A camera that goes away is looked for until it is back.
 * @returns a function that closes the camera
 */
export function watchCamera(
  place: HTMLElement,
  decoder: WorkerDecoder,
  listeners: CameraListeners,
  preferred: string | null = null,
): () => void {
  const inView = createCodesInView()
  const watch = createPictureWatch(performance.now())
  let state: CameraState = 'starting'
  let open: OpenCamera | null = null
  let opening = false
  let several = false
  let unread = false
  let unreadSinceMs = Number.POSITIVE_INFINITY
  let unreadLastMs = Number.NEGATIVE_INFINITY
  let closed = false
  let hadCamera = false
  let lastTryMs = Number.NEGATIVE_INFINITY
  let openedMs = 0

  const become = (next: CameraState): void => {
    if (closed || next === state) return
    state = next
    listeners.onState(next)
  }

  const lose = (camera: OpenCamera): void => {
    if (open !== camera) return
    open = null
    become('lost')
    void camera.close()
  }

  /** @param seen whether a code was seen and not read; `null`: not looked for */
  const noteUnread = (seen: boolean | null, now: number): void => {
    if (seen === false || now - unreadLastMs > UNREAD_FORGOTTEN_MS) unreadSinceMs = Number.POSITIVE_INFINITY
    if (seen === true) {
      unreadLastMs = now
      unreadSinceMs = Math.min(unreadSinceMs, now)
    }
    const is = now - unreadSinceMs >= UNREAD_AFTER_MS
    if (is !== unread) listeners.onUnread(is)
    unread = is
  }

  const read = async (camera: OpenCamera): Promise<void> => {
    if (decoder.busy || camera.video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) {
      watch.came(performance.now())
      return
    }
    const decoded = await decoder.decode(new VideoFrame(camera.video, { timestamp: 0 }))
    if (open !== camera || decoded === null) return
    const now = performance.now()
    watch.saw(decoded.samples, now)
    const { videoWidth: width, videoHeight: height } = camera.video
    listeners.onPlaces(decoded.places, { width, height })
    const seen = inView(decoded.codes, now, decoded.beside)
    if (seen.several !== several) listeners.onSeveral(seen.several)
    several = seen.several
    noteUnread(decoded.unread, now)
    for (const code of seen.fresh) listeners.onCode(code)
  }

  const follow = (camera: OpenCamera): void => {
    const onFrame = (): void => {
      if (open !== camera) return
      camera.video.requestVideoFrameCallback(onFrame)
      void read(camera)
    }
    camera.video.requestVideoFrameCallback(onFrame)
  }

  const tryOpen = async (): Promise<void> => {
    if (opening || open !== null || closed) return
    opening = true
    lastTryMs = performance.now()
    const result = await openCamera(place, preferred)
    opening = false
    if (result.kind === 'refused') {
      // A camera that was there and is gone is lost, however the browser calls it.
      become(result.why === 'none' && hadCamera ? 'lost' : result.why)
      return
    }
    const { camera } = result
    if (closed) {
      void camera.close()
      return
    }
    open = camera
    hadCamera = true
    openedMs = performance.now()
    watch.reset(openedMs)
    if (camera.track.readyState === 'ended') return lose(camera)
    camera.track.addEventListener('ended', () => lose(camera))
    follow(camera)
  }

  const look = (): void => {
    const now = performance.now()
    if (open === null) {
      if (now - lastTryMs >= RETRY_EVERY_MS) void tryOpen()
      return
    }
    const showsPictures = open.video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA
    if (open.track.readyState === 'ended') lose(open)
    else if (document.hidden) watch.reset(now)
    else if (showsPictures || now - openedMs >= FIRST_FRAME_WITHIN_MS) become(watch.state(now))
  }

  const onDevices = (): void => void tryOpen()
  navigator.mediaDevices?.addEventListener('devicechange', onDevices)
  const timer = setInterval(look, LOOK_EVERY_MS)
  void tryOpen()

  return () => {
    closed = true
    clearInterval(timer)
    navigator.mediaDevices?.removeEventListener('devicechange', onDevices)
    const camera = open
    open = null
    if (camera !== null) void camera.close()
  }
}
