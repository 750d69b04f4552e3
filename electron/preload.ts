import { ipcRenderer } from 'electron'
import { PORT_CHANNEL, PORT_MESSAGE } from './channels.ts'

/**
 * Hands the page its port to the kiosk service and nothing else: no function, no Electron object crosses
 * over. The page's own code listens for this message from its own window.
 */
ipcRenderer.once(PORT_CHANNEL, (event) => {
  window.postMessage({ kind: PORT_MESSAGE }, '*', [...event.ports])
})

window.addEventListener('load', () => ipcRenderer.send(PORT_CHANNEL), { once: true })
