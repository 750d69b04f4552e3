import { createContext } from 'react'

/** The nonce for style elements, for parts that make their own. */
export const NonceContext = createContext<string | undefined>(undefined)
