import { queryOptions } from '@tanstack/react-query'
import { IncidentsAnswer } from '../../../core/district/kiosks-api.ts'
import { askDistrict } from '../api/ask-district.ts'

export const INCIDENTS = '/api/v1/incidents'

export const incidentsQuery = (closedToo: boolean) =>
  queryOptions({
    queryKey: ['kiosks', 'incidents', closedToo],
    queryFn: ({ signal }) =>
      askDistrict(IncidentsAnswer, `${INCIDENTS}${closedToo ? '' : '?state=open'}`, signal),
    refetchInterval: 60_000,
  })
