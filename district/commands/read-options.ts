import { availableParallelism } from 'node:os'
import { parseArgs, parseEnv } from 'node:util'
import { Role } from '../../core/district/roles.ts'
import { USAGE } from './usage.ts'

export const COMMANDS = [
  'serve',
  'upgrade',
  'create-administrator',
  'create-account',
  'import',
  'backup',
  'restore',
  'retention',
  'export-person',
  'erase-person',
  'affected',
  'keys',
  'rotate-key',
  'retire-key',
] as const
export type Command = (typeof COMMANDS)[number]
/** Commands that need to be told what about. */
const NEED_ARGUMENTS: readonly Command[] = [
  'import',
  'backup',
  'restore',
  'export-person',
  'erase-person',
  'retire-key',
]

/** A kiosk keeps 400 days itself: the district, which it sends them to, never keeps less. */
const LEAST_EVENT_MONTHS = 14
/** By default one server process for every core but the one that the database needs, and no more than these. */
const MOST_PROCESSES = 4

export interface StartOptions {
  readonly command: Command
  /** What follows the command: files, a person's id. */
  readonly files: readonly string[]
  /** `null`: embedded, in the data directory. */
  readonly databaseUrl: string | null
  /** Whose tables they are, where the server itself has fewer rights; `null`: the server owns them. */
  readonly databaseOwnerUrl: string | null
  readonly data: string
  readonly host: string
  readonly port: number
  readonly publicAddress: string
  /** The district's private key as a JWK; `null`: kept in the data directory. */
  readonly key: string | null
  readonly trustProxy: string | null
  readonly logLevel: string
  /** Server processes; more than one only on PostgreSQL. */
  readonly processes: number
  readonly secondFactor: 'required' | 'offered'
  /** Of the metrics on loopback; `null`: none. */
  readonly metricsPort: number | null
  /** Where the server leaves a backup by itself; `null`: it makes none. */
  readonly backups: { readonly directory: string; readonly everyHours: number } | null
  /** Names of people who left are kept so long; `null`: without end. */
  readonly keepNamesMonths: number | null
  /** Events are kept so long; `null`: without end. */
  readonly keepEventsMonths: number | null
  readonly account: {
    readonly username: string
    readonly displayName: string
    readonly role: Role
    readonly point: string | null
    readonly organisation: string | null
  }
  /** Commands that delete only say what they would do until this is given. */
  readonly apply: boolean
  /** A backup without a signature is put back although the district's key is at hand. */
  readonly unsigned: boolean
  readonly device: string | null
  readonly from: string | null
  readonly to: string | null
  readonly out: string | null
}

export type ReadOptions =
  | { readonly kind: 'ok'; readonly options: StartOptions }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'refused'; readonly why: string }

const text = { type: 'string' } as const
const flags = {
  ...{ config: text, data: text, host: text, port: text, address: text, processes: text },
  ...{ username: text, name: text, role: text, point: text, organisation: text },
  ...{ device: text, from: text, to: text, out: text },
  apply: { type: 'boolean' },
  unsigned: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Everything that the environment or the configuration file may say; anything else there is a slip of the pen. */
export const SETTINGS = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'GIOGIAC_DATA',
  'GIOGIAC_HOST',
  'GIOGIAC_PORT',
  'GIOGIAC_ADDRESS',
  'GIOGIAC_DISTRICT_KEY',
  'GIOGIAC_TRUST_PROXY',
  'GIOGIAC_LOG_LEVEL',
  'GIOGIAC_PROCESSES',
  'GIOGIAC_SECOND_FACTOR',
  'GIOGIAC_METRICS_PORT',
  'GIOGIAC_BACKUPS',
  'GIOGIAC_BACKUP_HOURS',
  'GIOGIAC_KEEP_NAMES_MONTHS',
  'GIOGIAC_KEEP_EVENTS_MONTHS',
] as const
type Settings = Readonly<Partial<Record<(typeof SETTINGS)[number], string | undefined>>>

/** How many server processes share one PostgreSQL when nobody says: while one of two waits for it the other one works. */
export const usualProcesses = (): number => Math.min(availableParallelism(), MOST_PROCESSES)

