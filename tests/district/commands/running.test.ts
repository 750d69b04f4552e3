import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { KEEP_ANSWERS_MS } from '../../../db/district/engine/idempotency.ts'
import { openDatabase } from '../../../db/district/engine/open-database.ts'
import { idempotencyKeys } from '../../../db/district/schema/audit.ts'
import { outdatedBackups } from '../../../district/backups/keep-backups.ts'
import { readOptions } from '../../../district/commands/read-options.ts'
import { HEAP_FLAGS } from '../../../district/commands/run-processes.ts'
import { createRequestCounts } from '../../../district/metrics/request-counts.ts'
import program from '../../../package.json' with { type: 'json' }
import { eventually } from '../../support/eventually.ts'
import { freePort } from '../../support/free-port.ts'

const MAIN = join(import.meta.dirname, '../../../district/main.ts')
const PASSWORD = 'chín con voi đi xe đạp'

describe('what the server is told', () => {
  const read = (args: string[], env: Record<string, string> = {}, file = '') =>
    readOptions(args, env, (path) => {
      if (path !== 'district.conf') throw new Error(`no ${path}`)
      return file
    })

  it('comes from flags, then the environment, then one file', () => {
    const file =
      '# cấu hình\nGIOGIAC_PORT=1\nGIOGIAC_HOST=file\nGIOGIAC_DATA="file dir"\nGIOGIAC_LOG_LEVEL=warn\n'
    const told = read(
      ['--config', 'district.conf', '--port', '3'],
      { GIOGIAC_PORT: '2', GIOGIAC_HOST: 'environment' },
      file,
    )
    expect(told).toMatchObject({
      kind: 'ok',
      options: { port: 3, host: 'environment', data: 'file dir', logLevel: 'warn', command: 'serve' },
    })
  })

  it('is one process on PGlite, one a core and at most four on PostgreSQL', () => {
    const processes = (env: Record<string, string>) => read([], env)
    expect(processes({})).toMatchObject({ options: { processes: 1 } })
    const cores = Math.min(availableParallelism(), 4)
    expect(processes({ DATABASE_URL: 'postgres://db/giogiac' })).toMatchObject({
      options: { processes: cores },
    })
  })

  it('has room for a burst of events however many processes there are', () => {
    expect(program.scripts.district).toBe(`node ${HEAP_FLAGS.join(' ')} district/main.ts`)
  })

  it('is refused with the name of what is not understood', () => {
    const refusals: [string[], Record<string, string>, string, string][] = [
      [['--config', 'district.conf'], {}, 'GIOGIAC_PROT=1\n', 'GIOGIAC_PROT'],
      [['--config', 'nowhere'], {}, '', 'nowhere'],
      [['--port', '80a'], {}, '', 'GIOGIAC_PORT'],
      [[], { GIOGIAC_PROCESSES: '2' }, '', 'GIOGIAC_PROCESSES'],
      [[], { GIOGIAC_SECOND_FACTOR: 'no' }, '', 'GIOGIAC_SECOND_FACTOR'],
      [[], { GIOGIAC_METRICS_PORT: '0' }, '', 'GIOGIAC_METRICS_PORT'],
      [[], { DATABASE_OWNER_URL: 'postgres://owner@db/giogiac' }, '', 'DATABASE_OWNER_URL'],
      [[], { GIOGIAC_KEEP_EVENTS_MONTHS: '13' }, '', 'GIOGIAC_KEEP_EVENTS_MONTHS'],
      [['dance'], {}, '', 'dance'],
      [['backup'], {}, '', 'backup'],
      [['--nonsense'], {}, '', '--nonsense'],
      [['create-administrator', '--role', 'king'], {}, '', '--role'],
    ]
    for (const [args, env, file, named] of refusals) {
      expect(read(args, env, file)).toMatchObject({ kind: 'refused', why: expect.stringContaining(named) })
    }
  })

  it('is explained by --help', () => {
    expect(read(['--help'])).toMatchObject({
      kind: 'help',
      text: expect.stringContaining('create-administrator'),
    })
  })

  it('asks administrators for a second factor unless it is told otherwise', () => {
    expect(read([])).toMatchObject({ options: { secondFactor: 'required', host: '127.0.0.1' } })
    expect(read([], { GIOGIAC_SECOND_FACTOR: 'offered' })).toMatchObject({
      options: { secondFactor: 'offered' },
    })
  })
})

