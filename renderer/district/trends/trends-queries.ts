import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { CountersNow, TrendsAnswer } from '../../../core/district/trends-api.ts'
import { askDistrict } from '../api/ask-district.ts'

export const trendsQuery = (month: string, point: string) =>
  queryOptions({
    queryKey: ['trends', month, point],
    queryFn: ({ signal }) => {
      const asked = new URLSearchParams({ month, ...(point === '' ? {} : { point }) })
      return askDistrict(TrendsAnswer, `/api/v1/trends?${asked}`, signal)
    },
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  })

/** Begins with `today`, so that it is asked for again with the news of the day. */
export const countersQuery = queryOptions({
  queryKey: ['today', 'counters'],
  queryFn: ({ signal }) => askDistrict(CountersNow, '/api/v1/counters/now', signal),
  refetchInterval: 60_000,
})
