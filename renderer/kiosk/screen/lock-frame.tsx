import type { ReactElement, Ref } from 'react'
import classes from './lock-frame.module.css'

/** Draws where a code was read; `null` takes the frame away. */
export type DrawLock = (corners: readonly (readonly [number, number])[] | null) => void

/** A frame around the code that was read just now, with a tick: said by shape as well as by colour. */
export function LockFrame({ place }: { place: Ref<SVGSVGElement> }): ReactElement {
  return (
    <svg ref={place} className={classes.lock} data-lock="none" aria-hidden="true" focusable="false">
      <polygon className={classes.outline} />
      <polygon className={classes.line} />
      <path className={classes.tick} d="M-14 1l10 10l19-21" />
    </svg>
  )
}

/** Moves the frame with the hand, thirty times a second: by its own element, past React. */
export const drawLockIn =
  (svg: SVGSVGElement): DrawLock =>
  (corners) => {
    svg.dataset.lock = corners === null ? 'none' : 'read'
    if (corners === null) return
    const points = corners.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')
    for (const polygon of svg.querySelectorAll('polygon')) polygon.setAttribute('points', points)
    const [a, , c] = corners
    if (a === undefined || c === undefined) return
    const size = Math.hypot(a[0] - c[0], a[1] - c[1]) / 110
    const [x, y] = [(a[0] + c[0]) / 2, (a[1] + c[1]) / 2]
    svg
      .querySelector('path')
      ?.setAttribute('transform', `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${size.toFixed(2)})`)
  }
