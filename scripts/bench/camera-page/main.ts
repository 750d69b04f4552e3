import { Html5Qrcode } from 'html5-qrcode'
import type { CameraWatch } from '../watch-camera-bar.ts'

/** html5-qrcode as its documentation starts it, with every default. */
const watched = globalThis as unknown as CameraWatch
void new Html5Qrcode('reader').start(
  { facingMode: 'environment' },
  undefined,
  (code) => watched.reads.push({ code, at: performance.now() }),
  undefined,
)
