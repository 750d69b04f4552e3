import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ScanAnswer } from '../../core/kiosk/kiosk-api.ts'
import { genesisHash } from '../../core/log/chain.ts'
import { uuidV7 } from '../../core/log/uuid-v7.ts'
import type { Directory } from '../../core/wire/directory.ts'
import { openLogDatabase } from '../../db/kiosk/open/open-log-database.ts'
import { sha256 } from '../../db/sha256.ts'
import { fileKeyStore, makeDeviceIdentity } from '../../kiosk/keys/device-key.ts'
import { createKioskService, type KioskService } from '../../kiosk/service/create-kiosk-service.ts'
import type { KioskOptions } from '../../kiosk/service/kiosk.ts'
import { screenStayedOpen } from '../../scripts/demo/demo-kiosk.ts'
import { createHandClock, type HandClock } from './hand-clock.ts'
import { POINT, testDirectory } from './test-directory.ts'

/** Monday, a quarter past seven in Hà Nội. */
export const MONDAY_0715 = '2026-03-02T07:15:00+07:00'

export const newId = (): string => uuidV7(Date.now(), randomBytes)

export interface TestKiosk {
  readonly dataDirectory: string
  readonly clock: HandClock
  readonly service: KioskService
  scan(code: string, id?: string): Promise<ScanAnswer>
  /** Ends the service in good order and starts it again on the same data. */
  restart(): Promise<void>
  close(): Promise<void>
}

export interface TestKioskOptions extends Partial<KioskOptions> {
  readonly start?: string | number
  /** `null`: not enrolled; the default is enrolled by hand, with a district nobody listens at. */
  readonly directory?: Directory | null
  /** Its screen is there only when a test asks something; otherwise it is there whenever time goes by. */
  readonly screenByHand?: boolean
}

const MEMORY_DISK = '/dev/shm'
const ENOUGH_BYTES = 1024 ** 3

/** A disk in memory where there is one with room: hundreds of tests do not wait for the flushes of a real one. */
function quickDisk(): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY_DISK)
    return bavail * bsize > ENOUGH_BYTES ? MEMORY_DISK : tmpdir()
  } catch {
    return tmpdir()
  }
}

export const temporaryDirectory = (): string => mkdtempSync(join(quickDisk(), 'giogiac-test-'))

/** Makes the data of a kiosk that was enrolled and has its directory, without a district. */
export async function enrolByHand(dataDirectory: string, directory: Directory): Promise<void> {
  const identity = await makeDeviceIdentity(randomUUID())
  fileKeyStore(dataDirectory).save(identity)
  const opened = openLogDatabase({ dataDirectory })
  if (opened.kind !== 'opened') throw new Error(`not opened: ${JSON.stringify(opened)}`)
  const { store } = opened
  const { device, publicKey } = identity
  const origin = { log: randomUUID(), device, publicKey, parent: null }
  const genesis = genesisHash(sha256, origin)
  store.records.saveEnrolment({
    device,
    name: directory.kioskName,
    point: directory.point,
    pointName: directory.pointName,
    organisationName: directory.organisationName,
    districtAddress: 'http://127.0.0.1:1/',
    districtKey: publicKey,
  })
  store.begin(origin, genesis)
  store.append([
    {
      id: newId(),
      at: 1,
      up: 1,
      run: randomUUID(),
      type: 'log-started',
      data: { point: POINT, device, parent: null, why: 'new' },
    },
  ])
  store.records.saveDirectory(directory)
  store.close()
}

/** A real service on real files in a fresh directory, with a clock moved by hand. */
export async function createTestKiosk(options: TestKioskOptions = {}): Promise<TestKiosk> {
  const { start = MONDAY_0715, directory = testDirectory(), screenByHand = false, ...rest } = options
  const dataDirectory = rest.dataDirectory ?? temporaryDirectory()
  const clock = createHandClock(start, () => {
    if (!screenByHand) screenStayedOpen(service)
  })
  if (directory !== null) await enrolByHand(dataDirectory, directory)
  const begin = () =>
    createKioskService({
      clock,
      newId,
      randomBytes,
      fetch,
      bootId: null,
      app: '0.1.0-test',
      pinCost: 4,
      ...rest,
      dataDirectory,
      timing: { soonMs: 20, idleMs: 200, backOffBaseMs: 40, backOffCapMs: 200, ...rest.timing },
    })
  let service = begin()
  if (!screenByHand) screenStayedOpen(service)
  return {
    dataDirectory,
    clock,
    get service() {
      return service
    },
    scan: (code, id = newId()) => service.api.scan({ id, code, method: 'camera' }),
    async restart() {
      await service.stop()
      service = begin()
      if (!screenByHand) screenStayedOpen(service)
    },
    async close() {
      await service.stop()
      rmSync(dataDirectory, { recursive: true, force: true })
    },
  }
}
