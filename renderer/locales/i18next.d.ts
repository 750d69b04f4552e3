import 'i18next'
import type { districtVi } from './vi/district.ts'
import type { kioskVi } from './vi/kiosk.ts'

/** Makes `t('…')` know every key: a missing one does not compile. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'district'
    resources: { district: typeof districtVi; kiosk: typeof kioskVi }
  }
}
