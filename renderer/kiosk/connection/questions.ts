import type { KioskAnswers, KioskApi, KioskInput, KioskMethod } from '../../../core/kiosk/kiosk-api.ts'

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
  findDistrict: (input) => ask('findDistrict', input),
  enrolTyped: (input) => ask('enrolTyped', input),
  syncNow: (input) => ask('syncNow', input),
  devices: (input) => ask('devices', input),
  findPeople: (input) => ask('findPeople', input),
  leaders: (input) => ask('leaders', input),
  signIn: (input) => ask('signIn', input),
  setPin: (input) => ask('setPin', input),
  changePin: (input) => ask('changePin', input),
  handOverBadge: (input) => ask('handOverBadge', input),
  openVisit: (input) => ask('openVisit', input),
  closeVisit: (input) => ask('closeVisit', input),
  presence: (input) => ask('presence', input),
  personDays: (input) => ask('personDays', input),
  claim: (input) => ask('claim', input),
  annul: (input) => ask('annul', input),
  spotCheck: (input) => ask('spotCheck', input),
  requestExcuse: (input) => ask('requestExcuse', input),
  setAdministratorPin: (input) => ask('setAdministratorPin', input),
  settings: (input) => ask('settings', input),
  leaderPins: (input) => ask('leaderPins', input),
  changeSettings: (input) => ask('changeSettings', input),
  logHealth: (input) => ask('logHealth', input),
  exportLog: (input) => ask('exportLog', input),
  readReceipt: (input) => ask('readReceipt', input),
  quit: (input) => ask('quit', input),
})
