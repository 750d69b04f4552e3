/** How strongly a share is shaded, 0 to 4; every step is a different ground, and the number stands beside it. */
export function heatStep(share: number): 0 | 1 | 2 | 3 | 4 {
  if (share <= 0) return 0
  if (share < 0.05) return 1
  if (share < 0.1) return 2
  return share < 0.2 ? 3 : 4
}

/** Ground and text of a step, both themes. */
export const heatStyle = (step: 0 | 1 | 2 | 3 | 4) => ({
  backgroundColor:
    step === 0
      ? 'transparent'
      : `color-mix(in srgb, var(--late-bar) ${[0, 10, 18, 27, 36][step]}%, var(--surface))`,
  color: 'text.primary',
})
