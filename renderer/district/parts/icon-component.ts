import type SvgIcon from '@mui/material/SvgIcon'

/** Any of the packed icons. */
export type IconComponent = typeof SvgIcon
