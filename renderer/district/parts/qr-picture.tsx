import Box from '@mui/material/Box'
import { create } from 'qrcode'
import { useMemo } from 'react'

const QUIET_MODULES = 4

/** A QR code as one SVG path, dark on white in both themes so that cameras read it. */
export function QrPicture(props: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const { modules } = create(props.text, { errorCorrectionLevel: 'M' })
    const steps: string[] = []
    for (let row = 0; row < modules.size; row += 1)
      for (let column = 0; column < modules.size; column += 1)
        if (modules.get(row, column)) steps.push(`M${column + QUIET_MODULES} ${row + QUIET_MODULES}h1v1h-1z`)
    return { size: modules.size + 2 * QUIET_MODULES, path: steps.join('') }
  }, [props.text])
  return (
    <Box
      component="svg"
      role="img"
      aria-label={props.label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      sx={{ width: 'min(100%, 340px)', height: 'auto', borderRadius: 1, border: '1px solid var(--line)' }}
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </Box>
  )
}
