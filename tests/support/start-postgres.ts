import { execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from './free-port.ts'
import { madeOnce, runFolder } from './run-folder.ts'

/** Names the only engine to run on, as a guard's test needs no second one; unset: both. */
export const ENGINE = 'GIOGIAC_TEST_ENGINE'

export interface TestPostgres {
  /** Makes an empty database. @returns its connection URL */
  createDatabase(): Promise<string>
  stop(): Promise<void>
}

const DEBIAN_FOLDER = '/usr/lib/postgresql'

/** The newest PostgreSQL that Debian installed, or `null`. */
export function findPostgres(): string | null {
  if (!existsSync(DEBIAN_FOLDER)) return null
  const newest = readdirSync(DEBIAN_FOLDER)
    .map(Number)
    .filter(Number.isInteger)
    .sort((a, b) => b - a)[0]
  return newest === undefined ? null : join(DEBIAN_FOLDER, String(newest), 'bin')
}

/** PostgreSQL refuses to run as root: then it runs as its own user. */
function ownUser(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

interface Started {
  readonly folder: string
  readonly port: number
  readonly pid: number
}

/** How a PostgreSQL is started for more than one file: nobody cuts its power, and two files ask it at once. */
const SHARED = ['-c', 'fsync=off', '-c', 'max_connections=200']

/** Makes a cluster in a folder of its own and starts it on loopback. */
async function start(settings: readonly string[]): Promise<Started> {
  const bin = findPostgres()
  if (bin === null) throw new Error('no PostgreSQL: install the Debian package postgresql')
  const folder = mkdtempSync(join(tmpdir(), 'giogiac-pg-'))
  const user = ownUser()
  if (user !== null) chownSync(folder, user.uid, user.gid)
  const as = { ...(user ?? {}), cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } }
  const data = join(folder, 'data')
  const setup = ['-D', data, '-U', 'giogiac', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']
  // What it complains of is part of the error.
  execFileSync(join(bin, 'initdb'), setup, { ...as, stdio: ['ignore', 'ignore', 'pipe'] })
  const port = await freePort()
  const places = ['-c', `unix_socket_directories=${folder}`, '-c', 'listen_addresses=127.0.0.1']
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...places, ...settings], {
    ...as,
    stdio: 'ignore',
    detached: true,
  })
  server.unref()
  const started = { folder, port, pid: server.pid ?? 0 }
  await untilReady(urlOf(started, 'postgres'))
  return started
}

/** By the socket in its folder, as a program on the same machine would. */
const urlOf = ({ folder, port }: Started, database: string): string =>
  `postgres://giogiac@${encodeURIComponent(folder)}:${port}/${database}`

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function end({ folder, pid }: Started): Promise<void> {
  for (let tries = 0; isRunning(pid) && tries < 600; tries++) {
    if (tries === 0) process.kill(pid, 'SIGINT')
    await wait(50)
  }
  rmSync(folder, { recursive: true, force: true })
}

async function ask(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

async function createDatabase(server: Started): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await ask(urlOf(server, 'postgres'), `create database ${name}`)
  return urlOf(server, name)
}

/** Starts a real PostgreSQL in a folder of its own, to be stopped or ended by whoever started it. */
export async function startPostgres(): Promise<TestPostgres> {
  const server = await start([])
  const kill = () => {
    if (isRunning(server.pid)) process.kill(server.pid, 'SIGINT')
  }
  process.once('exit', kill)
  return {
    createDatabase: () => createDatabase(server),
    async stop() {
      process.off('exit', kill)
      await end(server)
    },
  }
}

const PLACE = 'server.json'

/** The PostgreSQL of this run, started by whoever needs it first; its databases go when its holder stops. */
export async function sharedPostgres(): Promise<TestPostgres> {
  if (runFolder() === null) return startPostgres()
  const place = await madeOnce('postgres', async (folder) => {
    writeFileSync(join(folder, PLACE), JSON.stringify(await start(SHARED)))
  })
  const server: Started = JSON.parse(readFileSync(join(place, PLACE), 'utf8'))
  const made: string[] = []
  return {
    async createDatabase() {
      const url = await createDatabase(server)
      made.push(url)
      return url
    },
    async stop() {
      for (const url of made.splice(0)) {
        await ask(
          urlOf(server, 'postgres'),
          `drop database ${url.slice(url.lastIndexOf('/') + 1)} with (force)`,
        )
      }
    },
  }
}

/** At the end of a run: ends its PostgreSQL, if anybody needed one. */
export async function endSharedPostgres(run: string): Promise<void> {
  const place = join(run, 'postgres', PLACE)
  if (existsSync(place)) await end(JSON.parse(readFileSync(place, 'utf8')))
}

async function untilReady(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      await client.end().catch(() => {})
      if (tries > 200) throw error
      await wait(50)
    }
  }
}
