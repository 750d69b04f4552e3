import { foldText } from '../names.ts'

/** Words that a cell of the column *Vai trò* may hold. */
export const ROLE_WORDS = {
  leader: ['Lãnh đạo', 'Leader'],
  staff: ['Cán bộ', 'Công chức', 'Viên chức', 'Nhân viên', 'Người lao động', 'Hợp đồng', 'Staff'],
} as const

const ROLES: ReadonlyMap<string, 'staff' | 'leader'> = new Map(
  (['leader', 'staff'] as const).flatMap((role) =>
    ROLE_WORDS[role].map((word) => [foldText(word), role] as const),
  ),
)
const LEADS =
  /^(pho )?(chu tich|bi thu|giam doc|truong (phong|ban|trung tam|cong an|bo phan)|chanh van phong|chi huy truong|hieu truong|thu truong)\b/

const wordsOf = (text: string): string =>
  foldText(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** `null`: no word for a role. */
export const roleOf = (text: string): 'staff' | 'leader' | null => ROLES.get(wordsOf(text)) ?? null

/** Whether a title is one of somebody who leads an office: a reason to ask, not to decide. */
export const soundsLeading = (title: string): boolean => LEADS.test(wordsOf(title))
