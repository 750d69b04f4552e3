import { viVN } from '@mui/x-data-grid/locales'
import type { Language } from './create-i18n.ts'

const VIETNAMESE = {
  ...viVN.components.MuiDataGrid.defaultProps.localeText,
  columnMenuAriaLabel: (column: string) => `Danh mục của cột ${column}`,
}

/** The words of a grid itself: its headings' menus, its pages, its choice. */
export const gridWords = (language: Language) => (language === 'vi' ? VIETNAMESE : {})
