import { queryOptions } from '@tanstack/react-query'
import { type NoticeItem, NoticesAnswer } from '../../../core/district/notices-api.ts'
import { askDistrict, newDeedKey } from '../api/ask-district.ts'

const NOTICES = '/api/v1/notices'
export const noticePath = (id: string): string => `${NOTICES}/${encodeURIComponent(id)}`

export const noticesQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: ({ signal }) => askDistrict(NoticesAnswer, NOTICES, signal),
})

/** An id for a new notice (UUID, version 4), also where there is no TLS. */
export function newNoticeId(): string {
  const hex = newDeedKey()
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}

export type NoticeState = 'shown' | 'planned' | 'over'

/** Whether the kiosks show a notice on a date. */
export const noticeState = (
  { validFrom, validTo }: Pick<NoticeItem, 'validFrom' | 'validTo'>,
  date: string,
): NoticeState => (date < validFrom ? 'planned' : validTo !== null && validTo < date ? 'over' : 'shown')
