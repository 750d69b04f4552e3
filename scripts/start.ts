import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { localDateOf, localTimeOf } from '../core/time.ts'
import { startBrowserHost } from '../kiosk/host/browser-host.ts'
import { readPageFiles } from '../kiosk/host/page-files.ts'
import { readClock } from '../kiosk/log/kiosk-clock.ts'
import { keepServed } from '../kiosk/scan/in-service.ts'
import { badgeSheet } from './demo/badge-sheet.ts'
import { demoInstant } from './demo/demo-instant.ts'
import { keepScreenOpen, openDemoKiosk } from './demo/demo-kiosk.ts'
import { DEMO_ZONE } from './demo/demo-seed.ts'
import { goOnLive } from './demo/fill-days.ts'
import {
  DISTRICT_USER,
  filledTo,
  growDemo,
  isWorkday,
  kioskFolder,
  LEADER_USER,
  planDemo,
} from './demo/grow-demo.ts'
import { movableClock } from './demo/movable-clock.ts'
import { openDemoDistrict } from './demo/open-district.ts'
import { beginDemo } from './demo/unfinished-demo.ts'
import { type ElectronRuntime, findElectron } from './electron-runtime.ts'
import { openBrowser } from './open-browser.ts'

const ROOT = join(import.meta.dirname, '..')
const USAGE = `npm start -- [--no-open] [--data DIR] [--kiosk-port N] [--district-port N] [--clock ISO]
  --no-open        mở không cửa sổ nào, chỉ in địa chỉ (open no window, print the addresses)
  --clock ISO      cả bản minh hoạ bắt đầu ở thời điểm này (the whole demo starts at this instant)`

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

function readFlags() {
  const { values } = parseArgs({
    options: {
      'no-open': { type: 'boolean', default: false },
      data: { type: 'string', default: 'data/demo' },
      'kiosk-port': { type: 'string', default: '7300' },
      'district-port': { type: 'string', default: '7400' },
      clock: { type: 'string' },
    },
  })
  const port = (text: string): number => {
    const number = Number(text)
    if (!Number.isInteger(number) || number < 1 || number > 65_535) throw new Error(`${text}: 1–65535`)
    return number
  }
  const now = values.clock === undefined ? Date.now() : Date.parse(values.clock)
  if (Number.isNaN(now)) throw new Error(`--clock ${values.clock}: ISO 8601`)
  return {
    open: !values['no-open'],
    data: resolve(values.data),
    kioskPort: port(values['kiosk-port']),
    districtPort: port(values['district-port']),
    now,
    clockGiven: values.clock !== undefined,
  }
}

