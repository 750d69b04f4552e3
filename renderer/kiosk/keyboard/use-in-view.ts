import { type RefObject, useEffect, useRef } from 'react'

/**
 * Keeps the place where something is typed in the window: a field below its edge takes letters that nobody sees.
 * @param state brings the place into view when it opens and whenever this is another
 */
export function useInView<Place extends HTMLElement>(state: string): RefObject<Place | null> {
  const place = useRef<Place>(null)
  const shown = useRef<string | null>(null)
  useEffect(() => {
    if (shown.current === state) return
    shown.current = state
    place.current?.scrollIntoView({ block: 'nearest' })
  })
  return place
}
