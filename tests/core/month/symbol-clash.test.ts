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
  expect(symbolClash(withOwn(['ĐH', 'P']))).toMatchObject({ code: 'ĐH', symbol: 'P', with: 'P' })
  expect(symbolClash(withOwn(['ĐH', 'Đ'], ['ĐN', 'Đ']))).toMatchObject({
    code: 'ĐH',
    symbol: 'Đ',
    with: 'ĐN',
  })
  expect(symbolClash(withOwn(['P', 'F'], ['ĐH', 'P']))).toBeNull()
})

test('an own symbol is not that of an absence without excuse, and a code has one', () => {
  expect(symbolClash(withOwn(['ĐH', 'V']))).toMatchObject({ code: 'ĐH', with: null })
  expect(symbolClash(withOwn(['ĐH', 'Đ'], ['ĐH', 'Đh']))).toMatchObject({ code: 'ĐH', with: 'ĐH' })
})

const withHalf = (half: string, ...more: readonly { code: string; symbol: string; half?: string }[]) =>
  SheetTemplate.parse({
    ownSymbols: [{ code: 'ĐH', symbol: 'Đh', half }, ...more].map((row) => ({ ...row, column: 32 })),
  })

test('an own sign of half a day stands for nothing else: no day, no other half, no absence', () => {
  expect(symbolClash(withHalf('Đh/2'))).toBeNull()
  expect(symbolClash(withHalf('½Đh'))).toBeNull()
  const clash = { code: 'ĐH', of: 'half' }
  expect(symbolClash(withHalf('P'))).toEqual({ ...clash, symbol: 'P', with: 'P' })
  expect(symbolClash(withHalf('½P'))).toEqual({ ...clash, symbol: '½P', with: 'P' })
  expect(symbolClash(withHalf('+'))).toEqual({ ...clash, symbol: '+', with: 'worked' })
  expect(symbolClash(withHalf('V'))).toEqual({ ...clash, symbol: 'V', with: null })
  expect(symbolClash(withHalf('Đh'))).toEqual({ ...clash, symbol: 'Đh', with: 'ĐH' })
  const two = withHalf('x', { code: 'ĐN', symbol: 'Đn', half: 'x' })
  expect(symbolClash(two)).toEqual({ ...clash, symbol: 'x', with: 'ĐN' })
  expect(symbolClash(withHalf('Đh/2', { code: 'ĐN', symbol: '½P' }))).toMatchObject({
    code: 'ĐN',
    of: 'day',
    with: 'P',
  })
})
