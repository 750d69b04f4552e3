import { expect, test } from 'vitest'
import { placeTag, plainLetters } from '../../core/file-name.ts'

test.each([
  ['Trung tâm Phục vụ hành chính công phường Cẩm Tú', 'phuong-cam-tu'],
  ['Bộ phận Một cửa xã Đắk Nhoong', 'xa-dak-nhoong'],
  ['Đặc khu Phú Quốc', 'dac-khu-phu-quoc'],
  ['Quầy Đ/Ơ: "../../Ủy ban"', 'quay-d-o-uy-ban'],
  ['Một cửa An Lộc', 'mot-cua-an-loc'],
])('%s is %s in a file name', (name, tag) => {
  expect(placeTag(name)).toBe(tag)
})

test('two places of one ward are told apart by their whole names', () => {
  const names = ['Một cửa phường Cẩm Tú', 'Bưu điện phường Cẩm Tú']
  expect(names.map((name) => placeTag(name, names))).toEqual([
    'mot-cua-phuong-cam-tu',
    'buu-dien-phuong-cam-tu',
  ])
})

test('a long or an odd name stays a file name', () => {
  expect(plainLetters('ệ'.repeat(500))).toBe('e'.repeat(60))
  expect(plainLetters('\u202e\u0000//..')).toBe('')
})
