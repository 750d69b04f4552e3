/** Invented wards and people with correct Vietnamese names. */

const WARDS = [
  'An Lộc',
  'Bình Khê',
  'Cẩm Thượng',
  'Đông Hòa',
  'Giang Biên',
  'Hải Yến',
  'Kim Sơn',
  'Lạc Viên',
  'Minh Khai',
  'Nghĩa Lộ',
  'Phú Thọ Hòa',
  'Tân Ước',
  'Xuân Quế',
]
const FAMILIES = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Huỳnh',
  'Vũ',
  'Võ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Ngô',
  'Lý',
]
const MIDDLES = ['Thị', 'Văn', 'Thị Ngọc', 'Quốc', 'Đức', 'Thu', 'Minh', 'Thị Bích', 'Hữu', 'Khánh']
const GIVEN = [
  'Ánh',
  'Bảo',
  'Cường',
  'Diễm',
  'Đạt',
  'Giang',
  'Hằng',
  'Hiếu',
  'Huệ',
  'Khoa',
  'Liễu',
  'Mẫn',
  'Nghĩa',
  'Oanh',
  'Phượng',
  'Quyền',
  'Sáng',
  'Thủy',
  'Trưởng',
  'Uyên',
  'Vỹ',
  'Yến',
]
const TITLES = [
  'Phó Chủ tịch UBND phường',
  'Giám đốc Trung tâm',
  'Công chức tư pháp - hộ tịch',
  'Công chức địa chính',
  'Công chức văn hóa - xã hội',
  'Chuyên viên một cửa',
  'Viên chức hỗ trợ',
]

/** Same input, same number in [0, below). */
export function pick(text: string, below: number): number {
  let hash = 2166136261
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619)
  hash = Math.imul(hash ^ (hash >>> 15), 2246822507)
  return ((hash ^ (hash >>> 13)) >>> 0) % below
}

export interface InventedPerson {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly point: string
}
export interface InventedPoint {
  readonly id: string
  readonly name: string
  readonly organisation: string
}

export const POINTS: readonly InventedPoint[] = WARDS.map((name, index) => ({
  id: `p${index + 1}`,
  name: `Phường ${name}`,
  organisation: `UBND phường ${name}`,
}))

export const PEOPLE: readonly InventedPerson[] = POINTS.flatMap((point, ward) =>
  TITLES.slice(0, 6 + (ward % 2)).map((title, index) => ({
    id: `${point.id}-${index + 1}`,
    name: [
      FAMILIES[(ward * 3 + index * 5) % FAMILIES.length],
      MIDDLES[(ward + index * 3) % MIDDLES.length],
      GIVEN[(ward * 7 + index * 4) % GIVEN.length],
    ].join(' '),
    title,
    point: point.id,
  })),
)
