// Brings a fresh checkout to where `npm start` and `npm test` can run. The only file that has to work on an
// older Node (18+), before Node 24 is here: plain JavaScript, no dependencies. Repeated calls are quick.
//   node scripts/setup.mjs          packages, build
//   node scripts/setup.mjs --test   and what the whole test suite needs (Debian packages, where root may add them)
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const withTests = process.argv.includes('--test')

const say = (text) => process.stdout.write(`${text}\n`)

function run(command, args, options = {}) {
  const path = [join(modules, '.bin'), process.env.PATH ?? ''].join(delimiter)
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: options.quiet ? 'pipe' : 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: path, ...options.env },
  })
  if (done.status === 0) return
  if (options.quiet) process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}`)
  if (options.optional) return
  say(`✗ ${command} ${args.join(' ')} — ${done.error?.message ?? `exit code ${done.status}`}`)
  process.exit(1)
}

/** npm on the machine's own Node: the one in node_modules goes away while packages are installed. */
function npm(...args) {
  const own = process.env.npm_execpath
  const runsOnMachine = !process.execPath.startsWith(modules)
  if (runsOnMachine && own?.endsWith('.js')) run(process.execPath, [own, ...args])
  else run('npm', args, { env: { PATH: pathWithout(join(modules, '.bin')) } })
}

const pathWithout = (folder) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter((each) => each !== folder)
    .join(delimiter)

/** Content hash of files and folders, in a fixed order. */
function hashOf(paths) {
  const hash = createHash('sha256')
  const add = (path) => {
    if (!existsSync(path)) return
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name))
    else hash.update(path.slice(root.length)).update(readFileSync(path))
  }
  for (const path of paths) add(join(root, path))
  return hash.digest('hex')
}

/** Runs a step when what it depends on is not what it was at its last success. */
function step(name, stamp, inputs, isThere, act) {
  const file = join(modules, '.cache', 'giogiac', stamp)
  const now = hashOf(inputs)
  if (isThere() && existsSync(file) && readFileSync(file, 'utf8') === now) return
  say(`· ${name}`)
  act()
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, now)
}

const nodeBinary = join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
step(
  'installing packages',
  'packages',
  ['package-lock.json'],
  () => existsSync(nodeBinary),
  () => {
    npm('ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error')
    // Node 24 itself comes as a package whose install step picks the binary of this platform.
    npm('rebuild', 'node', '--loglevel=error')
  },
)

const built = () =>
  ['out/main', 'out/renderer/kiosk', 'out/renderer/district'].every((path) => existsSync(join(root, path)))
const sources = [
  'package-lock.json',
  'core',
  'db/kiosk',
  'kiosk',
  'electron',
  'renderer',
  'assets',
  'electron.vite.config.ts',
  'vite.config.ts',
]
step('building the programs', 'build', sources, built, () => {
  run('npm', ['run', 'build', '--silent'], { quiet: true })
})

if (withTests) installTestPackages()

function installTestPackages() {
  const needed = [
    'chromium',
    'xvfb',
    'xauth',
    'xdotool',
    'x11-xkb-utils',
    'dbus',
    'gnome-keyring',
    'libsecret-1-0',
    'openssl',
    'libgtk-3-0',
    'libnss3',
    'libasound2',
    'libgbm1',
    'libxss1',
    'libxtst6',
    'postgresql',
    'python3',
    'strace',
    'libfaketime',
    'iproute2',
    // They read the recipes for a kiosk's machine.
    'shellcheck',
    'systemd',
    'fonts-noto-core',
    // They open the papers that the district prints.
    'poppler-utils',
    'libreoffice-calc-nogui',
    'libreoffice-writer-nogui',
  ]
  const isDebian = existsSync('/etc/debian_version')
  if (!isDebian || process.getuid?.() !== 0) return
  const has = (name) =>
    /^Status: install ok installed$/m.test(spawnSync('dpkg', ['-s', name], { encoding: 'utf8' }).stdout ?? '')
  const missing = needed.filter((name) => !has(name))
  if (missing.length === 0) return
  say(`· installing Debian packages for the tests: ${missing.join(' ')}`)
  const quietly = { env: { DEBIAN_FRONTEND: 'noninteractive' }, quiet: true, optional: true }
  run('apt-get', ['update', '-q'], quietly)
  run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...missing], quietly)
}
