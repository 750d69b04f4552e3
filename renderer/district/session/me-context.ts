import { createContext, useContext } from 'react'
import { localDateOf } from '../../../core/time.ts'
import type { SignedInMe } from '../api/queries.ts'

export const MeContext = createContext<SignedInMe | null>(null)

/** Who is signed in. Only for pages behind the sign-in. */
export function useMe(): SignedInMe {
  const me = useContext(MeContext)
  if (me === null) throw new Error('Nobody is signed in')
  return me
}

/** Today's date in the organisation's zone, by the district's clock. */
export function useToday(): string {
  const { aheadMs, zone } = useMe()
  return localDateOf(Date.now() + aheadMs, zone)
}
