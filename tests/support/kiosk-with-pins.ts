import { cpSync, rmSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { type CounterKiosk, openCounter } from './counter-kiosk.ts'
import { createTestKiosk, temporaryDirectory } from './create-test-kiosk.ts'
import {
  changeFirstPin,
  chooseAdministratorPin,
  giveLeadersPins,
  giveStaffPin,
  signInWithGivenPin,
} from './pin-deeds.ts'
import { LEADER, testDirectory } from './test-directory.ts'

/** In another month than the Monday of the tests. */
const A_FRIDAY = '2026-02-27T10:00:00+07:00'
const nameOf = (person: number): string => `Nguyễn Thị Mẫu ${person}`

/** The data of a kiosk at which people have chosen their PINs, to begin tests with. */
export interface KioskWithPins {
  /** Lays it into a folder. @returns the folder, a fresh one when left out */
  copy(folder?: string): string
  remove(): void
}

/**
 * Lets people choose their PINs at the screens of a kiosk, on a Friday: the administrator, the leader of
 * `testDirectory`, and one of the staff, who signs in with it that day. Once for all tests of a file.
 * @param then what else happens at the counter before it ends
 */
export async function makeKioskWithPins(
  browser: Browser,
  { people, staff }: { readonly people: number; readonly staff: number },
  then: (counter: CounterKiosk) => Promise<void> = async () => {},
): Promise<KioskWithPins> {
  const kiosk = await createTestKiosk({ directory: testDirectory(people), start: A_FRIDAY })
  const counter = await openCounter(browser, kiosk)
  const { hands } = counter
  await chooseAdministratorPin(hands)
  await giveLeadersPins(hands, [nameOf(LEADER)])
  await hands.close()
  await hands.open('leader')
  await changeFirstPin(hands, nameOf(LEADER))
  await giveStaffPin(hands, nameOf(staff))
  await hands.close()
  await signInWithGivenPin(hands, `MAU ${staff}`)
  await then(counter)
  await counter.close()
  await kiosk.service.stop()
  return {
    copy(folder = temporaryDirectory()) {
      cpSync(kiosk.dataDirectory, folder, { recursive: true })
      return folder
    },
    remove: () => rmSync(kiosk.dataDirectory, { recursive: true, force: true }),
  }
}
