import { seededRandom } from './seeded-random.ts'

/** An invented city with 13 wards; nobody and no place in it is real. */
export const CITY = { id: 'org-an-phuc', name: 'Ủy ban nhân dân thành phố An Phúc (dữ liệu mẫu)' }

const WARDS = [
  'Cẩm Tú',
  'Đông Xuyên',
  'Hạ Lâm',
  'Kim Ngân',
  'Lộc Thủy',
  'Mai Sơn',
  'Ngọc Hải',
  'Phú Thượng',
  'Quế Lâm',
  'Tân Khánh',
  'Thanh Hà',
  'Vĩnh Hòa',
  'Yên Lạc',
] as const

const FAMILY = [
  'Nguyễn',
  'Nguyễn',
  'Nguyễn',
  'Trần',
  'Trần',
  'Lê',
  'Lê',
  'Phạm',
  'Hoàng',
  'Huỳnh',
  'Phan',
  'Vũ',
  'Võ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Hồ',
  'Ngô',
  'Dương',
  'Lý',
] as const
const WOMEN = {
  middle: ['Thị', 'Thị Kim', 'Thị Thu', 'Ngọc', 'Thanh', 'Mỹ', 'Thị Hồng', 'Bích'],
  given: [
    'An',
    'Ánh',
    'Bình',
    'Chi',
    'Diệu',
    'Dung',
    'Giang',
    'Hà',
    'Hạnh',
    'Hiền',
    'Hoa',
    'Hương',
    'Lan',
    'Linh',
    'Mai',
    'Nga',
    'Ngân',
    'Nhung',
    'Oanh',
    'Phương',
    'Quyên',
    'Thảo',
    'Thủy',
    'Trang',
    'Uyên',
    'Vân',
    'Xuân',
    'Yến',
  ],
} as const
const MEN = {
  middle: ['Văn', 'Hữu', 'Đức', 'Minh', 'Quang', 'Xuân', 'Công', 'Thanh'],
  given: [
    'Anh',
    'Bảo',
    'Cường',
    'Dũng',
    'Đạt',
    'Đức',
    'Hải',
    'Hiếu',
    'Hòa',
    'Hùng',
    'Khánh',
    'Kiên',
    'Lâm',
    'Long',
    'Nam',
    'Nghĩa',
    'Phúc',
    'Quân',
    'Sơn',
    'Tài',
    'Thắng',
    'Thịnh',
    'Tiến',
    'Trung',
    'Tuấn',
    'Vinh',
  ],
} as const

const TITLES = [
  'Chủ tịch UBND phường',
  'Phó Chủ tịch UBND phường',
  'Giám đốc Trung tâm PVHCC',
  'Phó Giám đốc Trung tâm PVHCC',
  'Công chức Tư pháp – Hộ tịch',
  'Công chức Tư pháp – Hộ tịch',
  'Công chức Địa chính – Xây dựng',
  'Công chức Địa chính – Xây dựng',
  'Công chức Văn hóa – Xã hội',
  'Công chức Tài chính – Kế toán',
  'Công chức Văn phòng – Thống kê',
  'Viên chức tiếp nhận hồ sơ',
  'Viên chức tiếp nhận hồ sơ',
  'Viên chức trả kết quả',
] as const

export interface InventedPerson {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly staffNumber: string
  /** The first four of a ward lead it. */
  readonly role: 'staff' | 'leader'
  /** Leaders sit at no counter. */
  readonly counter: string | null
}

/** So many people of a ward, the first of `TITLES`, are its leaders. */
const LEADERS = 4

export interface InventedWard {
  readonly organisation: { readonly id: string; readonly name: string }
  readonly point: { readonly id: string; readonly name: string }
  readonly kiosk: string
  readonly people: readonly InventedPerson[]
}

function inventPerson(ward: number, position: number, title: string, taken: Set<string>): InventedPerson {
  const random = seededRandom('person', ward, position)
  for (;;) {
    const names = random.next() < 0.55 ? WOMEN : MEN
    const name = `${random.pick(FAMILY)} ${random.pick(names.middle)} ${random.pick(names.given)}`
    if (taken.has(name)) continue
    taken.add(name)
    const staffNumber = `${String(ward + 1).padStart(2, '0')}${String(position + 1).padStart(2, '0')}`
    const leads = position < LEADERS
    return {
      id: `p-${staffNumber}`,
      name,
      title,
      staffNumber,
      role: leads ? 'leader' : 'staff',
      counter: leads ? null : `Quầy ${position - LEADERS + 1}`,
    }
  }
}

/** The 13 wards with 14 people each, in the order of their names. */
export function inventWards(): readonly InventedWard[] {
  const taken = new Set<string>()
  return WARDS.map((ward, index) => ({
    organisation: { id: `org-${index + 1}`, name: `UBND phường ${ward}` },
    point: { id: `point-${index + 1}`, name: `Trung tâm PVHCC phường ${ward}` },
    kiosk: `Kiosk phường ${ward}`,
    people: TITLES.map((title, position) => inventPerson(index, position, title, taken)),
  }))
}
