import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'

/** By default one server process for every core but the one that the database needs, and no more than these. */
const MOST_PROCESSES = 4

export interface StartOptions {
  readonly command: 'serve' | 'create-account' | 'import'
  /** What to import. */
  readonly files: readonly string[]
  /** `null`: embedded, in the data directory. */
  readonly databaseUrl: string | null
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
  readonly account: {
    readonly username: string
    readonly displayName: string
    readonly role: 'district' | 'ward-leader'
    readonly point: string | null
  }
}

export type ReadOptions =
  | { readonly kind: 'ok'; readonly options: StartOptions }
  | { readonly kind: 'refused'; readonly why: string }

const flags = {
  data: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  address: { type: 'string' },
  username: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  point: { type: 'string' },
  processes: { type: 'string' },
} as const

const USAGE = `district/main.ts [serve | create-account --username U --name N --role district|ward-leader [--point P]
  | import FILE…: logs (.gglog) and what the district answers to them (.ggreceipt beside each)]
  --data DIR (GIOGIAC_DATA, ./data/district)   --host H   --port N (GIOGIAC_PORT, 8080)
  --address URL (GIOGIAC_ADDRESS)   DATABASE_URL   GIOGIAC_DISTRICT_KEY   GIOGIAC_TRUST_PROXY   GIOGIAC_LOG_LEVEL
  --processes N (GIOGIAC_PROCESSES): on PostgreSQL, one a core but one (1 to 4); embedded always 1`

/** How many server processes share one PostgreSQL when nobody says. */
export const usualProcesses = (): number => Math.max(1, Math.min(availableParallelism() - 1, MOST_PROCESSES))

/** Reads flags and environment; flags win. */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ReadOptions {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    return { kind: 'refused', why: `${(error as Error).message}\n${USAGE}` }
  }
  const { values, positionals } = parsed
  const command = positionals[0] ?? 'serve'
  const port = Number(values.port ?? env.GIOGIAC_PORT ?? 8080)
  const host = values.host ?? env.GIOGIAC_HOST ?? '127.0.0.1'
  const role = values.role ?? 'district'
  const databaseUrl = env.DATABASE_URL || null
  const usual = usualProcesses()
  const processes = Number(values.processes ?? env.GIOGIAC_PROCESSES ?? (databaseUrl === null ? 1 : usual))
  const files = positionals.slice(1)
  const valid =
    (command === 'serve' || command === 'create-account' || (command === 'import' && files.length > 0)) &&
    Number.isInteger(port) &&
    port >= 0 &&
    port < 65_536 &&
    Number.isInteger(processes) &&
    processes >= 1 &&
    (processes === 1 || databaseUrl !== null) &&
    (role === 'district' || role === 'ward-leader')
  if (!valid) return { kind: 'refused', why: USAGE }
  return {
    kind: 'ok',
    options: {
      command,
      files,
      databaseUrl,
      processes,
      data: values.data ?? env.GIOGIAC_DATA ?? 'data/district',
      host,
      port,
      publicAddress: values.address ?? env.GIOGIAC_ADDRESS ?? `http://${host}:${port}`,
      key: env.GIOGIAC_DISTRICT_KEY || null,
      trustProxy: env.GIOGIAC_TRUST_PROXY || null,
      logLevel: env.GIOGIAC_LOG_LEVEL ?? 'info',
      account: {
        username: values.username ?? '',
        displayName: values.name ?? '',
        role,
        point: values.point ?? null,
      },
    },
  }
}

const parse = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: flags, allowPositionals: true, strict: true })
