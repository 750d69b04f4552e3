import { QueryCache, QueryClient, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { KioskStatus } from '../../../core/district/kiosks-api.ts'
import { Points } from '../../../core/district/organisation-api.ts'
import { PersonMonth } from '../../../core/district/person-month-api.ts'
import { Today, WardDay } from '../../../core/district/presence-api.ts'
import { Me } from '../../../core/district/sign-in-api.ts'
import { askDistrict } from './ask-district.ts'
import { paths } from './paths.ts'
import { type Trouble, TroubleError, troubleOf } from './trouble.ts'

/** Asked again this often even when no news came, so that "not arrived" turns up by itself. */
const REFRESH_MS = 60_000

const ME_KEY = ['me'] as const

/** Who is signed in, and how far the district's clock is ahead of this machine's, ms. */
export type SignedInMe = Me & { readonly aheadMs: number }

/** Who is signed in; `null`: nobody. */
export const meQuery = queryOptions({
  queryKey: ME_KEY,
  queryFn: async ({ signal }): Promise<SignedInMe | null> => {
    try {
      const me = await askDistrict(Me, paths.me, signal)
      return { ...me, aheadMs: me.now - Date.now() }
    } catch (error) {
      if (troubleOf(error).kind === 'signed-out') return null
      throw error
    }
  },
  staleTime: 5 * 60_000,
})

/** A lost network, or a district that is busy. */
const passes = (trouble: Trouble): boolean =>
  trouble.kind === 'offline' || (trouble.kind === 'problem' && trouble.status === 503)

/**
 * The cache of answers: kept on screen while they are asked for again; only what passes is tried
 * again, and a session that has ended brings the sign-in page.
 */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof TroubleError && error.trouble.kind === 'signed-out')
          client.setQueryData(ME_KEY, null)
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        networkMode: 'always',
        retry: (failures, error) => passes(troubleOf(error)) && failures < 2,
        retryDelay: (failures) => 400 * 2 ** failures,
      },
    },
  })
  return client
}

export const todayQuery = (date: string | undefined) =>
  queryOptions({
    queryKey: ['today', date ?? 'now'],
    queryFn: ({ signal }) => askDistrict(Today, paths.today(date), signal),
    refetchInterval: REFRESH_MS,
  })

export const wardDayQuery = (point: string, date: string) =>
  queryOptions({
    queryKey: ['ward', point, date],
    queryFn: ({ signal }) => askDistrict(WardDay, paths.wardDay(point, date), signal),
    refetchInterval: REFRESH_MS,
  })

export const personMonthQuery = (person: string, month: string) =>
  queryOptions({
    queryKey: ['month', person, month],
    queryFn: ({ signal }) => askDistrict(PersonMonth, paths.personMonth(person, month), signal),
  })

export const kiosksQuery = queryOptions({
  queryKey: ['kiosks'],
  queryFn: ({ signal }) => askDistrict(z.array(KioskStatus), paths.kiosks, signal),
  refetchInterval: 30_000,
})

export const pointsQuery = queryOptions({
  queryKey: ['points'],
  queryFn: ({ signal }) => askDistrict(Points, paths.points, signal),
})
