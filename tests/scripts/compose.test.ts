import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { SETTINGS } from '../../district/commands/read-options.ts'

const ROOT = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

const Service = z.strictObject({
  image: z.string(),
  build: z.string().optional(),
  restart: z.literal('unless-stopped'),
  environment: z.record(z.string(), z.string()),
  env_file: z.array(z.string()).optional(),
  secrets: z.array(z.string()).optional(),
  volumes: z.array(z.string()),
  networks: z.array(z.string()),
  ports: z.array(z.string()).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.literal('service_healthy') })).optional(),
  healthcheck: z
    .object({ test: z.array(z.string()), interval: z.string(), timeout: z.string(), retries: z.int() })
    .optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string()).optional(),
  cap_drop: z.array(z.literal('ALL')).optional(),
  cap_add: z.array(z.string()).optional(),
  security_opt: z.array(z.literal('no-new-privileges:true')).optional(),
  mem_limit: z.string(),
  pids_limit: z.int(),
  stop_grace_period: z.string().optional(),
})
const Compose = z.strictObject({
  name: z.string(),
  services: z.record(z.string(), Service),
  networks: z.record(
    z.string(),
    z.strictObject({
      internal: z.literal(true).optional(),
      ipam: z.object({ config: z.array(z.object({ subnet: z.string() })) }).optional(),
    }),
  ),
  volumes: z.record(z.string(), z.null()),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
})
const Versions = z.record(z.string(), z.string())
const { dependencies, devDependencies } = z
  .object({ dependencies: Versions, devDependencies: Versions })
  .parse(JSON.parse(read('package.json')))
const compose = Compose.parse(parse(read('docker-compose.yml')))
const { db, district, caddy } = compose.services

describe('docker-compose.yml', () => {
  it('names every image by a version, and every volume, network and secret it uses', () => {
    for (const [name, service] of Object.entries(compose.services)) {
      expect(service.image, name).toMatch(/^[\w/-]+:\d+\.\d+[\w.-]*$/)
      for (const volume of service.volumes) {
        const [source = ''] = volume.split(':')
        if (source.startsWith('./')) expect(existsSync(join(ROOT, source)), volume).toBe(true)
        else expect(Object.keys(compose.volumes), volume).toContain(source)
      }
      for (const network of service.networks) expect(Object.keys(compose.networks)).toContain(network)
      for (const secret of service.secrets ?? []) expect(Object.keys(compose.secrets)).toContain(secret)
      for (const [other] of Object.entries(service.depends_on ?? {})) {
        const isWatched = compose.services[other]?.healthcheck !== undefined || other === 'district'
        expect(isWatched, `${name} waits for ${other}`).toBe(true)
      }
    }
    const used = Object.values(compose.services).flatMap(({ volumes }) =>
      volumes.map((each) => each.split(':')[0]),
    )
    for (const volume of Object.keys(compose.volumes)) expect(used).toContain(volume)
  })

  it('opens only the ports of TLS to the outside', () => {
    expect(caddy?.ports).toEqual(['80:80', '443:443'])
    expect([db?.ports, district?.ports]).toEqual([undefined, undefined])
  })

  it('lets nobody but the district reach the database, and gives no service more rights than its start needs', () => {
    const onStore = Object.entries(compose.services).filter(([, { networks }]) => networks.includes('store'))
    expect(onStore.map(([name]) => name)).toEqual(['db', 'district'])
    expect(db?.networks).toEqual(['store'])
    expect(compose.networks.store?.internal).toBe(true)
    for (const [name, service] of Object.entries(compose.services)) {
      expect(service.cap_drop, name).toEqual(['ALL'])
      expect(service.security_opt, name).toEqual(['no-new-privileges:true'])
    }
  })

  it('gives the district settings that it knows, no secrets, and as few rights as it needs', () => {
    for (const name of Object.keys(district?.environment ?? {})) expect(SETTINGS).toContain(name)
    expect(district?.environment.GIOGIAC_TRUST_PROXY).toBe(compose.networks.inside?.ipam?.config[0]?.subnet)
    expect(district?.read_only).toBe(true)
    expect(district?.cap_drop).toEqual(['ALL'])
    expect(district?.security_opt).toEqual(['no-new-privileges:true'])
    expect(district?.cap_add).toBeUndefined()
    expect(read('docker-compose.yml')).not.toMatch(/PASSWORD:|privileged|docker\.sock|network_mode|:latest/)
  })
})

describe('the Dockerfile', () => {
  const lines = read('Dockerfile')
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  const of = (instruction: string) =>
    lines
      .filter((line) => line.startsWith(`${instruction} `))
      .map((line) => line.slice(instruction.length + 1))

  it('is made of known instructions on the Node that the tests run on, and runs as somebody who owns nothing', () => {
    const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'EXPOSE', 'HEALTHCHECK', 'CMD']
    for (const line of lines) expect(known, line).toContain(line.split(' ')[0])
    const { node } = devDependencies
    for (const from of of('FROM')) expect(from.replace(/ AS \w+$/, '')).toBe(`node:${node}-bookworm-slim`)
    expect(of('USER')).toEqual(['node'])
    expect(lines.findLastIndex((line) => line.startsWith('RUN '))).toBeLessThan(
      lines.findIndex((line) => line.startsWith('USER ')),
    )
    for (const run of of('RUN')) expect(run).not.toMatch(/curl|wget|apt-get/)
    for (const run of of('RUN').filter((each) => each.includes('npm ci'))) {
      expect(run).toContain('--ignore-scripts')
    }
  })

  it('copies what is there, all that the server imports, and starts it', () => {
    const copied = of('COPY')
      .filter((copy) => !copy.startsWith('--from'))
      .flatMap((copy) => copy.split(' ').slice(0, -1))
    for (const path of copied) expect(existsSync(join(ROOT, path)), path).toBe(true)
    expect(copied).toEqual(expect.arrayContaining(['core', 'db', 'district', 'assets', 'package.json']))
    const cmd = z.array(z.string()).parse(JSON.parse(of('CMD').at(-1) ?? '[]'))
    expect(cmd[0]).toBe('node')
    expect(existsSync(join(ROOT, cmd[1] ?? ''))).toBe(true)
    expect(of('HEALTHCHECK')[0]).toContain('/healthz')
  })

  it('has everything the server needs among the packages that are not for development', () => {
    for (const name of ['fastify', 'pg', 'drizzle-orm', '@electric-sql/pglite', '@zxcvbn-ts/core', 'zod']) {
      expect(Object.keys(dependencies)).toContain(name)
    }
  })
})

describe('the Caddyfile', () => {
  it('closes what it opens, and passes everything to the port that the district listens on', () => {
    const text = read('scripts/district-os/Caddyfile')
    expect(text.match(/\{(?!\$)/g)?.length).toBe(text.match(/(?<!DOMAIN)\}/g)?.length)
    expect(text).toContain(`reverse_proxy district:${district?.environment.GIOGIAC_PORT}`)
    expect(text).not.toContain(String(district?.environment.GIOGIAC_METRICS_PORT))
  })
})
