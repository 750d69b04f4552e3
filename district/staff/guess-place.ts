import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { askedUsername } from '../../db/district/accounts/accounts.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { NONCE_BYTES } from '../context/secret-box.ts'

/** Where somebody signs in from. */
export interface GuessPlace {
  /** A browser in which this account has signed in before, or else the address. */
  readonly key: string
  readonly isKnown: boolean
  readonly address: string
}

const DEVICE_BYTES = 16
const KEPT_SECONDS = 180 * 86_400

/** What one customer of a network usually has: an address of version 4, or 2⁶⁴ of version 6. */
export function networkOf(ip: string): string {
  const inside = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (inside !== undefined || !isIPv6(ip)) return inside ?? ip
  const [head = '', tail] = (ip.split('%')[0] ?? '').split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap: string[] = tail === undefined ? [] : Array(Math.max(0, 8 - left.length - right.length)).fill('0')
  const first = [...left, ...gap, ...right].slice(0, 4)
  return `${first.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}

const cookieOf = (username: string): string =>
  `giogiac-device-${createHash('sha256').update(username).digest('hex').slice(0, 8)}`
const about = (username: string): string => `device:${username}`

const readDevice = (context: DistrictContext, request: FastifyRequest, username: string): Buffer | null => {
  const sealed = request.cookies[cookieOf(username)]
  return sealed === undefined ? null : context.secrets.open(sealed, about(username))
}

/** Where a guess at an account comes from; only the district seals what makes a browser a known one. */
export function placeOf(context: DistrictContext, request: FastifyRequest, typed: unknown): GuessPlace {
  const address = networkOf(request.ip)
  const username = askedUsername(typeof typed === 'string' ? typed : '')
  const device = readDevice(context, request, username)
  return device === null
    ? { key: `address:${address}`, isKnown: false, address }
    : { key: `device:${username}:${device.toString('base64url')}`, isKnown: true, address }
}

/** Lets the browser be known the next time somebody signs in with this account. */
export function rememberDevice(
  context: DistrictContext,
  request: FastifyRequest,
  reply: FastifyReply,
  username: string,
  cookie: CookieSerializeOptions,
): void {
  const device = readDevice(context, request, username) ?? context.randomBytes(DEVICE_BYTES)
  const sealed = context.secrets.seal(device, about(username), context.randomBytes(NONCE_BYTES))
  const path = '/api/v1/sign-in'
  reply.setCookie(cookieOf(username), sealed, { ...cookie, path, maxAge: KEPT_SECONDS })
}
