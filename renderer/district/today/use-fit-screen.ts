import { type RefObject, useCallback, useEffect, useLayoutEffect } from 'react'

/** Sizes of letters that are tried in turn, px: first with every word, then with signs and numbers alone. */
const STEPS = [
  ...[24, 22, 20, 18, 16, 14].map((size) => ({ size, dense: false })),
  ...[16, 15, 14, 13, 12, 11, 10, 9].map((size) => ({ size, dense: true })),
] as const
/** Where the page scrolls anyway. */
const NARROW = [{ size: 16, dense: false }] as const

/**
 * Gives the parts of a page that are marked `data-fit` the first size of letters at which the page needs no
 * scrolling, whenever it is drawn: everything in them is measured in `em`; `data-dense` on the page says that words give
 * way to signs. Below the last size the page scrolls, as it always does on narrow screens.
 */
export function useFitScreen(page: RefObject<HTMLElement | null>, wide: boolean): void {
  const measure = useCallback((): void => {
    const parts = page.current?.querySelectorAll<HTMLElement>('[data-fit]') ?? []
    const { documentElement: screen } = document
    for (const { size, dense } of wide ? STEPS : NARROW) {
      for (const part of parts) part.style.fontSize = `${size}px`
      page.current?.toggleAttribute('data-dense', dense)
      if (screen.scrollHeight <= screen.clientHeight && screen.scrollWidth <= screen.clientWidth) return
    }
  }, [page, wide])
  useLayoutEffect(measure)
  useEffect(() => {
    // Letters that came after the first look are wider or narrower.
    document.fonts.addEventListener('loadingdone', measure)
    window.addEventListener('resize', measure)
    return () => {
      document.fonts.removeEventListener('loadingdone', measure)
      window.removeEventListener('resize', measure)
    }
  }, [measure])
}