describe('old backups', () => {
  it('are cleared but for the newest day and the last of fourteen days; other files stay', () => {
    const at = (hour: number) => new Date(Date.UTC(2026, 10, 1) + hour * 3_600_000)
    const name = (hour: number) =>
      `giogiac-${at(hour).toISOString().slice(0, 19).replaceAll(':', '')}Z.backup`
    const all = Array.from({ length: 20 * 24 }, (_, hour) => name(hour))
    const gone = outdatedBackups(['mine.txt', 'giogiac-x.backup', ...all])
    const kept = all.filter((each) => !gone.includes(each))
    expect(gone).not.toContain('mine.txt')
    expect(kept).toHaveLength(24 + 13)
    expect(kept.slice(-24)).toEqual(all.slice(-24))
    expect(kept[0]).toBe(name(6 * 24 + 23))
  })
})

describe('metrics', () => {
  it('count requests by route, never by what was asked', () => {
    const counts = createRequestCounts()
    counts.note({ method: 'GET', route: '/api/v1/people/:person', status: 200, ms: 30 })
    counts.note({ method: 'GET', route: '/api/v1/people/:person', status: 404, ms: 700 })
    counts.note({ method: 'GET', route: null, status: 404, ms: 1 })
    const text = counts.text()
    expect(text).toContain(
      'giogiac_http_requests_total{method="GET",route="/api/v1/people/:person",status="200"} 1',
    )
    expect(text).toContain('bucket{method="GET",route="/api/v1/people/:person",le="0.05"} 1')
    expect(text).toContain('bucket{method="GET",route="/api/v1/people/:person",le="+Inf"} 2')
    expect(text).toContain('_sum{method="GET",route="/api/v1/people/:person"} 0.73')
  })
})

