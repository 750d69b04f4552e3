import { chmodSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  app,
  ipcMain,
  Menu,
  MessageChannelMain,
  powerMonitor,
  protocol,
  safeStorage,
  session,
} from 'electron'
import { SECRET_FIRST, secretMessage } from '../kiosk/keys/shell-secret.ts'
import { QUIT_CODE } from '../kiosk/quit-code.ts'
import { readAssetMap } from './assets.ts'
import { BEAT_CHANNEL, PORT_CHANNEL } from './channels.ts'
import { readKeyringSecret } from './keyring.ts'
import { linkKiosk } from './kiosk-link.ts'
import { lockDownContents, lockDownSession, onTrustedMessage } from './lock-down.ts'
import { APP_SCHEME, SCHEME_PRIVILEGES } from './policy.ts'
import { type ServiceCommand, serviceEnvironment, startServiceProcess } from './service-process.ts'
import { parseStartOptions } from './start-options.ts'
import { findRefused, findRefusedSwitch } from './start-policy.ts'
import { realTimers } from './timers.ts'
import { openKioskWindow } from './window.ts'

/** The key that newer versions are signed with, beside the archive where a release has one. */
const UPDATE_KEY = join(process.resourcesPath, 'giogiac-update-key.pem')

const note = (line: string): void => console.error(`giogiac: ${line}`)

// Electron would show a dialog and wait for a click; a kiosk ends and is started again by the system.
process.on('uncaughtException', (error) => {
  note(`lỗi (fault): ${error.stack ?? error.message}`)
  app.exit(1)
})
process.on('unhandledRejection', (reason) => {
  throw reason instanceof Error ? reason : new Error(String(reason))
})

const args = process.argv.slice(1)
const options = parseStartOptions(args, process.env)
const refused =
  findRefused(args, process.env, app.isPackaged) ??
  findRefusedSwitch((name) => app.commandLine.hasSwitch(name), app.isPackaged)

if (refused !== null) {
  note(`không khởi động với ${refused} (refuses to start with ${refused})`)
  app.exit(1)
} else {
  const data = options.data === null ? join(app.getPath('appData'), 'giogiac') : resolve(options.data)
  makePrivate(data)
  app.setPath('userData', join(data, 'window'))
  // Nothing has been opened yet: a second kiosk on the same data ends without touching it.
  if (app.requestSingleInstanceLock()) run(data)
  else app.exit(0)
}

function run(data: string): void {
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { ...SCHEME_PRIVILEGES } }])
  app.enableSandbox()
  for (const off of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
  ]) {
    app.commandLine.appendSwitch(off)
  }
  Menu.setApplicationMenu(null)
  lockDownContents(app)

  let leaving = false
  app.on('window-all-closed', () => leave())
  app.on('child-process-gone', (_event, { type, reason }) => note(`${type}: ${reason}`))

  let stopService = async (): Promise<void> => {}
  const leave = (code = 0): void => {
    if (leaving) return
    leaving = true
    stopService().finally(() => app.exit(code))
  }
  app.on('before-quit', (event) => {
    if (leaving) return
    event.preventDefault()
    if (options.windowed) leave()
  })

  app.whenReady().then(() => {
    // The system ends the kiosk by a signal or by shutting down; people cannot. Electron has set its own
    // handlers by now, which would only ask politely.
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => leave())
    powerMonitor.on('shutdown', () => leave())
    const command = serviceCommand(data, readKeyringSecret(safeStorage, process.platform, data, note))
    const link = linkKiosk(
      () => startServiceProcess(command),
      realTimers,
      note,
      () => leave(QUIT_CODE),
    )
    stopService = link.stop

    const kioskSession = session.fromPartition('persist:kiosk')
    const assets = readAssetMap(join(__dirname, '../renderer/kiosk'))
    if (assets.size === 0) note('thiếu màn hình đã dựng (the built page is missing): npm run build')
    lockDownSession(kioskSession, assets)

    const { window, beat } = openKioskWindow({
      session: kioskSession,
      preload: join(__dirname, '../preload/index.cjs'),
      windowed: options.windowed,
      mayClose: () => leaving,
      pageEnded: () => link.pageEnded(),
      note,
    })
    onTrustedMessage(ipcMain, PORT_CHANNEL, (contents, replyPort) => {
      if (contents !== window.webContents) return
      const { port1, port2 } = new MessageChannelMain()
      link.attachPage(port1)
      replyPort(port2)
    })
    onTrustedMessage(ipcMain, BEAT_CHANNEL, (contents) => {
      if (contents === window.webContents) beat()
    })
    app.on('second-instance', () => window.focus())
  })
}

function serviceCommand(data: string, secret: Uint8Array | null): ServiceCommand {
  const node = process.env.GIOGIAC_NODE ?? ''
  const built = join(__dirname, 'service.cjs')
  return {
    // Another Node cannot look into the archive; there the service lies beside it.
    entry: node === '' ? built : built.replace(/\.asar(?=[\\/])/, '.asar.unpacked'),
    args: [
      '--data',
      data,
      SECRET_FIRST,
      '--update-key',
      UPDATE_KEY,
      ...(options.clock === null ? [] : ['--clock', options.clock]),
    ],
    environment: serviceEnvironment(process.env),
    first: secretMessage(secret),
    node: node === '' ? null : node,
  }
}

/** The folder is its user's alone, also when an earlier version or a person made it. */
function makePrivate(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
  } catch (error) {
    // The service says on the screen what cannot be written; the window must come up for that.
    note(`thư mục dữ liệu: ${error instanceof Error ? error.message : String(error)}`)
  }
}
