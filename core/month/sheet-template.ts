import { z } from 'zod'

const line = z.string().max(300)

/**
 * The texts and choices of an organisation's monthly papers. Since Thông tư 24/2024/TT-BTC units design their own
 * vouchers, so everything printed in a header can be changed. An empty `unit`, `department` or `issuer` stands for the
 * organisation's or the point's own name.
 */
export const SheetTemplate = z.object({
  unit: line.default(''),
  department: line.default(''),
  budgetCode: line.default(''),
  form: line.default('Mẫu số C01a-HD'),
  issued: line.default('(Ban hành theo QĐ số 19/2006/QĐ-BTC ngày 30/3/2006 của Bộ trưởng Bộ Tài chính)'),
  title: line.default('BẢNG CHẤM CÔNG'),
  number: line.default(''),
  /** Where papers are signed, before the date. */
  place: line.default(''),
  signatures: z.tuple([line, line, line]).default(['Người chấm công', 'Phụ trách bộ phận', 'Người duyệt']),
  symbols: z.enum(['c01a-hd', '01a-ldtl']).default('c01a-hd'),
  ownSymbols: z
    .array(
      z.object({
        code: z.string().min(1).max(10),
        symbol: z.string().min(1).max(6),
        /** For half a day, where it is not the usual ½ before the symbol. */
        half: z.string().min(1).max(8).optional(),
        column: z.union([z.literal(32), z.literal(33), z.literal(34)]),
      }),
    )
    .max(40)
    .default([]),
  /** `longer`: one symbol a day, the longer activity's; `both`: two halves where the sessions differ. */
  halfDays: z.enum(['longer', 'both']).default('longer'),
  report: z
    .object({
      superior: line.default(''),
      issuer: line.default(''),
      number: line.default('      /BC-UBND'),
      authority: line.default('TM. ỦY BAN NHÂN DÂN'),
      signerTitle: line.default('CHỦ TỊCH'),
      signer: line.default(''),
      recipients: z.array(line).max(10).default(['- Như trên;', '- Lưu: VT.']),
      /** To whom it is addressed; empty: to the organisation above. */
      addressee: line.default(''),
    })
    .prefault({}),
})
export type SheetTemplate = z.infer<typeof SheetTemplate>
