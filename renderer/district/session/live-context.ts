import { createContext } from 'react'

/** Whether the line that brings changes is open. */
export const LiveContext = createContext(true)
