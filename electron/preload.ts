import { ipcRenderer } from 'electron'
import { BEAT_CHANNEL, BEAT_EVERY_MS, PORT_CHANNEL, PORT_MESSAGE } from './channels.ts'

/**
 * Hands the page its port to the kiosk service and nothing else: no function, no Electron object crosses
 * over. The page's own code listens for this message from its own window. The other thing it does is to give signs
 * of life from the page's own thread.
 */
ipcRenderer.once(PORT_CHANNEL, (event) => {
  window.postMessage({ kind: PORT_MESSAGE }, '*', [...event.ports])
})

setInterval(() => ipcRenderer.send(BEAT_CHANNEL), BEAT_EVERY_MS)

window.addEventListener('load', () => ipcRenderer.send(PORT_CHANNEL), { once: true })
