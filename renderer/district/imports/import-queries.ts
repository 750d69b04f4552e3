import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { ImportPage, OldPins } from '../../../core/district/imports-api.ts'
import { askDistrict } from '../api/ask-district.ts'

export const IMPORTS = '/api/v1/imports'
export const OLD_PINS = '/api/v1/old-pins'
/** While a file is being imported its line is asked for again and again. */
const WHILE_RUNNING_MS = 1_000

export const importsQuery = infiniteQueryOptions({
  queryKey: ['imports'],
  queryFn: ({ signal, pageParam }) =>
    askDistrict(
      ImportPage,
      `${IMPORTS}?limit=25${pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`}`,
      signal,
    ),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next,
  refetchInterval: ({ state }) =>
    state.data?.pages.some(({ items }) => items.some((run) => run.state === 'running'))
      ? WHILE_RUNNING_MS
      : false,
})

export const oldPinsQuery = queryOptions({
  queryKey: ['old-pins'],
  queryFn: ({ signal }) => askDistrict(OldPins, OLD_PINS, signal),
})
