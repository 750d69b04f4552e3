import type { ComponentType } from 'react'
import type { Permission } from '../../../core/district/roles.ts'
import type { IconComponent } from '../parts/icon-component.ts'

/** Named groups of pages, in their order; one without a page that somebody may open is not shown to them. */
export const PAGE_GROUPS = ['today', 'people', 'hours', 'data', 'system'] as const
export type PageGroup = (typeof PAGE_GROUPS)[number]

/** How a page is called in the navigation: a key below `nav`. */
export type PageName =
  | 'today'
  | 'notices'
  | 'people'
  | 'badges'
  | 'hours'
  | 'excuses'
  | 'months'
  | 'trends'
  | 'organisation'
  | 'kiosks'
  | 'imports'
  | 'accounts'
  | 'audit'

export interface DistrictPage {
  readonly path: string
  /** What one needs to open it; `null`: nothing but to be signed in. */
  readonly permission: Permission | null
  readonly page: ComponentType
  /** Where the navigation shows it; left out: reached from other pages. */
  readonly menu?: {
    readonly group: PageGroup
    readonly name: PageName
    readonly icon: IconComponent
    /** Whoever may only read it finds the way from another page. */
    readonly permission?: Permission
  }
  /** Fills the screen, without name and navigation. */
  readonly bare?: true
}
