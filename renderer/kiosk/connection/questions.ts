import type { KioskAnswers, KioskApi, KioskInput, KioskMethod } from '../../../core/kiosk-api.ts'

/** Carries one question to the service and its answer back, whatever lies between. */
export type Ask = <M extends KioskMethod>(method: M, input: KioskInput<M>) => Promise<KioskAnswers[M]>

/** The service broke its contract or failed; the screen says "not recorded". */
export class ServiceFault extends Error {
  readonly reason: 'invalid-input' | 'failed'

  constructor(reason: 'invalid-input' | 'failed') {
    super(`The kiosk service answered ${reason}`)
    this.reason = reason
  }
}

/** All questions over one way of asking; a method added to the contract and left out here does not compile. */
export const questionsOver = (ask: Ask): KioskApi => ({
  state: (input) => ask('state', input),
  scan: (input) => ask('scan', input),
  intent: (input) => ask('intent', input),
  enrol: (input) => ask('enrol', input),
  syncNow: (input) => ask('syncNow', input),
  devices: (input) => ask('devices', input),
})
