import { expect, it } from 'vitest'
import { compareNames, foldText, lettersOf, sameNameText, showText, tidyText } from '../../core/names.ts'

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

it('writes a letter that only looks like another as the one it looks like', () => {
  expect(tidyText('Ðặng Thị Ðào')).toBe('Đặng Thị Đào')
  expect(tidyText('Ɖặng Thị ɖào ðen')).toBe('Đặng Thị đào đen')
  expect(tidyText('Нà Тrần')).toBe('Hà Trần')
  // A word wholly of another script is what it is.
  expect(tidyText('ТЕСТ')).toBe('ТЕСТ')
  expect(foldText('Ðặng')).toBe(foldText('dang'))
})

it.each([
  ['Y Ñuê Êban', 'y nue eban'],
  ['H’Ƀlŭi Kpă', 'hblui kpa'],
  ["H'Ɓơi Mlô", 'hboi mlo'],
  ['K’Brŏ̆ Păng Tiñ', 'kbro pang tin'],
  ['Y Čăm Niê Kdăm', 'y cam nie kdam'],
  ['Rah Lan Hlơ̆i', 'rah lan hloi'],
])('finds %s by plain letters', (name, plain) => {
  expect(foldText(name)).toBe(plain)
  expect(lettersOf(name.replaceAll('’', 'ʼ'))).toBe(plain.replaceAll(' ', ''))
})

it('tells people apart by every mark, and by nothing that is only a way of writing', () => {
  const differ = [
    'Trần Thị Hà',
    'Trần Thị Hạ',
    'Trần Thị Ha',
    'Trần Thị Hả',
    'Trần Thị Hã',
    'Trần Thị Há',
    'Tran Thị Hà',
  ]
  expect(new Set(differ.map(sameNameText)).size).toBe(differ.length)
  expect(sameNameText('Dũng')).not.toBe(sameNameText('Đũng'))
  expect(sameNameText('Y Ñuê')).not.toBe(sameNameText('Y Nuê'))
  const same: [string, string][] = [
    ['Nguyễn Thị Hòa', 'NGUYỄN THỊ HOÀ'],
    ['Lê Thúy', 'Lê Thuý'],
    ['Vũ Khỏe', 'Vũ Khoẻ'.normalize('NFD')],
    ['H’Ƀlŭi', "H'Ƀlŭi"],
    ['Ðỗ Văn Ðông', 'Đỗ Văn Đông'],
  ]
  for (const [a, b] of same) expect(sameNameText(a)).toBe(sameNameText(b))
})
