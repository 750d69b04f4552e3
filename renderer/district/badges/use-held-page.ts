import { useEffect, useEffectEvent } from 'react'

/**
 * While it is held, closing the tab asks, and the browser's Back stays on this page and is told of instead: a second
 * entry of the same address lies on top, which Back takes away.
 */
export function useHeldPage(held: boolean, onBack: () => void): void {
  const tell = useEffectEvent(onBack)
  useEffect(() => {
    if (!held) return
    const lie = (): void => window.history.pushState(window.history.state, '')
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    const stay = (): void => {
      lie()
      tell()
    }
    lie()
    window.addEventListener('beforeunload', ask)
    window.addEventListener('popstate', stay)
    return () => {
      window.removeEventListener('beforeunload', ask)
      window.removeEventListener('popstate', stay)
      window.history.back()
    }
  }, [held])
}
