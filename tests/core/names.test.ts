import { expect, it } from 'vitest'
import { compareNames, foldText, showText, tidyText } from '../../core/names.ts'

it('orders people by given name, then family name, then the names between', () => {
  const names = [
    'Đỗ Văn Đức',
    'Lê Thị Ánh',
    'Trần Văn An',
    'Nguyễn Thị An',
    'Phạm Dung',
    'Võ Dũng',
    'Lý Ăn',
    'Hồ Ân',
    'Nguyễn Bảo An',
  ]
  expect(names.toSorted(compareNames)).toEqual([
    'Nguyễn Bảo An',
    'Nguyễn Thị An',
    'Trần Văn An',
    'Lê Thị Ánh',
    'Lý Ăn',
    'Hồ Ân',
    'Phạm Dung',
    'Võ Dũng',
    'Đỗ Văn Đức',
  ])
})

it('finds a name without its marks, with đ as d, and with either tone placement', () => {
  expect(foldText('Đặng Thị Ươm')).toBe('dang thi uom')
  expect(foldText('Hoà')).toBe(foldText('Hòa'))
  expect(foldText('Thuỷ'.normalize('NFD'))).toBe(foldText('Thủy'))
})

it('keeps text composed and without stray blanks', () => {
  expect(tidyText('  Nguyễn  Văn\u00a0A '.normalize('NFD'))).toBe('Nguyễn Văn A')
})

it('folds invisible characters, piled marks and other scripts without losing a name', () => {
  expect(foldText('\u200bĐặ\u200dng\u2060')).toBe('dang')
  expect(foldText(`Quý${'\u0301'.repeat(50)}`)).toBe('quy')
  expect(foldText('İLKER')).toBe('ilker')
  expect(foldText('محمد')).toBe('محمد')
})

it('shows a name without what would turn or cover its neighbours', () => {
  expect(showText('\u202eNguyễn\u202c \u2067Văn\u2069 A\u200b')).toBe('Nguyễn Văn A')
  expect(showText(`Quy${'\u0301\u0302\u0303'.repeat(20)}`)).toMatch(/^Quý?[\u0301-\u0303]{0,2}$/)
  expect(showText('Nguyễn\u0000Văn\nA')).toBe('Nguyễn Văn A')
  expect(showText('Nguyễn Thị Ước'.normalize('NFD'))).toBe('Nguyễn Thị Ước')
})
