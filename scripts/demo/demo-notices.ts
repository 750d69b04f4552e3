import type { Notice } from '../../db/district/organisation/notices.ts'
import { CITY } from './invented-organisation.ts'

/** What the demo's kiosks say to citizens from a date on; the same ids every time. */
export const demoNotices = (from: string): Notice[] => [
  {
    id: '01900000-0000-7000-8000-000000000001',
    organisation: CITY.id,
    text: 'Hồ sơ có thể nộp trực tuyến trên Cổng Dịch vụ công quốc gia: không phải chờ tại quầy.',
    validFrom: from,
    validTo: null,
  },
  {
    id: '01900000-0000-7000-8000-000000000002',
    organisation: CITY.id,
    text: 'Góp ý về thái độ phục vụ: xin gặp lãnh đạo trực hoặc bỏ phiếu vào hòm thư tại quầy.',
    validFrom: from,
    validTo: null,
  },
]
