import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { LiveChange } from '../../../core/district/presence-api.ts'
import { paths } from './paths.ts'

function readChange(text: string): LiveChange | null {
  try {
    const parsed = LiveChange.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/**
 * Listens to the district and asks again for what changed.
 * @param mayHear false: somebody who sees nobody's days hears nothing
 * @returns whether the line is open
 */
export function useLiveUpdates(mayHear = true): boolean {
  const client = useQueryClient()
  const [open, setOpen] = useState(true)
  useEffect(() => {
    if (!mayHear) return
    const source = new EventSource(paths.live)
    let wasCut = false
    const onChange = (message: MessageEvent<string>): void => {
      const change = readChange(message.data)
      if (change === null) return
      void client.invalidateQueries({ queryKey: ['today'] })
      void client.invalidateQueries({ queryKey: ['ward', change.point, change.date] })
      void client.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] === 'month' && queryKey[2] === change.date.slice(0, 7),
      })
      void client.invalidateQueries({ queryKey: ['kiosks'] })
    }
    source.addEventListener('message', onChange)
    source.addEventListener('change', onChange)
    source.addEventListener('open', () => {
      setOpen(true)
      // What happened while the line was cut is not told again.
      if (wasCut) void client.invalidateQueries()
      wasCut = false
    })
    source.addEventListener('error', () => {
      wasCut = true
      setOpen(false)
    })
    return () => source.close()
  }, [client, mayHear])
  return open
}
