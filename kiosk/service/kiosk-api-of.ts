import type { KioskApi } from '../../core/kiosk/kiosk-api.ts'
import { changePin } from '../desk/change-pin.ts'
import { findOwnName } from '../desk/find-own-name.ts'
import { handOverBadge } from '../desk/hand-over-badge.ts'
import { recordSignIn } from '../desk/record-sign-in.ts'
import { setPin } from '../desk/set-pin.ts'
import { showLeaders } from '../desk/show-leaders.ts'
import { enrol, enrolTyped } from '../enrol/enrol.ts'
import { findDistrict } from '../enrol/find-district.ts'
import { noteInService } from '../scan/in-service.ts'
import { recordIntent } from '../scan/record-intent.ts'
import { recordScan } from '../scan/record-scan.ts'
import { setAdministratorPin } from '../settings/administrator-pin.ts'
import { changeSettings } from '../settings/change-settings.ts'
import { quitKiosk } from '../settings/quit-kiosk.ts'
import { showLeaderPins } from '../settings/show-leader-pins.ts'
import { showLogHealth } from '../settings/show-log-health.ts'
import { showSettings } from '../settings/show-settings.ts'
import { exportLog } from '../stick/export-log.ts'
import { readReceipt } from '../stick/read-receipt.ts'
import { openVisit } from '../visit/open-visit.ts'
import { recordAnnulment } from '../visit/record-annulment.ts'
import { recordClaim } from '../visit/record-claim.ts'
import { recordSpotCheck } from '../visit/record-spot-check.ts'
import { requestExcuse } from '../visit/request-excuse.ts'
import { showPersonDays } from '../visit/show-person-days.ts'
import { showPresence } from '../visit/show-presence.ts'
import type { Kiosk } from './kiosk.ts'
import { kioskState } from './kiosk-state.ts'

/** Every question of the contract, answered by this kiosk. */
export const kioskApiOf = (kiosk: Kiosk): KioskApi => ({
  state: async () => {
    noteInService(kiosk)
    return kioskState(kiosk)
  },
  scan: async (input) => recordScan(kiosk, input),
  intent: async (input) => recordIntent(kiosk, input),
  enrol: (input) => enrol(kiosk, input),
  findDistrict: ({ address }) => findDistrict(kiosk, address),
  enrolTyped: (input) => enrolTyped(kiosk, input),
  syncNow: async () => {
    kiosk.sendNow()
    return { kind: 'started' }
  },
  devices: async (input) => {
    kiosk.memory.devices = input
    noteInService(kiosk)
    kiosk.updates.seen()
    return { kind: 'noted' }
  },
  findPeople: async ({ query }) => findOwnName(kiosk, query),
  leaders: async () => showLeaders(kiosk),
  signIn: (input) => recordSignIn(kiosk, input),
  setPin: (input) => setPin(kiosk, input),
  changePin: (input) => changePin(kiosk, input),
  handOverBadge: async (input) => handOverBadge(kiosk, input),
  openVisit: (input) => openVisit(kiosk, input),
  closeVisit: async ({ visit }) => {
    kiosk.visits.close(visit)
    return { kind: 'closed' }
  },
  presence: async (input) => showPresence(kiosk, input),
  personDays: async (input) => showPersonDays(kiosk, input),
  claim: async (input) => recordClaim(kiosk, input),
  annul: async (input) => recordAnnulment(kiosk, input),
  spotCheck: async (input) => recordSpotCheck(kiosk, input),
  requestExcuse: async (input) => requestExcuse(kiosk, input),
  setAdministratorPin: (input) => setAdministratorPin(kiosk, input),
  settings: async (input) => showSettings(kiosk, input),
  leaderPins: async (input) => showLeaderPins(kiosk, input),
  changeSettings: async (input) => changeSettings(kiosk, input),
  logHealth: (input) => showLogHealth(kiosk, input),
  exportLog: (input) => exportLog(kiosk, input),
  readReceipt: (input) => readReceipt(kiosk, input),
  quit: async (input) => quitKiosk(kiosk, input),
})
