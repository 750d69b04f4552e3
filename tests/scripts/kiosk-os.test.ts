import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { REFUSED_SWITCHES, REFUSED_WHEN_INSTALLED } from '../../electron/start-policy.ts'
import { QUIT_CODE } from '../../kiosk/quit-code.ts'
import { xmlElements } from '../support/xml-elements.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const FOLDER = join(ROOT, 'scripts/kiosk-os')
const LINUX = join(FOLDER, 'linux')
const WINDOWS = join(FOLDER, 'windows')
const UNIT = join(LINUX, 'giogiac-kiosk.service')
const INSTALL = join(LINUX, 'install.sh')

const read = (path: string): string => readFileSync(path, 'utf8')
const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

/** Settings of a unit or an ini file: `Section.Key` → values, in order. */
function settingsOf(path: string): Map<string, string[]> {
  const settings = new Map<string, string[]>()
  let section = ''
  for (const line of read(path).split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const opened = /^\[(\w+)\]$/.exec(line)?.[1]
    if (opened !== undefined) {
      section = opened
      continue
    }
    const [, key, value] = /^([A-Za-z]+)=(.*)$/.exec(line) ?? []
    if (key === undefined || value === undefined) throw new Error(`${path}: not a setting: ${line}`)
    const name = `${section}.${key}`
    settings.set(name, [...(settings.get(name) ?? []), value])
  }
  return settings
}

