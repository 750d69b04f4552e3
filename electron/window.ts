import { BrowserWindow, type Session } from 'electron'
import { START_URL, WEB_PREFERENCES } from './policy.ts'
import { watchPage } from './reload-watch.ts'
import { realTimers } from './timers.ts'

/** What a kiosk window needs to be opened. */
export interface KioskWindowOptions {
  readonly session: Session
  readonly preload: string
  /** An ordinary window that may be closed. */
  readonly windowed: boolean
  /** Whether leaving the kiosk was authorised. */
  readonly mayClose: () => boolean
  /** Told when the page has to be loaded again. */
  readonly pageEnded: () => void
  /** Something worth a line of output. */
  readonly note: (line: string) => void
}

/** The one window of the kiosk. */
export interface KioskWindow {
  readonly window: BrowserWindow
  /** Its page gave a sign of life. */
  beat(): void
}

/** Opens the window and keeps its page alive. */
export function openKioskWindow(options: KioskWindowOptions): KioskWindow {
  const { windowed, note } = options
  const window = new BrowserWindow({
    kiosk: !windowed,
    fullscreen: !windowed,
    width: 1280,
    height: 800,
    title: 'Giờ Giấc',
    autoHideMenuBar: true,
    backgroundColor: '#ffffff',
    webPreferences: { ...WEB_PREFERENCES, session: options.session, preload: options.preload },
  })
  const page = window.webContents
  window.removeMenu()
  window.on('close', (event) => {
    if (!windowed && !options.mayClose()) event.preventDefault()
  })
  window.on('page-title-updated', (event) => event.preventDefault())

  const load = (): void => {
    // A failed load is reported by its own event.
    if (!window.isDestroyed()) window.loadURL(START_URL).catch(() => {})
  }
  const watch = watchPage({ reload: load, crash: () => page.forcefullyCrashRenderer() }, realTimers)
  window.on('closed', () => watch.stop())
  window.on('unresponsive', () => {
    note('màn hình không phản hồi (page does not respond)')
    watch.unresponsive()
  })
  window.on('responsive', () => watch.responsive())
  page.on('render-process-gone', (_event, { reason }) => {
    note(`màn hình dừng, nạp lại (page ended: ${reason}; loading it again)`)
    options.pageEnded()
    watch.gone()
  })
  page.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (!isMainFrame) return
    note(`không nạp được màn hình (page failed to load: ${description} ${code})`)
    options.pageEnded()
    watch.gone()
  })
  page.on('did-finish-load', () => {
    page.setZoomFactor(1)
    page.setVisualZoomLevelLimits(1, 1).catch(() => {})
  })
  page.on('zoom-changed', () => page.setZoomFactor(1))
  page.on('before-input-event', (event, input) => {
    // The kiosk needs no key together with a modifier, and no function key.
    if (input.control || input.meta || input.alt || /^F\d+$/.test(input.key)) event.preventDefault()
  })
  load()
  return { window, beat: watch.beat }
}
