import { describe, expect, test } from 'vitest'
import { holdsIdentityNumber } from '../../../core/people/identity-number.ts'
import { suspectEncoding } from '../../../core/people/suspect-encoding.ts'
import { misreadUtf8, toTcvn3, toVni } from '../../support/old-vietnamese.ts'

const GIVEN = [
  ...'An Ánh Bình Bảo Châu Cường Diễm Dũng Duy Đạt Đức Giang Hà Hằng Hạnh Hiếu Hoà Hòa Hoàng Huệ Huyền Khoa Khuê Khoẻ'.split(
    ' ',
  ),
  ...'Kiều Lộc Lý Mạnh Mỹ Nghĩa Ngọc Nguyệt Nhi Oanh Phượng Quân Quỳnh Quý Sơn Tâm Thảo Thuý Thủy Tiến Toàn Trâm Tuấn'.split(
    ' ',
  ),
  ...'Tuyết Uyên Vân Việt Vũ Xuân Xoăn Xoắn Yến Ỷ Ngoạn Thoại Khuyển Hoắc Loan Giá Giếng Gia Hợi Ưng Ường Ỷ'.split(
    ' ',
  ),
]
const FAMILY =
  'Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Tôn Thất Đoàn Ông Ưng Ninh'.split(
    ' ',
  )
const MIDDLE = ['Văn', 'Thị', 'Hữu', 'Đình', 'Ngọc', 'Thị Mỹ', 'Thuỵ', 'Quốc']
const NAMES = FAMILY.flatMap((family, one) =>
  GIVEN.map((given, two) => `${family} ${MIDDLE[(one + two) % MIDDLE.length]} ${given}`),
)
const OTHERS = [
  "H'Hen Niê",
  'Y Moan Ênuôl',
  'Ksor Phước',
  'Điểu K’Rứ',
  'Hà Kiều Anh (B)',
  'Chuyên viên Tư pháp - hộ tịch',
  'Phó Chủ tịch UBND',
  'CB-0123/2025',
]

describe('a text of a file', () => {
  test.each(['NFC', 'NFD'] as const)('is let through when it is Vietnamese in Unicode (%s)', (form) => {
    const refused = [...NAMES, ...OTHERS]
      .flatMap((name) => [name, name.toUpperCase(), name.toLowerCase()])
      .filter((name) => suspectEncoding(name.normalize(form)) !== null)
    expect(refused).toEqual([])
  })

  test('is refused as TCVN3 when an old .VnTime font wrote it', () => {
    const marked = NAMES.filter((name) => /[^\x20-\x7e]/.test(name))
    const missed = marked.filter((name) => suspectEncoding(toTcvn3(name)) === null)
    // A short name may hold nothing that Unicode would not: 11 in 1,500 here, and a file has more than one name.
    expect(missed.length / marked.length).toBeLessThan(0.02)
    expect(suspectEncoding(toTcvn3('Nguyễn Thị Hằng'))).toBe('tcvn3')
    expect(suspectEncoding('phßng  èc  éi')).toBe('tcvn3')
  })

  test('is refused as VNI when a VNI font wrote it', () => {
    const marked = NAMES.filter((name) => /[^\x20-\x7e]/.test(name))
    const missed = marked.filter((name) => suspectEncoding(toVni(name)) === null)
    expect(missed.length / marked.length).toBeLessThan(0.02)
    expect(suspectEncoding('COÄNG HOØA XAÕ HOÄI')).toBe('vni')
    expect(suspectEncoding('Nguyeãn Vaên Bình')).toBe('vni')
  })

  test('is refused as misread UTF-8, with letters lost, or with control characters', () => {
    const missed = NAMES.filter((name) => /[^\x20-\x7e]/.test(name)).filter(
      (name) => suspectEncoding(misreadUtf8(name)) === null,
    )
    expect(missed).toEqual([])
    expect(suspectEncoding('Nguyá»…n VÄƒn Báº£o')).toBe('misread-utf8')
    expect(suspectEncoding('Nguy?n V?n B?o')).toBe('lost-letters')
    expect(suspectEncoding('Nguy\ufffdn')).toBe('lost-letters')
    expect(suspectEncoding('An\u0000')).toBe('not-text')
  })
})

describe('a personal identification number', () => {
  test.each([
    '001090123456',
    '001 090 123 456',
    '001.090.123.456',
    'CCCD 001090123456',
    'Nguyễn An 079190012345',
    '００１０９０１２３４５６',
    // A spreadsheet's number without its leading zeros.
    '1090123456',
    '79090123456',
  ])('is seen in %s', (text) => {
    expect(holdsIdentityNumber(text)).toBe(true)
  })
  test.each([
    'CB-0123',
    '0912345678',
    '123456789',
    '2025',
    '0010901234567',
    'Nguyễn Văn An',
    '987654321012345',
  ])('is not seen in %s', (text) => {
    expect(holdsIdentityNumber(text)).toBe(false)
  })
})