const scratch = mkdtempSync(join(tmpdir(), 'giogiac-kiosk-os-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

describe('what starts the kiosk on a real machine', () => {
  test('nowhere has a switch that the kiosk itself refuses (E9)', () => {
    const places = [...filesIn(FOLDER), join(ROOT, 'electron-builder.yml'), join(ROOT, 'package.json')]
    expect(places.length).toBeGreaterThan(10)
    const forbidden = [...REFUSED_SWITCHES, ...REFUSED_WHEN_INSTALLED].map(
      (name) => new RegExp(`--?${name}(?![\\w-])`),
    )
    const found = places.flatMap((path) =>
      forbidden.filter((form) => form.test(read(path))).map((form) => `${path}: ${form.source}`),
    )
    expect(found).toEqual([])
    expect(forbidden.some((form) => form.test('giogiac --no-sandbox'))).toBe(true)
  })

  test('is described in both languages, every file by name', () => {
    for (const page of ['docs/kiosk-os.md', 'docs/en/kiosk-os.md']) {
      const text = read(join(ROOT, page))
      for (const path of filesIn(FOLDER)) expect(text, page).toContain(path.split('/').at(-1))
    }
  })
})

describe('the Linux kiosk (E12)', () => {
  const unit = settingsOf(UNIT)
  const only = (name: string): string | undefined => {
    const values = unit.get(name) ?? []
    expect(values.length, name).toBeLessThanOrEqual(1)
    return values[0]
  }

  test('starts Cage without switching of terminals and comes back whatever happens', () => {
    const command = only('Service.ExecStart') ?? ''
    expect(command).toMatch(
      /^\/usr\/bin\/cage -- \/opt\/giogiac\/current\/giogiac --data \/var\/lib\/giogiac\/data\b/,
    )
    expect(command.split(' -- ')[0]).not.toMatch(/\s-\w*s/)
    expect(only('Service.Restart')).toBe('always')
    expect(Number(only('Service.RestartSec'))).toBeLessThanOrEqual(5)
    expect(only('Unit.StartLimitIntervalSec')).toBe('0')
    expect(only('Service.RestartPreventExitStatus')).toBe(String(QUIT_CODE))
    expect(only('Unit.Conflicts')).toBe('getty@tty1.service')
  })

  test('runs as nobody special and writes to its own data only', () => {
    expect(only('Service.User')).toBe('giogiac')
    expect(only('Service.SupplementaryGroups')?.split(' ').sort()).toEqual(['audio', 'render', 'video'])
    expect(only('Service.ProtectSystem')).toBe('strict')
    expect(unit.get('Service.ReadWritePaths')).toEqual(['/var/lib/giogiac', '-/run/user', '-/media/giogiac'])
    expect(only('Service.StateDirectoryMode')).toBe('0700')
    expect(unit.get('Service.InaccessiblePaths')).toEqual(['-/home', '-/root'])
    // It would hide /run/user as well, and with it the socket of the session.
    expect(unit.has('Service.ProtectHome')).toBe(false)
    expect(only('Service.NoNewPrivileges')).toBe('yes')
    // A session's leftovers never make a kiosk out of what tests start.
    expect(unit.get('Service.UnsetEnvironment')?.join(' ')).toMatch(/GIOGIAC_NODE GIOGIAC_WINDOWED/)
    expect(only('Service.CapabilityBoundingSet')).toBe('')
    // The page's sandbox needs namespaces, and its engine writes the code it runs.
    expect(unit.has('Service.RestrictNamespaces')).toBe(false)
    expect(unit.has('Service.MemoryDenyWriteExecute')).toBe(false)
  })

  test.skipIf(!has('systemd-analyze'))('has units that systemd understands', () => {
    for (const name of [
      'giogiac-kiosk.service',
      'giogiac-update.service',
      'giogiac-update.timer',
      'media-giogiac.mount',
      'media-giogiac.automount',
    ]) {
      const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', join(LINUX, name)], {
        encoding: 'utf8',
      })
      const faults = stderr
        .split('\n')
        .filter((line) => line.includes(name.split('.')[0] ?? ''))
        // The programs are not on the machine that checks.
        .filter((line) => !/Command \S+\/(cage|giogiac-apply-update) is not executable/.test(line))
      expect(faults, name).toEqual([])
    }
    for (const [name, most] of [
      ['giogiac-kiosk.service', 5],
      ['giogiac-update.service', 2.5],
    ] as const) {
      const asked = ['security', '--offline=true', '--no-pager', join(LINUX, name)]
      const { stdout } = spawnSync('systemd-analyze', asked, { encoding: 'utf8' })
      const exposure = /exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1]
      if (exposure !== undefined) expect(Number(exposure), name).toBeLessThan(most)
    }
  })

  test('lets nobody out by magic keys, further terminals, Ctrl+Alt+Del or a plugged-in stick', () => {
    expect(read(join(LINUX, 'sysctl-giogiac.conf'))).toMatch(/^kernel\.sysrq = 0$/m)
    const logind = settingsOf(join(LINUX, 'logind-giogiac.conf'))
    expect(logind.get('Login.NAutoVTs')).toEqual(['0'])
    expect(logind.get('Login.ReserveVT')).toEqual(['0'])
    const install = read(INSTALL)
    for (const unitName of [
      'ctrl-alt-del.target',
      'getty@tty2.service',
      'getty@tty6.service',
      'udisks2.service',
    ]) {
      expect(install).toContain(unitName)
    }
    expect(read(join(LINUX, 'udev-giogiac-usb.rules'))).toContain('ENV{UDISKS_IGNORE}="1"')
    const mount = settingsOf(join(LINUX, 'media-giogiac.mount')).get('Mount.Options')?.[0]?.split(',') ?? []
    for (const option of ['nosuid', 'nodev', 'noexec', 'sync']) expect(mount).toContain(option)
  })

  test('gives its user no way to sign in', () => {
    const pam = read(join(LINUX, 'pam-giogiac-kiosk'))
    expect(pam).toMatch(/^auth\s+required\s+pam_deny\.so$/m)
    expect(pam).not.toMatch(/pam_permit|nullok/)
    const install = read(INSTALL)
    expect(install).toContain('--shell /usr/sbin/nologin')
    expect(install).toContain('usermod --lock')
    expect(install).not.toMatch(/NOPASSWD|usermod .*-aG|chmod 0?777|curl|wget/)
  })

  const install = (...args: string[]) => spawnSync('sh', [INSTALL, ...args], { encoding: 'utf8' })

  test('is set up twice as once, and taken back whole', () => {
    const root = join(scratch, 'root')
    const first = install('--root', root)
    expect(first.status).toBe(0)
    const placed = filesIn(root).sort()
    expect(placed.length).toBe(11)
    for (const path of placed) {
      const mode = path.endsWith('/sbin/giogiac-apply-update') ? 0o755 : 0o644
      expect(statSync(path).mode & 0o777, path).toBe(mode)
    }
    expect(read(join(root, 'etc/systemd/system/giogiac-kiosk.service'))).toBe(read(UNIT))
    const before = placed.map((path) => statSync(path).mtimeMs)
    const second = install('--root', root)
    expect({ status: second.status, said: second.stdout }).toEqual({ status: 0, said: '' })
    expect(filesIn(root).sort()).toEqual(placed)
    expect(placed.map((path) => statSync(path).mtimeMs)).toEqual(before)
    expect(install('--root', root, '--remove').status).toBe(0)
    expect(filesIn(root)).toEqual([])
    expect(install('--root', root, '--remove').stdout).toBe('')
  })

  test('does not start half a set-up: wrong words end it at once', () => {
    expect(install('--rooot', scratch).status).toBe(2)
    expect(install('--root').status).not.toBe(0)
  })

  test('lets root put a newer version in place before each start, and starts whatever comes of it (E15)', () => {
    const [before] = unit.get('Service.ExecStartPre') ?? []
    expect(before).toBe('-+/usr/local/sbin/giogiac-apply-update')
    expect(Number(only('Service.TimeoutStartSec'))).toBeGreaterThanOrEqual(300)
    const update = settingsOf(join(LINUX, 'giogiac-update.service'))
    expect(update.get('Service.ExecStart')).toEqual(['/usr/bin/systemctl try-restart giogiac-kiosk.service'])
    // The folder it looks at is the kiosk's alone.
    expect(update.get('Service.CapabilityBoundingSet')).toEqual(['CAP_DAC_READ_SEARCH'])
    expect(update.get('Service.RestrictAddressFamilies')).toEqual(['AF_UNIX'])
    expect(settingsOf(join(LINUX, 'giogiac-update.timer')).get('Timer.OnCalendar')).toEqual(['*-*-* 02:30'])
  })

  test.skipIf(!has('shellcheck'))('has scripts without a finding of shellcheck', () => {
    const scripts = [INSTALL, join(LINUX, 'apply-update.sh')]
    const { stdout, status } = spawnSync('shellcheck', scripts, { encoding: 'utf8' })
    expect(stdout).toBe('')
    expect(status).toBe(0)
  })
})

