const SCHEME = 'data-color-scheme'

/** Prints in the light theme whatever the screen shows, and puts the screen's theme back. */
export function keepPaperLight(window: Window): void {
  const root = window.document.documentElement
  let onScreen: string | null = null
  window.addEventListener('beforeprint', () => {
    onScreen = root.getAttribute(SCHEME)
    root.setAttribute(SCHEME, 'light')
  })
  window.addEventListener('afterprint', () => {
    if (onScreen !== null) root.setAttribute(SCHEME, onScreen)
  })
}