/**
 * Reads flags, environment and the configuration file (the same names as in the environment, one a line); flags win,
 * then the environment.
 * @param readFile how the file of `--config` is read; throws when it cannot be
 */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): ReadOptions {
  let parsed: ReturnType<typeof parse>
  let settings: Settings
  try {
    parsed = parse(args)
    const path = parsed.values.config ?? env.GIOGIAC_CONFIG
    const file = path === undefined ? {} : parseEnv(readFile(path))
    const unknown = Object.keys(file).filter((name) => !(SETTINGS as readonly string[]).includes(name))
    if (unknown.length > 0) {
      return { kind: 'refused', why: `${path}: không có thiết đặt ${unknown.join(', ')} (unknown setting).` }
    }
    settings = { ...file, ...definedOf(env) }
  } catch (error) {
    return { kind: 'refused', why: `${(error as Error).message}\n${USAGE}` }
  }
  const { values, positionals } = parsed
  if (values.help === true) return { kind: 'help', text: USAGE }
  const wrong = (name: string): ReadOptions => ({
    kind: 'refused',
    why: `${name}: giá trị không đúng (not understood).\n${USAGE}`,
  })
  const command = COMMANDS.find((each) => each === (positionals[0] ?? 'serve'))
  if (command === undefined) return wrong(positionals[0] ?? '')
  const files = positionals.slice(1)
  if (NEED_ARGUMENTS.includes(command) && files.length === 0) return wrong(command)

  const databaseUrl = settings.DATABASE_URL || null
  const databaseOwnerUrl = settings.DATABASE_OWNER_URL || null
  if (databaseOwnerUrl !== null && databaseUrl === null) return wrong('DATABASE_OWNER_URL')
  const port = wholeNumber(values.port ?? settings.GIOGIAC_PORT ?? '8080', 0, 65_535)
  if (port === null) return wrong('GIOGIAC_PORT')
  const usual = databaseUrl === null ? 1 : usualProcesses()
  const processes = wholeNumber(values.processes ?? settings.GIOGIAC_PROCESSES ?? String(usual), 1, 64)
  if (processes === null || (processes > 1 && databaseUrl === null)) return wrong('GIOGIAC_PROCESSES')
  const role = Role.safeParse(values.role ?? 'district-administrator')
  if (!role.success) return wrong('--role')
  const secondFactor = settings.GIOGIAC_SECOND_FACTOR ?? 'required'
  if (secondFactor !== 'required' && secondFactor !== 'offered') return wrong('GIOGIAC_SECOND_FACTOR')
  const metricsPort = settings.GIOGIAC_METRICS_PORT
    ? wholeNumber(settings.GIOGIAC_METRICS_PORT, 1, 65_535)
    : undefined
  if (metricsPort === null) return wrong('GIOGIAC_METRICS_PORT')
  const everyHours = wholeNumber(
    settings.GIOGIAC_BACKUP_HOURS ?? (databaseUrl === null ? '1' : '24'),
    1,
    24 * 31,
  )
  if (everyHours === null) return wrong('GIOGIAC_BACKUP_HOURS')

  const keepNamesMonths = settings.GIOGIAC_KEEP_NAMES_MONTHS
    ? wholeNumber(settings.GIOGIAC_KEEP_NAMES_MONTHS, 1, 1_200)
    : undefined
  if (keepNamesMonths === null) return wrong('GIOGIAC_KEEP_NAMES_MONTHS')
  const keepEventsMonths = settings.GIOGIAC_KEEP_EVENTS_MONTHS
    ? wholeNumber(settings.GIOGIAC_KEEP_EVENTS_MONTHS, LEAST_EVENT_MONTHS, 1_200)
    : undefined
  if (keepEventsMonths === null) return wrong('GIOGIAC_KEEP_EVENTS_MONTHS')

  const host = values.host ?? settings.GIOGIAC_HOST ?? '127.0.0.1'
  return {
    kind: 'ok',
    options: {
      command,
      files,
      databaseUrl,
      databaseOwnerUrl,
      processes,
      data: values.data ?? settings.GIOGIAC_DATA ?? 'data/district',
      host,
      port,
      publicAddress: values.address ?? settings.GIOGIAC_ADDRESS ?? `http://${host}:${port}`,
      key: settings.GIOGIAC_DISTRICT_KEY || null,
      trustProxy: settings.GIOGIAC_TRUST_PROXY || null,
      logLevel: settings.GIOGIAC_LOG_LEVEL ?? 'info',
      secondFactor,
      metricsPort: metricsPort ?? null,
      backups: settings.GIOGIAC_BACKUPS ? { directory: settings.GIOGIAC_BACKUPS, everyHours } : null,
      keepNamesMonths: keepNamesMonths ?? null,
      keepEventsMonths: keepEventsMonths ?? null,
      account: {
        username: values.username ?? '',
        displayName: values.name ?? '',
        role: role.data,
        point: values.point ?? null,
        organisation: values.organisation ?? null,
      },
      apply: values.apply ?? false,
      unsigned: values.unsigned ?? false,
      device: values.device ?? null,
      from: values.from ?? null,
      to: values.to ?? null,
      out: values.out ?? null,
    },
  }
}

const definedOf = (env: Readonly<Record<string, string | undefined>>): Settings =>
  Object.fromEntries(SETTINGS.flatMap((name) => (env[name] ? [[name, env[name]]] : [])))

/** `null`: not a whole number within the bounds. */
function wholeNumber(said: string, least: number, most: number): number | null {
  const number = Number(said)
  return /^\d+$/.test(said) && number >= least && number <= most ? number : null
}

const parse = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: flags, allowPositionals: true, strict: true })