describe('the program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'giogiac-running-'))
  const running: ChildProcess[] = []
  let config: string
  let port: number
  let metricsPort: number
  beforeAll(async () => {
    ;[port, metricsPort] = [await freePort(), await freePort()]
    config = join(folder, 'district.conf')
    const settings = {
      GIOGIAC_DATA: join(folder, 'data'),
      GIOGIAC_PORT: String(port),
      GIOGIAC_METRICS_PORT: String(metricsPort),
      GIOGIAC_BACKUPS: join(folder, 'backups'),
      GIOGIAC_SECOND_FACTOR: 'offered',
      GIOGIAC_KEEP_EVENTS_MONTHS: '14',
    }
    writeFileSync(
      config,
      Object.entries(settings)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    )
  })
  afterAll(() => {
    for (const child of running) child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  function start(...args: string[]) {
    const { DATABASE_URL: _, GIOGIAC_DISTRICT_KEY: __, ...env } = process.env
    const told = args.includes('--config') ? args : [...args, '--config', config]
    const child = spawn(process.execPath, [MAIN, ...told], { env })
    running.push(child)
    const said = { text: '' }
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        said.text += chunk
      })
    }
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
    return { child, said, ended }
  }
  const run = async (...args: string[]) => {
    const { said, ended } = start(...args)
    return { code: await ended, said: said.text }
  }
  const post = (path: string, body: object) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  const openAt = async (directory: string) => {
    const opened = await openDatabase({ kind: 'pglite', directory })
    if (opened.kind !== 'opened') throw new Error(opened.kind)
    return opened.database
  }

  it('gives the first administrator a code, serves, shows its health, backs up, restores and stops in order', {
    timeout: 240_000,
  }, async () => {
    const made = await run('create-administrator', '--username', 'quan', '--name', 'Trần Quản')
    expect(made.code).toBe(0)
    const code = /quan: (\S+)/.exec(made.said)?.[1] ?? ''
    expect(code).toMatch(/^(\w{4}-){3}\w{4}$/)

    const server = start()
    await eventually(() => expect(server.said.text).toContain(`http://127.0.0.1:${port}\n`), 30_000)
    expect(server.said.text).toContain('only this machine reaches the address below')
    expect(await (await fetch(`http://127.0.0.1:${port}/healthz`)).json()).toEqual({ ok: true })
    expect(
      (await post('/api/v1/choose-password', { username: 'quan', code, password: PASSWORD })).status,
    ).toBe(204)
    expect((await post('/api/v1/sign-in', { username: 'quan', password: PASSWORD })).status).toBe(204)

    const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
    expect(metrics).toContain('giogiac_database_up 1')
    expect(metrics).toContain('route="/api/v1/sign-in",status="204"} 1')
    expect(metrics).toContain('process_resident_memory_bytes')
    expect(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).not.toContain('giogiac_')
    expect((await fetch(`http://127.0.0.1:${metricsPort}/healthz`)).status).toBe(404)

    await eventually(() => expect(readdirSync(join(folder, 'backups'))[0]).toMatch(/Z\.backup$/), 30_000)
    expect((await run('backup', join(folder, 'x.backup'))).said).toContain('in use')

    server.child.kill('SIGTERM')
    expect(await server.ended, server.said.text.slice(-1500)).toBe(0)
    expect(server.said.text).not.toMatch(/quan|Trần|chín con voi/)

    const [first = ''] = readdirSync(join(folder, 'backups'))
    const refused = await run('restore', join(folder, 'backups', first))
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('not empty') })
    const elsewhere = ['--data', join(folder, 'other')]
    const restored = await run('restore', join(folder, 'backups', first), ...elsewhere)
    expect(restored).toMatchObject({ code: 0, said: expect.stringContaining('restored and verified') })
    expect(restored.said).toContain('that key is not here')
    const kept = await run('retention', '--apply', ...elsewhere)
    expect(kept).toMatchObject({ code: 1, said: expect.stringContaining('key is not here') })
    const told = await run('retention')
    expect(told).toMatchObject({ code: 0, said: expect.stringContaining('0 sự kiện quá 14 tháng') })
    const again = await run('backup', join(folder, 'again.backup'), ...elsewhere)
    expect(again).toMatchObject({ code: 0, said: expect.stringContaining('SHA-256') })
  })

  it('hands out what lies on its shelf of updates, and forgets old answers where it makes no backups', {
    timeout: 120_000,
  }, async () => {
    const data = join(folder, 'shelf')
    mkdirSync(join(data, 'updates/linux-x64'), { recursive: true })
    writeFileSync(join(data, 'updates/linux-x64/giogiac-update.txt'), 'giogiac update 1\n')
    const before = await openAt(data)
    const asked = { who: 'quan', requestHash: 'x', status: 200, answer: null }
    const at = Date.now()
    await before.db.insert(idempotencyKeys).values([
      { ...asked, key: 'old', at: at - KEEP_ANSWERS_MS - 60_000 },
      { ...asked, key: 'new', at },
    ])
    await before.close()

    const alone = join(folder, 'alone.conf')
    writeFileSync(alone, `GIOGIAC_DATA=${data}\nGIOGIAC_PORT=${port}\n`)
    const server = start('--config', alone)
    await eventually(() => expect(server.said.text).toContain(`:${port}\n`), 30_000)
    const path = `http://127.0.0.1:${port}/api/v1/updates/linux-x64`
    expect(await (await fetch(`${path}/giogiac-update.txt`)).text()).toBe('giogiac update 1\n')
    expect((await fetch(`${path}/giogiac-update.sig`)).status).toBe(404)
    server.child.kill('SIGTERM')
    expect(await server.ended, server.said.text.slice(-1500)).toBe(0)

    const after = await openAt(data)
    expect((await after.db.select().from(idempotencyKeys)).map(({ key }) => key)).toEqual(['new'])
    await after.close()
  })

  it('D15: answers health and metrics on loopback only', async () => {
    const server = start()
    await eventually(() => expect(server.said.text).toContain(`:${port}\n`), 30_000)
    const outside = Object.values(networkInterfaces())
      .flat()
      .filter((each) => each !== undefined && !each.internal && each.family === 'IPv4')
      .map((each) => each?.address)
    for (const address of outside) {
      for (const each of [port, metricsPort]) {
        await expect(fetch(`http://${address}:${each}/metrics`)).rejects.toThrow()
      }
    }
    server.child.kill('SIGTERM')
    expect(await server.ended, server.said.text.slice(-1500)).toBe(0)
  })

  it('lets an administrator back in who lost password and phone', async () => {
    const made = await run('create-administrator', '--username', 'quan')
    expect(made).toMatchObject({ code: 0, said: expect.stringMatching(/quan: (\w{4}-){3}\w{4}/) })
    expect(await run('create-administrator', '--username', "a' or 1=1")).toMatchObject({ code: 1 })
  })

  it('names the account that an administrator uses now, where an old one of theirs is asked for', async () => {
    const database = await openAt(join(folder, 'data'))
    await database.db.execute(sql`insert into people (id, name, title) values ('p1', 'Trần Quản', '')`)
    await database.db.execute(
      sql`update accounts set state = 'disabled', person = 'p1', role = 'viewer' where username = 'quan'`,
    )
    const asked = await database.db.execute(sql`select display_name from accounts where username = 'quan'`)
    const before = rowsOf<{ display_name: string }>(asked)[0]?.display_name
    await database.db.execute(sql`insert into accounts (username, display_name, role, state, person)
      values ('quan.moi', 'Trần Quản', 'viewer', 'active', 'p1')`)
    await database.close()
    const refused = await run('create-administrator', '--username', 'quan')
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('--username quan.moi') })
    const after = await openAt(join(folder, 'data'))
    const told = await after.db.execute(
      sql`select state, display_name, role from accounts where username = 'quan'`,
    )
    expect(rowsOf(told)).toEqual([{ state: 'disabled', display_name: before, role: 'viewer' }])
    await after.close()
    const made = await run('create-administrator', '--username', 'quan.moi')
    expect(made).toMatchObject({ code: 0, said: expect.stringMatching(/quan\.moi: (\w{4}-){3}\w{4}/) })
  })
})
