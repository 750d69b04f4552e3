/** Command-line switches that would open the kiosk up; a start with one of them is refused. */
export const REFUSED_SWITCHES: readonly string[] = [
  'no-sandbox',
  'disable-sandbox',
  'disable-gpu-sandbox',
  'disable-setuid-sandbox',
  'disable-namespace-sandbox',
  'disable-seccomp-filter-sandbox',
  'single-process',
  'no-zygote',
  'in-process-gpu',
  'disable-web-security',
  'disable-site-isolation-trials',
  'disable-features',
  'enable-blink-features',
  'allow-file-access-from-files',
  'allow-running-insecure-content',
  'unsafely-treat-insecure-origin-as-secure',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'host-rules',
  'host-resolver-rules',
  'proxy-server',
  'proxy-pac-url',
  'load-extension',
  'auth-server-allowlist',
  'js-flags',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'ssl-key-log-file',
  'log-net-log',
]

/** Refused in an installed kiosk only: development and tests look inside and show it a filmed camera. */
export const REFUSED_WHEN_INSTALLED: readonly string[] = [
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-publish-uid',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'use-fake-ui-for-media-stream',
  'use-fake-device-for-media-stream',
  'use-file-for-fake-video-capture',
  'auto-accept-camera-and-microphone-capture',
  'clock',
]

/** Switches Electron sets by itself; for these only the arguments tell what a person asked for. */
const SET_BY_ELECTRON: readonly string[] = ['allow-file-access-from-files', 'disable-features', 'no-zygote']

/** Environment variables that change what code runs; their presence refuses the start. */
export const REFUSED_ENVIRONMENT: readonly string[] = [
  'ELECTRON_RUN_AS_NODE',
  'NODE_OPTIONS',
  'ELECTRON_NO_ASAR',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'SSLKEYLOGFILE',
]

/**
 * The first thing of this start that the kiosk does not run with, named for one line of output, or null.
 * @param args the command line without the program
 * @param environment variables by name; an empty value counts as absent
 */
export function findRefused(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  installed: boolean,
): string | null {
  const refused = new Set(refusedNames(installed))
  for (const arg of args) {
    const name = switchName(arg)
    if (name !== null && refused.has(name)) return `--${name}`
  }
  return REFUSED_ENVIRONMENT.find((name) => (environment[name] ?? '') !== '') ?? null
}

/**
 * The first refused switch that Chromium runs with although it is not among the arguments, or null.
 * @param has whether a switch of this name is set
 */
export const findRefusedSwitch = (has: (name: string) => boolean, installed: boolean): string | null => {
  const found = refusedNames(installed).find((name) => !SET_BY_ELECTRON.includes(name) && has(name))
  return found === undefined ? null : `--${found}`
}

const refusedNames = (installed: boolean): readonly string[] =>
  installed ? [...REFUSED_SWITCHES, ...REFUSED_WHEN_INSTALLED] : REFUSED_SWITCHES

/** Chromium accepts one dash or two, any case before `=`, and on Windows a slash. */
function switchName(arg: string): string | null {
  const match = /^(?:--?|\/)([^=]+)/.exec(arg.trim())
  return match?.[1]?.toLowerCase() ?? null
}
