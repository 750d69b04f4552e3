import { z } from 'zod'

/** What somebody may do; every staff route names one. `….read` also covers exports of the same. */
export const PERMISSIONS = [
  /** Days, wards, one person's days. */
  'presence.read',
  'organisation.read',
  'organisation.write',
  'people.read',
  'people.write',
  'badges.write',
  /** Hours, calendar, rosters, policies. */
  'hours.read',
  'hours.write',
  'excuses.read',
  'excuses.request',
  'excuses.decide',
  'month.read',
  'month.lock',
  'kiosks.read',
  'kiosks.write',
  /** Findings at the counter, incidents. */
  'inspections.write',
  'import.read',
  'import.write',
  'accounts.read',
  'accounts.write',
  'audit.read',
  'api-tokens.write',
  'notices.write',
  /** All data of one person, out or erased; how long things are kept. */
  'personal-data.write',
] as const
export const Permission = z.enum(PERMISSIONS)
export type Permission = z.infer<typeof Permission>

export const ROLES = [
  'viewer',
  'clerk',
  'inspector',
  'district-administrator',
  'system-administrator',
  'ward-leader',
] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

const READS = [
  'presence.read',
  'organisation.read',
  'people.read',
  'hours.read',
  'excuses.read',
  'month.read',
  'kiosks.read',
] as const satisfies readonly Permission[]

/**
 * The one table of who may do what. *Where* is the account's scope: an organisation and all below it, or everything
 * when none is named; a ward leader one reception point. What lies outside the scope is answered like what does
 * not exist. A system administrator keeps the machines running and sees nobody's days.
 */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: READS,
  clerk: [
    ...READS,
    'people.write',
    'badges.write',
    'hours.write',
    'excuses.request',
    'import.read',
    'import.write',
    'notices.write',
  ],
  inspector: [...READS, 'import.read', 'inspections.write', 'audit.read'],
  'district-administrator': PERMISSIONS,
  'system-administrator': [
    'organisation.read',
    'kiosks.read',
    'kiosks.write',
    'import.read',
    'import.write',
    'accounts.read',
    'accounts.write',
    'audit.read',
    'api-tokens.write',
    'notices.write',
  ],
  'ward-leader': [
    'presence.read',
    'organisation.read',
    'people.read',
    'hours.read',
    'excuses.read',
    'excuses.request',
    'month.read',
    'kiosks.read',
  ],
}

export const hasPermission = (role: Role, permission: Permission): boolean =>
  ROLE_PERMISSIONS[role].includes(permission)

/** Whether somebody with these permissions may give this role, or act on an account that has it: it can do no more. */
export const mayGive = (own: readonly Permission[], role: Role): boolean =>
  ROLE_PERMISSIONS[role].every((permission) => own.includes(permission))

/** Roles that must prove themselves a second time where the district asks for it. */
export const needsSecondFactor = (role: Role): boolean =>
  role === 'district-administrator' || role === 'system-administrator'

/** Only a ward leader is bound to a reception point; only the others may be bound to an organisation. */
export const isScopeOf = (
  role: Role,
  scope: { readonly organisation: string | null; readonly point: string | null },
): boolean =>
  role === 'ward-leader' ? scope.point !== null && scope.organisation === null : scope.point === null
