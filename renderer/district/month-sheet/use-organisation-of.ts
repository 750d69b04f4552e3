import { useQuery } from '@tanstack/react-query'
import { organisationQuery } from '../api/people-queries.ts'

/** The organisation a point belongs to; `null` until it is known. */
export function useOrganisationOf(point: string): { readonly id: string; readonly name: string } | null {
  const answer = useQuery(organisationQuery)
  const own = answer.data?.points.find(({ id }) => id === point)?.organisation
  return answer.data?.organisations.find(({ id }) => id === own) ?? null
}
