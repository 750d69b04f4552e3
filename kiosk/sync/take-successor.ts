import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import type { Speaking } from './speaking.ts'

/**
 * From the next word on this kiosk believes the district's new key and no longer the old one: the old one has just said
 * so under its seal. Older receipts keep the name of the key that signed them.
 */
export function takeSuccessor(kiosk: Speaking, store: LogStore, successor: string): void {
  const { enrolment } = kiosk.memory
  if (enrolment === null || enrolment.districtKey === successor) return
  const renewed = { ...enrolment, districtKey: successor }
  store.together(() => store.records.saveEnrolment(renewed))
  kiosk.memory.enrolment = renewed
  kiosk.log('the district goes on with a new key', {})
}
