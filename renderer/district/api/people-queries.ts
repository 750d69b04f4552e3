import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { Organisation } from '../../../core/district/organisation-api.ts'
import { PeoplePage, PersonDetail, type PersonState } from '../../../core/people/people-api.ts'
import { PeopleImportPage, TakenBack } from '../../../core/people/people-imports-api.ts'
import { askDistrict } from './ask-district.ts'

export const PEOPLE_A_PAGE = 100

export interface PeopleFilter {
  readonly q: string
  readonly point: string
  readonly state: PersonState | 'all'
  readonly badge: '' | 'with' | 'without'
  /** From 0. */
  readonly page: number
}

const PEOPLE = '/api/v1/people'
export const personPath = (id: string, deed = ''): string =>
  `${PEOPLE}/${encodeURIComponent(id)}${deed === '' ? '' : `/${deed}`}`

export const peopleQuery = (filter: PeopleFilter) =>
  queryOptions({
    queryKey: ['people', 'list', filter],
    queryFn: ({ signal }) => {
      const asked = new URLSearchParams({
        q: filter.q,
        state: filter.state,
        offset: String(filter.page * PEOPLE_A_PAGE),
        limit: String(PEOPLE_A_PAGE),
      })
      if (filter.point !== '') asked.set('point', filter.point)
      if (filter.badge !== '') asked.set('badge', filter.badge)
      return askDistrict(PeoplePage, `${PEOPLE}?${asked}`, signal)
    },
    placeholderData: keepPreviousData,
  })

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', 'one', id],
    queryFn: ({ signal }) => askDistrict(PersonDetail, personPath(id), signal),
  })

export const organisationQuery = queryOptions({
  queryKey: ['organisation'],
  queryFn: ({ signal }) => askDistrict(Organisation, '/api/v1/organisation', signal),
})

export const PEOPLE_IMPORTS = `${PEOPLE}/imports`

export const peopleImportsQuery = infiniteQueryOptions({
  queryKey: ['people', 'imports'],
  queryFn: ({ signal, pageParam }) =>
    askDistrict(
      PeopleImportPage,
      `${PEOPLE_IMPORTS}?limit=10${pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`}`,
      signal,
    ),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next,
})

/** What taking a list back would do; asked anew each time. */
export const takeBackQuery = (id: string) =>
  queryOptions({
    queryKey: ['take-back', id],
    queryFn: ({ signal }) => askDistrict(TakenBack, `${PEOPLE_IMPORTS}/${id}`, signal),
    gcTime: 0,
  })
