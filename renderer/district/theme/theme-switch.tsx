import BrightnessAutoIcon from '@mui/icons-material/BrightnessAutoOutlined'
import DarkModeIcon from '@mui/icons-material/DarkModeOutlined'
import LightModeIcon from '@mui/icons-material/LightModeOutlined'
import IconButton from '@mui/material/IconButton'
import ListItemIcon from '@mui/material/ListItemIcon'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useColorScheme } from '@mui/material/styles'
import Tooltip from '@mui/material/Tooltip'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

const MODES = [
  { mode: 'system', Icon: BrightnessAutoIcon },
  { mode: 'light', Icon: LightModeIcon },
  { mode: 'dark', Icon: DarkModeIcon },
] as const

/** Light, dark, or as the machine says. */
export function ThemeSwitch() {
  const { t } = useTranslation()
  const { mode = 'system', setMode } = useColorScheme()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const Current = MODES.find((each) => each.mode === mode)?.Icon ?? BrightnessAutoIcon
  return (
    <>
      <Tooltip title={t('theme.label')}>
        <IconButton
          color="inherit"
          aria-label={`${t('theme.label')}: ${t(`theme.${mode}`)}`}
          aria-haspopup="menu"
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <Current />
        </IconButton>
      </Tooltip>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {MODES.map(({ mode: each, Icon }) => (
          <MenuItem
            key={each}
            selected={each === mode}
            onClick={() => {
              setMode(each)
              setAnchor(null)
            }}
          >
            <ListItemIcon>
              <Icon fontSize="small" />
            </ListItemIcon>
            {t(`theme.${each}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
