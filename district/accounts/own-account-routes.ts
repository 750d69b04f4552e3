import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  ChangePassword,
  OfferedSecondFactor,
  OfferSecondFactor,
  ProveSecondFactor,
  RecoveryCodes,
} from '../../core/district/accounts-api.ts'
import { findAccount, setPassword } from '../../db/district/accounts.ts'
import { offerSecondFactor, proveSecondFactor } from '../../db/district/second-factor.ts'
import { sessionHash } from '../../db/district/sessions.ts'
import { base32, totpAddress } from '../../db/district/totp.ts'
import type { DistrictContext } from '../district-context.ts'
import { NONCE_BYTES } from '../staff/secret-box.ts'
import { refuse, writeRoute } from '../staff/staff-route.ts'
import { cookieName } from '../staff/staff-session.ts'
import { PASSWORD_WORDS } from './account-words.ts'

/** 160 bits, as RFC 4226 recommends. */
const SECRET_BYTES = 20
const tag = 'account'
const permission = 'signed-in'
const WRONG_PASSWORD = 'Mật khẩu hiện tại không đúng.'

/** What everybody does with their own account: password, second factor. */
export async function ownAccountRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  writeRoute(app, context, {
    url: '/api/v1/me/password',
    permission,
    action: 'account.change-password',
    summary: 'A new password; every other session of the account ends',
    tag,
    mostAMinute: 10,
    body: ChangePassword,
    answer: z.null(),
    handle: async ({ tx, who, body, request }) => {
      const found = await findAccount(tx, who.username, body.current)
      if (found === null) return refuse(403, WRONG_PASSWORD)
      const own = request.cookies[cookieName(context.secureCookies)]
      const set = await setPassword(tx, who.username, body.password, own && sessionHash(own))
      if (set !== null) return refuse(422, PASSWORD_WORDS[set])
      return { answer: null, subject: `account:${who.username}` }
    },
  })

  writeRoute(app, context, {
    url: '/api/v1/me/second-factor',
    permission,
    action: 'account.offer-second-factor',
    summary: 'A secret for an authenticator program; in force once proven',
    tag,
    mostAMinute: 10,
    body: OfferSecondFactor,
    answer: OfferedSecondFactor,
    secretAnswer: true,
    handle: async ({ tx, who, body }) => {
      const found = await findAccount(tx, who.username, body.password)
      if (found === null) return refuse(403, WRONG_PASSWORD)
      if (found.hasSecondFactor)
        return refuse(409, 'Đã có xác thực hai lớp; mất điện thoại thì nhờ quản trị gỡ.')
      const secret = context.randomBytes(SECRET_BYTES)
      const sealed = context.secrets.seal(secret, who.username, context.randomBytes(NONCE_BYTES))
      await offerSecondFactor(tx, who.username, sealed)
      const address = totpAddress(secret, who.username, 'Giờ Giấc')
      return { answer: { secret: base32(secret), address }, subject: `account:${who.username}` }
    },
  })

  writeRoute(app, context, {
    url: '/api/v1/me/second-factor/proof',
    permission,
    action: 'account.prove-second-factor',
    summary: 'Puts the secret in force by a code of it; answers recovery codes',
    tag,
    mostAMinute: 10,
    body: ProveSecondFactor,
    answer: RecoveryCodes,
    secretAnswer: true,
    handle: async ({ tx, who, now, body }) => {
      const asked = { username: who.username, code: body.code, open: context.secrets.open }
      const codes = await proveSecondFactor(tx, asked, now, context.randomBytes)
      if (codes === null)
        return refuse(422, 'Mã không đúng; hãy kiểm tra giờ của điện thoại và thử mã kế tiếp.')
      return { answer: { codes }, subject: `account:${who.username}` }
    },
  })
}
