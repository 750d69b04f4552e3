import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** PEM of a certificate and of its private key. */
export interface Identity {
  readonly cert: string
  readonly key: string
}

export interface Wanted {
  /** As OpenSSL writes alternative names: `IP:127.0.0.1`, `DNS:…`. */
  readonly name?: string
  /** `YYYYMMDD`, UTC. */
  readonly from?: string
  readonly to?: string
}

/** An authority made by OpenSSL for one test. */
export interface Authority {
  readonly cert: string
  /** A server's certificate that it vouches for. */
  sign(wanted?: Wanted): Identity
  close(): void
}

const LOOPBACK = 'IP:127.0.0.1'
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
const CONFIGURATION = `
[ca]
default_ca = own
[own]
dir = .
database = ./index.txt
new_certs_dir = .
certificate = ca.pem
private_key = ca.key
rand_serial = yes
unique_subject = no
default_md = sha256
policy = anybody
copy_extensions = copy
[anybody]
commonName = supplied
`

export function createAuthority(commonName: string): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'giogiac-ca-'))
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  openssl('req', '-x509', ...NEW_KEY, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', `/CN=${commonName}`)
  writeFileSync(join(folder, 'ca.cnf'), CONFIGURATION)
  writeFileSync(join(folder, 'index.txt'), '')
  return {
    cert: read('ca.pem'),
    sign({ name = LOOPBACK, from = '20200101', to = '20991231' } = {}) {
      const files = ['-keyout', 'server.key', '-out', 'server.csr']
      openssl('req', ...NEW_KEY, ...files, '-subj', '/CN=district', '-addext', `subjectAltName=${name}`)
      const dates = ['-startdate', `${from}000000Z`, '-enddate', `${to}000000Z`]
      openssl(
        'ca',
        '-batch',
        '-notext',
        '-config',
        'ca.cnf',
        '-in',
        'server.csr',
        '-out',
        'server.pem',
        ...dates,
      )
      return { cert: read('server.pem'), key: read('server.key') }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A certificate that vouches for itself. */
export function selfSigned(): Identity {
  const folder = mkdtempSync(join(tmpdir(), 'giogiac-self-'))
  const files = ['-keyout', 'own.key', '-out', 'own.pem', '-subj', '/CN=district']
  execFileSync('openssl', ['req', '-x509', ...NEW_KEY, ...files, '-addext', `subjectAltName=${LOOPBACK}`], {
    cwd: folder,
    stdio: 'pipe',
  })
  const [cert, key] = ['own.pem', 'own.key'].map((name) => readFileSync(join(folder, name), 'utf8'))
  rmSync(folder, { recursive: true, force: true })
  return { cert: cert ?? '', key: key ?? '' }
}
