import type { OrganisationSeed } from '../../db/district/organisation/seed-organisation.ts'
import { inventCounters, inventSeats } from './invented-counters.ts'
import { seededRandom } from './seeded-random.ts'

/** An invented city with 13 wards; nobody and no place in it is real. */
export const CITY = {
  id: 'org-an-phuc',
  name: 'Ủy ban nhân dân thành phố An Phúc (dữ liệu mẫu)',
  shortName: 'UBND TP. An Phúc',
  sign: 'UBND',
  kind: 'thành phố',
}

/** The last day of the district level. */
const LAST_DISTRICT_DAY = '2025-06-30'

/** What stood between the city and its wards, which were communes then. */
export const FORMER_DISTRICT = {
  id: 'org-huyen-an-phuc',
  name: 'Ủy ban nhân dân huyện An Phúc Đông (dữ liệu mẫu)',
  shortName: 'UBND huyện An Phúc Đông',
  sign: 'UBND',
  kind: 'huyện',
  validTo: LAST_DISTRICT_DAY,
  successor: CITY.id,
}

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
  /** Id; leaders sit at none. */
  readonly counter: string | null
}

/** So many people of a ward, the first of `TITLES`, are its leaders. */
const LEADERS = 4

export interface InventedWard {
  readonly organisation: NonNullable<OrganisationSeed['organisations']>[number]
  readonly point: NonNullable<OrganisationSeed['points']>[number]
  readonly counters: ReturnType<typeof inventCounters>
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
      counter: leads ? null : (inventSeats(ward)[position - LEADERS] ?? null),
    }
  }
}

/** The 13 wards with 14 people each, in the order of their names; communes of the district until it ended. */
export function inventWards(): readonly InventedWard[] {
  const taken = new Set<string>()
  return WARDS.map((ward, index) => ({
    organisation: {
      id: `org-${index + 1}`,
      name: `UBND phường ${ward}`,
      parent: CITY.id,
      shortName: `P. ${ward}`,
      sign: 'UBND',
      kind: 'phường',
      earlier: [
        {
          validTo: LAST_DISTRICT_DAY,
          name: `UBND xã ${ward}`,
          parent: FORMER_DISTRICT.id,
          shortName: `X. ${ward}`,
          sign: 'UBND',
          kind: 'xã',
        },
      ],
    },
    point: {
      id: `point-${index + 1}`,
      name: `Trung tâm PVHCC phường ${ward}`,
      shortName: `Phường ${ward}`,
      organisation: `org-${index + 1}`,
      earlier: [
        { validTo: LAST_DISTRICT_DAY, name: `Bộ phận Một cửa xã ${ward}`, organisation: `org-${index + 1}` },
      ],
    },
    counters: inventCounters(index),
    kiosk: `Máy phường ${ward}`,
    people: TITLES.map((title, position) => inventPerson(index, position, title, taken)),
  }))
}
