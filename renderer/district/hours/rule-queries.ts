import { queryOptions } from '@tanstack/react-query'
import { PointDays, Rules, SuggestedDays } from '../../../core/district/hours-api.ts'
import type { WrittenKind } from '../../../core/schedule/rule-change.ts'
import { askDistrict } from '../api/ask-district.ts'

export const rulesQuery = (kind: WrittenKind, since: string | null) =>
  queryOptions({
    queryKey: ['rules', kind, since],
    queryFn: ({ signal }) =>
      askDistrict(Rules, `/api/v1/rules?kind=${kind}${since === null ? '' : `&since=${since}`}`, signal),
  })

export const scheduleQuery = (point: string, from: string, days: number) =>
  queryOptions({
    queryKey: ['rules', 'schedule', point, from, days],
    queryFn: ({ signal }) =>
      askDistrict(
        PointDays,
        `/api/v1/points/${encodeURIComponent(point)}/schedule?from=${from}&days=${days}`,
        signal,
      ),
    enabled: point !== '',
  })

export const suggestionsQuery = (year: number) =>
  queryOptions({
    queryKey: ['rules', 'suggestions', year],
    queryFn: ({ signal }) => askDistrict(SuggestedDays, `/api/v1/calendar/suggestions?year=${year}`, signal),
  })
