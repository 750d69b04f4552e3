import type { ReactElement, ReactNode } from 'react'
import classes from './typing-place.module.css'
import { useInView } from './use-in-view.ts'

interface Props {
  readonly typed: string
  readonly children: ReactNode
}

/** A field and its keys, kept in the window while something is typed. */
export function TypingPlace({ typed, children }: Props): ReactElement {
  const place = useInView<HTMLDivElement>(typed)
  return (
    <div ref={place} className={classes.place} data-typing>
      {children}
    </div>
  )
}