/** `07:45 thứ Sáu 27/11/2026`, as the demo's city has it. */
const wordsOf = (instant: number): string =>
  new Intl.DateTimeFormat('vi', {
    timeZone: DEMO_ZONE,
    weekday: 'long',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(instant)

/** `2026-11-27T07:45:00+07:00`, as `--clock` takes it. */
const localIso = (instant: number): string =>
  `${localDateOf(instant, DEMO_ZONE)}T${localTimeOf(instant, DEMO_ZONE)}:00+07:00`

type ElectronHere =
  | Exclude<ElectronRuntime, { kind: 'none' }>
  | { readonly kind: 'none'; readonly why: string; readonly whyInEnglish: string }

const noElectron = (why: string, whyInEnglish: string): ElectronHere => ({ kind: 'none', why, whyInEnglish })

/** The Electron to open the kiosk in; fetched at the first start, where its source is reachable. */
async function electronHere(): Promise<ElectronHere> {
  const screen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (!screen) return noElectron('Máy này không có màn hình', 'This machine has no display')
  if (process.getuid?.() === 0)
    return noElectron('Electron không chạy bằng tài khoản root', 'Electron does not run as root')
  const found = await findElectron({ download: true })
  return found.kind === 'none' ? noElectron('Chưa có Electron', found.why) : found
}

/** `npm start`: an embedded district with invented people, and one kiosk ready to scan. */
async function main(): Promise<void> {
  const flags = readFlags()
  const { data } = flags
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const { at: now, moved } = flags.clockGiven
    ? { at: flags.now, moved: true }
    : demoInstant(flags.now, filledTo(data), isWorkday)
  const demo = planDemo(data, now)
  if (demo.isNew) beginDemo(data)
  const { wards, state } = demo
  const ward = wards[0]
  if (ward === undefined) throw new Error('no ward')
  const clock = movableClock(Math.min(now, state.filledTo))
  const sheet = await badgeSheet(
    `Thẻ QR mẫu — ${ward.point.name}`,
    ward.people.map((person) => ({
      ...person,
      agency: ward.organisation.name,
      code: state.codes[person.id] ?? '',
    })),
  )
  const district = await openDemoDistrict({
    data,
    port: flags.districtPort,
    pages: join(ROOT, 'out/renderer/district'),
    clock,
    badgePage: () => sheet,
  })
  if (demo.isNew) say('Lần đầu: cho người mẫu quét thẻ những tuần qua (filling past weeks with real scans) …')
  const begun = performance.now()
  let days = 0
  await growDemo(demo, data, district, clock, now, () => {
    days++
  })
  if (days > 0) say(`… ${days} ngày làm việc trong ${((performance.now() - begun) / 1000).toFixed(1)} s`)

  const startedAt = moved ? now : Date.now()
  clock.runFrom(startedAt)
  const live = wards.slice(1, -1).map((each) => ({
    people: each.people,
    service: openDemoKiosk(kioskFolder(data, wards, each), clock),
  }))
  const endLive = goOnLive(live, demo.work, clock, now, demo.remember)
  const closeScreens = live.map(({ service }) => keepScreenOpen(service))

  const folder = kioskFolder(data, wards, ward)
  const electron = flags.open ? await electronHere() : null
  const closing: (() => Promise<unknown>)[] = []
  let kioskAddress = 'cửa sổ Electron (the Electron window)'
  if (electron !== null && electron.kind !== 'none') {
    keepServed(folder, readClock(clock), null)
    const shell = spawn(
      electron.executable,
      [
        ROOT,
        '--windowed',
        '--data',
        folder,
        ...(moved ? ['--clock', new Date(clock.now()).toISOString()] : []),
      ],
      {
        stdio: 'inherit',
        env: { ...process.env, ...(electron.kind === 'test' ? { GIOGIAC_NODE: process.execPath } : {}) },
      },
    )
    shell.on('exit', () => process.kill(process.pid, 'SIGTERM'))
    closing.push(async () => shell.kill())
  } else {
    if (electron !== null) {
      say(`
  ${electron.why}: mở máy chấm công bằng trình duyệt, ở địa chỉ dưới đây.
  (${electron.whyInEnglish}: open the kiosk in a browser, at the address below.)`)
    }
    const service = openDemoKiosk(folder, { ...clock, moved })
    const host = await startBrowserHost({
      service,
      files: readPageFiles(join(ROOT, 'out/renderer/kiosk')),
      port: flags.kioskPort,
      onOpened: (next) => say(`  Mở thêm cửa sổ máy chấm công (another kiosk window): ${next}`),
    })
    closing.push(
      () => host.close(),
      () => service.stop(),
    )
    kioskAddress = host.url
    if (flags.open) openBrowser(host.url, folder)
  }
  if (moved && !flags.clockGiven) {
    say(`
  Đồng hồ của bản minh hoạ bắt đầu từ ${wordsOf(now)}: lúc này ngoài giờ làm việc, hoặc bản minh hoạ đã đi qua thời điểm này.
  (The demo's clock begins at ${localIso(now)}: it is outside working hours now, or the demo was there already.)`)
  }
  say(`
  Máy chấm công  ${kioskAddress}
  Cấp trên       ${district.address}
  Thẻ QR mẫu     ${district.address}/demo/badges

  Đăng nhập      cấp trên        ${DISTRICT_USER} / ${state.passwords.district}
                 lãnh đạo phường ${LEADER_USER} / ${state.passwords.leader}
${
  state.pins === null
    ? ''
    : `
  PIN ở máy      quản trị        ${state.pins.administrator}
                 mọi người       ${state.pins.people}
`
}`)
  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    endLive()
    for (const closeScreen of closeScreens) closeScreen()
    for (const close of closing) await close()
    for (const { service } of live) await service.stop()
    await district.close()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

try {
  await main()
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n${USAGE}\n`)
  process.exit(1)
}
