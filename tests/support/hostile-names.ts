/** Texts that people and other programs put into fields: long, turned, invisible, taken apart, piled up, broken. */
export const HOSTILE_NAMES: readonly (readonly [what: string, name: string])[] = [
  ['two hundred characters', 'Nguyễn Thị Phương Thảo '.repeat(9).trim().slice(0, 200)],
  ['one word of two hundred letters', 'ư'.repeat(200)],
  ['a right-to-left override', 'Trần \u202Egnoud neyugN\u202C Văn'],
  ['isolates and marks of direction', '\u2067Lê\u2069 \u200FVăn\u200E \u061CBình'],
  ['Arabic and Hebrew letters', 'محمد \u05d0\u05d1\u05d2 Nguyễn'],
  ['zero-width characters', 'Ph\u200Bạm\u200C Th\u200Dị\u2060 H\uFEFFoa'],
  ['letters taken apart', 'Nguyễn Thị Quỳnh Như'.normalize('NFD')],
  ['accents piled up', `Zal${'\u0337\u0301\u0323'.repeat(60)}go Văn`],
  ['a null in the middle', 'Vũ\u0000Thị\u0000Lan'],
  ['control characters and line ends', 'Đỗ\r\n\t\u001b[31mVăn\u0007\u0085\u2028Nam'],
  ['half a character', 'Hoàng \ud83d Văn \udc00'],
  ['pictures and flags', '👩‍👩‍👧‍👦🇻🇳 Bùi 𝔘𝔫𝔦'],
  ['markup', '<b onmouseover=alert(1)>Đặng</b>&amp;<script>alert(1)</script>'],
  ['a formula', '=HYPERLINK("http://example.test")'],
  ['a template and a query', `$\{x}{{name}}%s'); DROP TABLE people;--`],
  ['a Turkish and a German letter', 'İıẞß Ngô'],
]
