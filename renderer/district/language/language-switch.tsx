import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { useTranslation } from 'react-i18next'
import { useLanguage } from './use-language.ts'

/** Vietnamese or English, at once. */
export function LanguageSwitch() {
  const { t } = useTranslation()
  const { language, setLanguage } = useLanguage()
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={language}
      aria-label={t('nav.language')}
      onChange={(_, next: typeof language | null) => next !== null && setLanguage(next)}
      sx={{
        '& .MuiToggleButton-root': { color: 'inherit', borderColor: 'currentColor', px: 1.25, minHeight: 36 },
        '& .MuiToggleButton-root.Mui-selected': { color: 'inherit', bgcolor: 'rgba(127,127,127,0.32)' },
      }}
    >
      <ToggleButton value="vi" aria-label="VI, Tiếng Việt" lang="vi">
        VI
      </ToggleButton>
      <ToggleButton value="en" aria-label="EN, English" lang="en">
        EN
      </ToggleButton>
    </ToggleButtonGroup>
  )
}
