import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { hasPermission } from '../../../core/district/roles.ts'
import { foldText } from '../../../core/names.ts'
import { peopleQuery } from '../api/people-queries.ts'
import { kiosksQuery, pointsQuery } from '../api/queries.ts'
import { useMe } from '../session/me-context.ts'
import type { DistrictPage } from './district-page.ts'

export interface Found {
  readonly kind: 'page' | 'ward' | 'person' | 'kiosk'
  readonly label: string
  readonly where: string
  readonly to: string
}

const MOST_OF_A_KIND = 8

/** What the words name; accents are not needed. */
export function useFound(pages: readonly DistrictPage[], text: string) {
  const { t } = useTranslation()
  const me = useMe()
  const words = foldText(text).trim()
  const isAsked = words !== ''
  const may = (permission: Parameters<typeof hasPermission>[1]): boolean => hasPermission(me.role, permission)
  const points = useQuery({ ...pointsQuery, enabled: isAsked && may('presence.read') })
  const kiosks = useQuery({ ...kiosksQuery, enabled: isAsked && may('kiosks.write') })
  const people = useQuery({
    ...peopleQuery({ q: text, point: '', state: 'posted', badge: '', page: 0 }),
    enabled: isAsked && may('people.read'),
  })
  const matches = (label: string): boolean => foldText(label).includes(words)
  const found: Found[] = [
    ...pages.flatMap(({ path, menu }): Found[] => {
      const label = menu === undefined ? '' : t(`nav.${menu.name}`)
      return menu !== undefined && matches(label)
        ? [{ kind: 'page', label, where: t(`nav.groups.${menu.group}`), to: path }]
        : []
    }),
    ...(points.data ?? [])
      .filter(({ name, organisationName }) => matches(name) || matches(organisationName))
      .slice(0, MOST_OF_A_KIND)
      .map(
        ({ id, name, organisationName }): Found => ({
          kind: 'ward',
          label: name,
          where: organisationName,
          to: `/wards/${encodeURIComponent(id)}`,
        }),
      ),
    // Those of the letters before are nobody's answer: Enter would open somebody else.
    ...(people.isPlaceholderData ? [] : (people.data?.people ?? [])).slice(0, MOST_OF_A_KIND).map(
      ({ id, name, posting }): Found => ({
        kind: 'person',
        label: name ?? id,
        where: posting?.pointName ?? '',
        to: `/people/${encodeURIComponent(id)}`,
      }),
    ),
    ...(kiosks.data ?? [])
      .filter(({ name, pointName }) => matches(`${name} ${pointName}`))
      .slice(0, MOST_OF_A_KIND)
      .map(
        ({ id, name, pointName }): Found => ({
          kind: 'kiosk',
          label: name,
          where: pointName,
          to: `/kiosks?kiosk=${encodeURIComponent(id)}`,
        }),
      ),
  ]
  const asked = [points, people, kiosks]
  const isWaiting = asked.some(({ isFetching }) => isFetching)
  const isFailed = asked.some(({ isError }) => isError)
  const state = isWaiting ? ('waiting' as const) : isFailed ? ('failed' as const) : ('nothing' as const)
  return { found: isAsked ? found : [], state }
}
