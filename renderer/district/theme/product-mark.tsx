import Box from '@mui/material/Box'

/** The clock of the product; decoration beside its name. */
export function ProductMark({ size = 32 }: { size?: number }) {
  return (
    <Box component="svg" viewBox="0 0 64 64" aria-hidden sx={{ width: size, height: size, flex: 'none' }}>
      <rect width="64" height="64" rx="16" fill="#ffffff" fillOpacity="0.16" />
      <circle cx="32" cy="32" r="19" fill="none" stroke="#ffffff" strokeWidth="5" />
      <path
        d="M32 20v12.5l8 5"
        fill="none"
        stroke="#ffd166"
        strokeWidth="5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </Box>
  )
}
