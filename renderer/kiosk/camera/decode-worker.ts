import type { DecodeReply, DecodeRequest } from './decode-messages.ts'
import { createFrameDecoder } from './frame-decoder.ts'
import { openSymbolReader } from './symbol-reader.ts'

/** Decodes one frame at a time, away from the screen's thread; a frame is closed as soon as it is read. */
const decoder = openSymbolReader().then(createFrameDecoder)

const reply = (message: DecodeReply): void => postMessage(message)

addEventListener('message', async (event: MessageEvent<DecodeRequest>) => {
  const { frame, number } = event.data
  try {
    const decode = await decoder
    reply({ kind: 'decoded', number, ...(await decode(frame)) })
  } catch (error) {
    reply({ kind: 'failed', number, reason: String(error) })
  } finally {
    frame.close()
  }
})

decoder.then(
  () => reply({ kind: 'ready' }),
  (error: unknown) => reply({ kind: 'failed', number: -1, reason: String(error) }),
)
