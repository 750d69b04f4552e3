import { infiniteQueryOptions } from '@tanstack/react-query'
import { BadgeEntry, type BadgeState, MOST_CARDS } from '../../../core/district/badges-api.ts'
import { pageOf } from '../../../core/page-api.ts'
import { askDistrict } from '../api/ask-district.ts'

/** `''`: every badge. */
export type ListedState = BadgeState | ''
/** As many as can be called back or printed again at once. */
const A_PAGE = { all: 50, unused: MOST_CARDS } as const

export const badgesQuery = (state: ListedState) =>
  infiniteQueryOptions({
    queryKey: ['badges', state],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams({
        limit: String(isUnusedState(state) ? A_PAGE.unused : A_PAGE.all),
        ...(state === '' ? {} : { state }),
        ...(pageParam === '' ? {} : { cursor: pageParam }),
      })
      return askDistrict(pageOf(BadgeEntry), `/api/v1/badges?${asked}`, signal)
    },
    getNextPageParam: (page) => page.next,
  })

/** Badges that can be called back, many at once. */
export const isUnusedState = (state: ListedState): boolean => state === 'unused' || state === 'unsaved'
