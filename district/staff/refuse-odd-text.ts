import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendProblem } from '../context/problem.ts'

/** Deeper than any body of the API. */
const DEEPEST = 32

const isOdd = (text: string): boolean => text.includes('\0') || !text.isWellFormed()

function holdsOddText(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return isOdd(value)
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return false
  if (depth > DEEPEST) return true
  return Object.entries(value).some(([key, inner]) => isOdd(key) || holdsOddText(inner, depth + 1))
}

/**
 * Refuses texts that no database keeps: with a NUL, or with half of a letter that needs two UTF-16 units. Holds for every
 * field of every staff route.
 */
export async function refuseOddText(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const isOdd = [request.params, request.query, request.body].some((part) => holdsOddText(part))
  return isOdd ? sendProblem(reply, 400, 'staff.odd-text') : undefined
}
