import { describe, expect, test } from 'vitest'
import { withoutCapsLock } from '../../../core/people/caps-lock.ts'
import { fromMisreadUtf8, fromTcvn3, fromVni } from '../../../core/people/convert-encoding.ts'
import { holdsIdentityNumber } from '../../../core/people/identity-number.ts'
import { suspectEncoding } from '../../../core/people/suspect-encoding.ts'
import { isVietnameseSyllable } from '../../../core/people/vietnamese-syllable.ts'
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
/** Names in the letters of Ê Đê, Gia Rai, Mnông, K’Ho, Cơ Tu, Ra Glai, and of people from elsewhere. */
const PEOPLES = [
  'Y Ñuê Êban',
  'H’Ñuan Byă',
  'H’Ñil',
  'Y Čăm Niê Kdăm',
  "H'Ɓơi Mlô",
  'Ksor H’Blĭm',
  'Rah Lan Hlơ̆i',
  'Y Ayŭn Kbuôr',
  'K’Brŏ̆',
  'K’Brŏ̆ Păng Tiñ',
  'Alăng Bh’riu Mơơ',
  'Kpă H’Ƀlŭi',
  'Chamaléa Thị Thủy',
  'Điểu K’Ré',
  'Aê Nuê',
  'Nguyễn Françoise',
  'Müller Hans',
]

describe('a text of a file', () => {
  test.each(['NFC', 'NFD'] as const)('is let through when it is Vietnamese in Unicode (%s)', (form) => {
    const refused = [...NAMES, ...OTHERS]
      .flatMap((name) => [name, name.toUpperCase(), name.toLowerCase()])
      .filter((name) => suspectEncoding(name.normalize(form)) !== null)
    expect(refused).toEqual([])
  })

  test.each(['NFC', 'NFD'] as const)('is let through with the letters of every people (%s)', (form) => {
    const sure = PEOPLES.flatMap((name) => [name, name.toUpperCase()]).filter(
      (name) => suspectEncoding(name.normalize(form))?.sure === true,
    )
    expect(sure).toEqual([])
  })

  test('is, in an old code, said with what it would be in Unicode', () => {
    expect(suspectEncoding('TrÇn ThÞ B×nh')).toEqual({
      fault: 'tcvn3',
      converted: 'Trần Thị Bình',
      sure: true,
    })
    expect(suspectEncoding('Nguyeãn Vaên Ñöùc')).toEqual({
      fault: 'vni',
      converted: 'Nguyễn Văn Đức',
      sure: true,
    })
    expect(suspectEncoding('Nguyá»…n')).toMatchObject({ converted: 'Nguyễn' })
    expect(suspectEncoding('Nguy?n V?n')).toMatchObject({ converted: null })
    // ñ alone is a letter of Ê Đê names too.
    expect(suspectEncoding('Ñoan')).toEqual({ fault: 'vni', converted: 'Đoan', sure: false })
    const odd = NAMES.filter(
      (name) =>
        fromVni(toVni(name)) !== name ||
        fromTcvn3(toTcvn3(name)).toLowerCase() !== name.toLowerCase() ||
        fromMisreadUtf8(misreadUtf8(name)) !== name,
    )
    expect(odd).toEqual([])
    expect(fromVni(toVni('Đặng Ứng').toUpperCase())).toBe('ĐẶNG ỨNG')
    expect(fromTcvn3('NGUYÔN V¡N §¹t')).toBe('NGUYỄN VĂN Đạt')
    expect(fromTcvn3('NguyÔn ThÞ ¸nh')).toBe('Nguyễn Thị Ánh')
  })

  test('typed with Caps Lock on is what was meant, and nothing else is touched', () => {
    expect(withoutCapsLock('lÊ tHỊ hOA')).toBe('Lê Thị Hoa')
    expect(withoutCapsLock('lÊ tHỊ hOA'.normalize('NFD'))).toBe('Lê Thị Hoa')
    for (const text of ['Lê Thị Hoa', 'LÊ THỊ HOA', 'lê thị hoa', 'H’Ƀlŭi', 'NguyÔn', 'TrÇn ThÞ B×nh', ''])
      expect(withoutCapsLock(text)).toBeNull()
    expect(suspectEncoding('lÊ tHỊ hOA')).toBeNull()
    expect(suspectEncoding('lÊ hOA')).toBeNull()
  })

  test('has words that can be Vietnamese syllables, or cannot', () => {
    const words = [...NAMES, 'ngoằn ngoèo khuỷu quyển giếng gìn quốc xoong nghiêng uỷ ươn yêu'].flatMap(
      (name) => name.split(' '),
    )
    expect(words.filter((word) => !isVietnameseSyllable(word))).toEqual([])
    const others = ['Êban', 'Kbuôr', 'Byă', 'Mlô', 'Quoác', 'nguyeãn', 'hòà', 'Niêê', 'Ñuan', '']
    expect(others.filter(isVietnameseSyllable)).toEqual([])
  })

  test('is refused as TCVN3 when an old .VnTime font wrote it', () => {
    const marked = NAMES.filter((name) => /[^\x20-\x7e]/.test(name))
    const missed = marked.filter((name) => suspectEncoding(toTcvn3(name))?.fault !== 'tcvn3')
    // A short name may hold nothing that Unicode would not: 11 in 1,500 here, and a file has more than one name.
    expect(missed.length / marked.length).toBeLessThan(0.02)
    expect(suspectEncoding(toTcvn3('Nguyễn Thị Hằng'))?.fault).toBe('tcvn3')
    expect(suspectEncoding('phßng  èc  éi')?.fault).toBe('tcvn3')
  })

  test('is refused as VNI when a VNI font wrote it', () => {
    const marked = NAMES.filter((name) => /[^\x20-\x7e]/.test(name))
    const missed = marked.filter((name) => suspectEncoding(toVni(name))?.fault !== 'vni')
    expect(missed.length / marked.length).toBeLessThan(0.02)
    expect(suspectEncoding('COÄNG HOØA XAÕ HOÄI')?.fault).toBe('vni')
    expect(suspectEncoding('Nguyeãn Vaên Bình')?.fault).toBe('vni')
  })

  test('is refused as misread UTF-8, with letters lost, or with control characters', () => {
    const missed = NAMES.filter((name) => /[^\x20-\x7e]/.test(name)).filter(
      (name) => suspectEncoding(misreadUtf8(name)) === null,
    )
    expect(missed).toEqual([])
    expect(suspectEncoding('Nguyá»…n VÄƒn Báº£o')?.fault).toBe('misread-utf8')
    expect(suspectEncoding('Nguy?n V?n B?o')?.fault).toBe('lost-letters')
    expect(suspectEncoding('Nguy\ufffdn')?.fault).toBe('lost-letters')
    expect(suspectEncoding('An\u0000')?.fault).toBe('not-text')
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
