import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { MonthLocked, type MonthSheetAnswer } from '../../../core/district/month-api.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { monthPath } from '../api/month-sheet-queries.ts'
import { type Trouble, troubleOf } from '../api/trouble.ts'

/** What became of one point: closed, left open because cells are not known, or refused by the district. */
export type LockFate =
  | { readonly kind: 'locked' }
  | { readonly kind: 'unknown'; readonly cells: number }
  | { readonly kind: 'refused'; readonly trouble: Trouble }

/**
 * Closes a month at one point after the other, each in its own request, as if somebody closed them one by one: what is
 * refused at one holds up no other. Leaving the page ends it after the point that is at hand.
 */
export function useLockMany(sheets: readonly MonthSheetAnswer[]) {
  const client = useQueryClient()
  const [fates, setFates] = useState<ReadonlyMap<string, LockFate>>(new Map())
  const left = useRef(false)
  useEffect(() => {
    left.current = false
    return () => {
      left.current = true
    }
  }, [])
  const lockOne = async (
    sheet: MonthSheetAnswer,
    note: string,
    acceptUnknown: boolean,
  ): Promise<LockFate> => {
    if (sheet.undecided > 0 && !acceptUnknown) return { kind: 'unknown', cells: sheet.undecided }
    try {
      await tellDistrict(MonthLocked, monthPath(sheet.point, sheet.month, 'lock'), { acceptUnknown, note })
      return { kind: 'locked' }
    } catch (error) {
      return { kind: 'refused', trouble: troubleOf(error) }
    }
  }
  const run = useMutation({
    mutationFn: async ({ note, acceptUnknown }: { note: string; acceptUnknown: boolean }) => {
      for (const sheet of sheets) {
        if (left.current) return
        const fate = await lockOne(sheet, note, acceptUnknown)
        setFates((before) => new Map(before).set(sheet.point, fate))
      }
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['months'] })
      await client.invalidateQueries({ queryKey: ['month-sheet'] })
    },
  })
  return { fates, run }
}
