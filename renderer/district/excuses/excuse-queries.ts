import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  ClaimsAnswer,
  type ExcuseItem,
  ExcusePage,
  LeaveTypesAnswer,
  LeaveTypesOfOrganisation,
} from '../../../core/district/excuses-api.ts'
import { datesOfMonth } from '../../../core/time.ts'
import { askDistrict } from '../api/ask-district.ts'

export const EXCUSES = '/api/v1/excuses'
export const CLAIMS = '/api/v1/claims'

export const excusesQuery = (filter: {
  readonly state: ExcuseItem['state'] | ''
  readonly point: string
  /** Only requests about days of it, as many as are told at once. */
  readonly month?: string
}) =>
  infiniteQueryOptions({
    queryKey: ['excuses', filter],
    queryFn: ({ signal, pageParam }) => {
      const asked = new URLSearchParams({ limit: filter.month === undefined ? '50' : '500' })
      if (filter.month !== undefined) asked.set('month', filter.month)
      if (filter.state !== '') asked.set('state', filter.state)
      if (filter.point !== '') asked.set('point', filter.point)
      if (pageParam !== null) asked.set('cursor', pageParam)
      return askDistrict(ExcusePage, `${EXCUSES}?${asked}`, signal)
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })

export const leaveTypesQuery = (point: string) =>
  queryOptions({
    queryKey: ['leave-types', point],
    queryFn: ({ signal }) =>
      askDistrict(LeaveTypesAnswer, `/api/v1/points/${encodeURIComponent(point)}/leave-types`, signal),
    enabled: point !== '',
  })

export const leaveTypesPath = (organisation: string): string =>
  `/api/v1/organisations/${encodeURIComponent(organisation)}/leave-types`

export const organisationTypesQuery = (organisation: string) =>
  queryOptions({
    queryKey: ['leave-types', 'organisation', organisation],
    queryFn: ({ signal }) => askDistrict(LeaveTypesOfOrganisation, leaveTypesPath(organisation), signal),
    enabled: organisation !== '',
  })

export const claimsQuery = (month: string, point: string) =>
  queryOptions({
    queryKey: ['claims', month, point],
    queryFn: ({ signal }) => {
      const dates = datesOfMonth(month)
      const asked = new URLSearchParams({ from: dates[0] ?? '', to: dates.at(-1) ?? '' })
      if (point !== '') asked.set('point', point)
      return askDistrict(ClaimsAnswer, `${CLAIMS}?${asked}`, signal)
    },
  })
