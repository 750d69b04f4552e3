/** The way to the process that started this one. Messages are plain JSON values. */
export interface Parent {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** The parent ended. */
  onGone(listener: () => void): void
}

/** What Electron gives a utility process instead of `process.send`. */
interface UtilityPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
}

const isUtilityPort = (value: unknown): value is UtilityPort =>
  typeof value === 'object' && value !== null && 'postMessage' in value && 'on' in value

/** @returns `null` for a process that was started by hand */
export function parentOf(self: NodeJS.Process): Parent | null {
  const port: unknown = 'parentPort' in self ? self.parentPort : null
  if (isUtilityPort(port)) {
    return {
      post: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', ({ data }) => listener(data)),
      // Electron ends its utility processes itself.
      onGone: () => {},
    }
  }
  if (self.send === undefined) return null
  return {
    // A message that meets a closing channel is lost; whoever asked asks the next service.
    post: (message) => {
      if (self.connected) self.send?.(message, undefined, undefined, () => {})
    },
    onMessage: (listener) => self.on('message', listener),
    onGone: (listener) => self.once('disconnect', listener),
  }
}
