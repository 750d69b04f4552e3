import type { WireKiosk } from './wire-kiosk.ts'

/** Sends as a kiosk does whose challenge was used up meanwhile: once more with the one it is told. */
export async function sendAgain(kiosk: WireKiosk, from: number, to?: number) {
  const first = await kiosk.send(from, to)
  return first.body.problem === 'challenge' ? kiosk.send(from, to) : first
}
