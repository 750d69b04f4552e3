import { expect, it } from 'vitest'
import { compareNames, foldText, tidyText } from '../../core/names.ts'

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
