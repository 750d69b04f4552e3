/** The one channel between preload and shell: the page asks for its port, the answer carries it. */
export const PORT_CHANNEL = 'giogiac:port'
/** `kind` of the window message with which the page receives its port. */
export const PORT_MESSAGE = 'giogiac-kiosk-port'
