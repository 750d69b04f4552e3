import { createContext, useContext } from 'react'
import type { Me } from '../../../core/district-api.ts'

export const MeContext = createContext<Me | null>(null)

/** Who is signed in. Only for pages behind the sign-in. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (me === null) throw new Error('Nobody is signed in')
  return me
}
