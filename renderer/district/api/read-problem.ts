import { Problem } from '../../../core/district/sign-in-api.ts'
import type { ProblemTrouble } from './trouble.ts'

/** What an answer that is no success says, of whoever gave it. @param body parsed JSON, if it is any */
export function readProblem(status: number, body: unknown): ProblemTrouble {
  const { data } = Problem.safeParse(body)
  const { type = 'about:blank', detail = '', code, params } = data ?? {}
  return { kind: 'problem', status, type, detail, said: code === undefined ? null : { code, params } }
}
