import type { RouteOptions } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { Permission } from '../../core/district/roles.ts'

type Described = ReturnType<typeof jsonSchemaTransform>

/** The API's description of one route: from its zod schemas, with who may ask it. */
export function describeRoute(
  asked: Parameters<typeof jsonSchemaTransform>[0] & { readonly route: RouteOptions },
): Described {
  const described = jsonSchemaTransform(asked)
  const access = asked.route.config?.access
  if (access === undefined || described.schema.hide === true) return described
  const permission = Permission.safeParse(access)
  const security = permission.success
    ? [{ session: [] }, { token: [] }]
    : access === 'signed-in'
      ? [{ session: [] }]
      : []
  const schema = { ...described.schema, security, 'x-access': access }
  return { ...described, schema } as Described
}

/** What the description says before any route. */
export const API_INFO = {
  openapi: '3.1.0',
  info: {
    title: 'Giờ Giấc',
    version: '1',
    description:
      'Attendance of wards. Instants are UTC milliseconds, dates and times local (YYYY-MM-DD, HH:mm). Errors are RFC 9457 problem documents.',
  },
  components: {
    securitySchemes: {
      session: { type: 'apiKey', in: 'cookie', name: '__Host-giogiac' },
      token: { type: 'http', scheme: 'bearer' },
    },
  },
} as const
