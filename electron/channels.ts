/** The page asks for its port, the answer carries it. */
export const PORT_CHANNEL = 'giogiac:port'
/** The page's sign of life, once a second: a page that hangs gives none, whether somebody touches it or not. */
export const BEAT_CHANNEL = 'giogiac:beat'
export const BEAT_EVERY_MS = 1_000
/** `kind` of the window message with which the page receives its port. */
export const PORT_MESSAGE = 'giogiac-kiosk-port'
