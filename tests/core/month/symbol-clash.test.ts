import { expect, test } from 'vitest'
import { SheetTemplate } from '../../../core/month/sheet-template.ts'
import { symbolClash } from '../../../core/month/symbol-clash.ts'

const withOwn = (...rows: readonly (readonly [string, string])[]) =>
  SheetTemplate.parse({ ownSymbols: rows.map(([code, symbol]) => ({ code, symbol, column: 32 })) })

test('the form itself may give one symbol to two codes, and that of time worked stands for many', () => {
  expect(symbolClash(SheetTemplate.parse({}))).toBeNull()
  expect(symbolClash(withOwn(['R0', 'No'], ['ĐH', '+'], ['HN', '+']))).toBeNull()
})

test('an own symbol that another code has is told with that code', () => {
  expect(symbolClash(withOwn(['ĐH', 'P']))).toEqual({ code: 'ĐH', symbol: 'P', with: 'P' })
  expect(symbolClash(withOwn(['ĐH', 'Đ'], ['ĐN', 'Đ']))).toEqual({ code: 'ĐH', symbol: 'Đ', with: 'ĐN' })
  expect(symbolClash(withOwn(['P', 'F'], ['ĐH', 'P']))).toBeNull()
})

test('an own symbol is not that of an absence without excuse, and a code has one', () => {
  expect(symbolClash(withOwn(['ĐH', 'V']))).toMatchObject({ code: 'ĐH', with: null })
  expect(symbolClash(withOwn(['ĐH', 'Đ'], ['ĐH', 'Đh']))).toMatchObject({ code: 'ĐH', with: 'ĐH' })
})
