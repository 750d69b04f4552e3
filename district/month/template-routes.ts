import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { TemplateAnswer } from '../../core/district/month-api.ts'
import { SheetTemplate } from '../../core/month/sheet-template.ts'
import { type SymbolClash, symbolClash } from '../../core/month/symbol-clash.ts'
import { ownSetting, templateOf, writeOfficeSetting } from '../../db/district/organisation/office-settings.ts'
import { organisationsInScope } from '../../db/district/organisation/scope.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { readRoute, refuse, writeRoute } from '../staff/staff-route.ts'

const NO_ORGANISATION = 'Không có đơn vị này.'
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
      if (!organisationsInScope(snapshot, who).has(organisation)) return refuse(404, NO_ORGANISATION)
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
      if (!isOwn) return refuse(404, NO_ORGANISATION)
      const clash = symbolClash(body)
      if (clash !== null) return refuse(422, clashWords(clash))
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

const clashWords = ({ code, of, symbol, with: other }: SymbolClash): string => {
  if (of === 'day' && other === code) return `Mã ${code} có hai ký hiệu riêng. Hãy bỏ một.`
  const taken =
    other === null
      ? 'đã chỉ vắng không lý do'
      : other === code
        ? 'trùng với ký hiệu cả ngày của mã ấy'
        : `đã là của mã ${other}`
  return `Ký hiệu ${of === 'half' ? 'nửa ngày ' : ''}${symbol} của mã ${code} ${taken}. Hãy chọn ký hiệu khác.`
}
