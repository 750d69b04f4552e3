import { z } from 'zod'

/** With this argument the service waits for its first message: the keyring's secret, or that there is none. */
export const SECRET_FIRST = '--secret-first'

const ShellSecret = z.strictObject({ secret: z.nullable(z.string().regex(/^[A-Za-z0-9_-]{43}$/)) })

/** The first message of the desktop program to its service. @param secret 32 bytes */
export const secretMessage = (secret: Uint8Array | null): z.infer<typeof ShellSecret> => ({
  secret: secret === null ? null : Buffer.from(secret).toString('base64url'),
})

/** @returns `null` when there is no keyring; `undefined` when the message is another one */
export function readSecret(message: unknown): Uint8Array | null | undefined {
  const parsed = ShellSecret.safeParse(message)
  if (!parsed.success) return undefined
  return parsed.data.secret === null ? null : Buffer.from(parsed.data.secret, 'base64url')
}
