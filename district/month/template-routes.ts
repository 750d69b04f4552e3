import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { TemplateAnswer } from '../../core/district/month-api.ts'
import { SheetTemplate } from '../../core/month/sheet-template.ts'
import { type SymbolClash, symbolClash } from '../../core/month/symbol-clash.ts'
import { ownSetting, templateOf, writeOfficeSetting } from '../../db/district/organisation/office-settings.ts'
import { organisationsInScope } from '../../db/district/organisation/scope.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { type Refusal, readRoute, refuse, writeRoute } from '../staff/staff-route.ts'

const params = z.object({ organisation: z.string().min(1).max(64) })
const url = '/api/v1/organisations/:organisation/sheet-template'
const tag = 'months'

/** The texts and symbols of an organisation's monthly papers. */
export async function templateRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  readRoute(app, context, {
    url,
    permission: 'month.read',
    summary: 'The texts and symbols of an organisation’s papers',
    tag,
    params,
    answer: TemplateAnswer,
    handle: async ({ db, snapshot, who, params: { organisation } }) => {
      if (!organisationsInScope(snapshot, who).has(organisation))
        return refuse(404, 'organisation.no-organisation')
      const own = await ownSetting(db, organisation, 'sheet-template')
      const template = await templateOf(db, snapshot, organisation)
      return { organisation, own: own !== undefined, template }
    },
  })

  writeRoute(app, context, {
    url,
    method: 'PUT',
    permission: 'month.lock',
    action: 'month.set-template',
    summary: 'Set the texts and symbols of an organisation’s papers; closed months keep theirs',
    tag,
    params,
    body: SheetTemplate,
    answer: z.null(),
    handle: async ({ tx, snapshot, who, params: { organisation }, body }) => {
      const isOwn = who.point === null && organisationsInScope(snapshot, who).has(organisation)
      if (!isOwn) return refuse(404, 'organisation.no-organisation')
      const clash = symbolClash(body)
      if (clash !== null) return clashRefused(clash)
      const before = await ownSetting(tx, organisation, 'sheet-template')
      await writeOfficeSetting(tx, organisation, 'sheet-template', body)
      return {
        answer: null,
        subject: `organisation:${organisation}`,
        detail: { before: before ?? null, after: body },
      }
    },
  })
}

function clashRefused({ code, of, symbol, with: other }: SymbolClash): Refusal {
  if (of === 'day' && other === code) return refuse(422, 'month.two-symbols', { code })
  const which = [
    { code: of === 'half' ? 'month.half-symbol' : 'month.whole-symbol', params: { symbol, code } },
  ] as const
  if (other === null) return refuse(422, 'month.symbol-of-absent', { which })
  return other === code
    ? refuse(422, 'month.symbol-of-whole-day', { which })
    : refuse(422, 'month.symbol-taken', { which, other })
}
