import type { KioskConnection } from '../../../core/kiosk/kiosk-api.ts'
import { createHttpConnection } from './http-connection.ts'
import { createPortConnection } from './port-connection.ts'

/** What the preload script posts together with a port to the service. */
export const PORT_MESSAGE_KIND = 'giogiac-kiosk-port'

const isPortMessage = (event: MessageEvent): boolean =>
  event.source === window &&
  typeof event.data === 'object' &&
  event.data !== null &&
  (event.data as { kind?: unknown }).kind === PORT_MESSAGE_KIND

/** Connects this page with its service: over HTTP where the page came by HTTP, else over ports of the preload script. */
export function connectToService(): KioskConnection {
  if (location.protocol === 'http:') return createHttpConnection(document.baseURI)
  const connection = createPortConnection()
  window.addEventListener('message', (event) => {
    const [port] = event.ports
    if (isPortMessage(event) && port !== undefined) connection.use(port)
  })
  return connection
}