describe('the Windows kiosk (E13)', () => {
  test('puts the program in the place of the desktop, for its own account only, and starts it again', () => {
    const elements = xmlElements(read(join(WINDOWS, 'shell-launcher.xml')))
    const attribute = (name: string, key: string) =>
      elements.filter((one) => one.name === name).map(({ attributes }) => attributes[key])
    expect(elements[0]?.attributes.xmlns).toBe(
      'http://schemas.microsoft.com/ShellLauncher/2018/Configuration',
    )
    expect(attribute('Shell', 'Shell')).toEqual(['%SystemRoot%\\explorer.exe', '@PROGRAM@'])
    expect(attribute('DefaultAction', 'Action')).toEqual(['RestartShell'])
    expect(attribute('ReturnCodeAction', 'ReturnCode')).toEqual([String(QUIT_CODE)])
    expect(attribute('Account', 'Name')).toEqual(['giogiac'])
    const [made, used] = attribute('Profile', 'Id')
    expect(made).toMatch(/^\{[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\}$/)
    expect(used).toBe(made)
  })

  test('lets everybody but administrators run Windows and the kiosk, and no tool that leads further', () => {
    const elements = xmlElements(read(join(WINDOWS, 'app-locker.xml')))
    const collections = elements.filter(({ name }) => name === 'RuleCollection')
    expect(collections.map(({ attributes }) => [attributes.Type, attributes.EnforcementMode])).toEqual(
      ['Exe', 'Msi', 'Script', 'Appx'].map((type) => [type, 'Enabled']),
    )
    const rules = elements.filter(({ name }) => /^File(Path|Publisher)Rule$/.test(name))
    expect(new Set(rules.map(({ attributes }) => attributes.Id)).size).toBe(rules.length)
    const everybody = elements.filter(
      ({ name, within }) => name === 'FilePathCondition' && within.includes('Conditions'),
    )
    expect(everybody.filter(({ attributes }) => attributes.Path === '*').length).toBe(
      rules.filter(({ attributes }) => attributes.UserOrGroupSid === 'S-1-5-32-544').length,
    )
    const excepted = elements
      .filter(({ within }) => within.at(-1) === 'Exceptions')
      .map(({ attributes }) => attributes.Path?.toLowerCase() ?? '')
    for (const tool of [
      'cmd.exe',
      'windowspowershell\\*',
      'mshta.exe',
      'wscript.exe',
      'taskmgr.exe',
      'explorer.exe',
    ]) {
      expect(
        excepted.some((path) => path.endsWith(`\\${tool}`)),
        tool,
      ).toBe(true)
    }
  })

  test('starts the service that enforces AppLocker by itself, or says that it cannot', () => {
    const script = read(join(WINDOWS, 'apply.ps1'))
    expect(script).toMatch(/sc\.exe" config appidsvc start= auto[^\n]*\nif \(\$LASTEXITCODE -ne 0\) \{ throw/)
    expect(script).not.toMatch(/Set-Service -Name AppIDSvc/)
    expect(script.indexOf('appidsvc')).toBeLessThan(script.indexOf('Set-AppLockerPolicy'))
  })

  test('keeps keys away and has a breakout key of its own', () => {
    const script = read(join(WINDOWS, 'keyboard-filter.ps1'))
    for (const key of [
      'Alt+F4',
      'Alt+Tab',
      'Ctrl+Esc',
      'Ctrl+Alt+Del',
      'Shift+Ctrl+Esc',
      'Win+L',
      'Win+R',
      'Windows',
    ]) {
      expect(script).toContain(`'${key}'`)
    }
    expect(script).toContain('BreakoutKeyScanCode')
    expect(script).toContain('$_ -ne 91')
    expect(script).toMatch(/\[Parameter\(Mandatory = \$true\)\]\s+\[ValidateRange\(1, 127\)\]/)
  })

  test.each(['keyboard-filter.ps1', 'apply.ps1'])('%s stops at the first fault and runs no text', (name) => {
    const bytes = readFileSync(join(WINDOWS, name))
    const script = bytes.toString('utf8')
    expect(script).toContain("$ErrorActionPreference = 'Stop'")
    expect(script).toContain('Set-StrictMode -Version Latest')
    expect(script).toContain('#Requires -RunAsAdministrator')
    expect(script).toContain('Enterprise')
    expect(script).not.toMatch(/Invoke-Expression|\biex\b|DownloadString|ExecutionPolicy|Invoke-WebRequest/i)
    expect(script).not.toMatch(/password\s*=\s*['"]/i)
    // Windows PowerShell reads letters beyond ASCII rightly only after a byte order mark.
    const isAscii = bytes.every((byte) => byte < 128)
    expect(isAscii || script.startsWith('\ufeff')).toBe(true)
    const plain = script.replace(/<#[\s\S]*?#>|#.*$|'[^'\n]*'|"(?:[^"`\n]|`.)*"/gm, '')
    for (const [opened, closed] of ['{}', '()', '[]']) {
      expect(plain.split(opened ?? '').length, `${opened}${closed}`).toBe(plain.split(closed ?? '').length)
    }
  })
})

describe('the check of XML finds', () => {
  test.each([
    ['an element left open', '<a><b></a>'],
    ['a second root', '<a/><b/>'],
    ['a bare ampersand', '<a b="x & y"/>'],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['an attribute without quotes', '<a b=1/>'],
    ['text outside', '<a/>x'],
    ['nothing', ''],
  ])('%s', (_name, text) => {
    expect(() => xmlElements(text)).toThrow()
  })
})
