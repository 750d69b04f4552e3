import useMediaQuery from '@mui/material/useMediaQuery'

/** Whether there is room for tables: from 900 px on, and always on paper. */
export const useWide = (): boolean => useMediaQuery('(min-width: 900px), print')
