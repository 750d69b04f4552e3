import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

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

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })

/** Starts a real PostgreSQL on loopback in a folder of its own. */
export async function startPostgres(): Promise<TestPostgres> {
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
  const settings = ['-c', `unix_socket_directories=${folder}`, '-c', 'listen_addresses=127.0.0.1']
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
    ...as,
    stdio: 'ignore',
  })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  // By the socket in its folder, as a program on the same machine would.
  const urlOf = (database: string) => `postgres://giogiac@${encodeURIComponent(folder)}:${port}/${database}`
  const kill = () => {
    server.kill('SIGINT')
  }
  process.once('exit', kill)
  await untilReady(urlOf('postgres'))
  let made = 0
  return {
    async createDatabase() {
      const name = `test_${process.pid}_${made++}`
      const client = new pg.Client({ connectionString: urlOf('postgres') })
      await client.connect()
      await client.query(`create database ${name}`)
      await client.end()
      return urlOf(name)
    },
    async stop() {
      process.off('exit', kill)
      kill()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
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
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
