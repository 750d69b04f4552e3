import type { CodePlace, Size } from './code-place.ts'
import { findFinderPatterns } from './finder-patterns.ts'
import type { ReadSymbol } from './symbol-reader.ts'

/** Modules along a side of a badge's code. */
const BADGE_MODULES = 25
/** Codes on one sheet, or in two hands, are about as large as each other; what is farther behind is no part of it. */
const [LEAST_SIZE, MOST_SIZE] = [0.6, 1.7]
/** A read code's own squares lie within it, give or take what its corners are off. */
const MARGIN = 0.1

/** Whether a point of the picture, in shares of it, lies within a code or just beside its edge. */
function isWithin(place: CodePlace, x: number, y: number): boolean {
  const middle = (axis: 0 | 1): number => place.reduce((sum, corner) => sum + corner[axis], 0) / 4
  const [middleX, middleY] = [middle(0), middle(1)]
  const corners = place.map(
    ([cx, cy]) => [cx + (cx - middleX) * MARGIN, cy + (cy - middleY) * MARGIN] as const,
  )
  let left = 0
  for (const [at, [fromX, fromY]] of corners.entries()) {
    const [toX, toY] = corners[(at + 1) % corners.length] as readonly [number, number]
    if ((toX - fromX) * (y - fromY) - (toY - fromY) * (x - fromX) > 0) left++
  }
  return left === 0 || left === corners.length
}

/** Pixels along a module of a badge that was read. */
function moduleOf(place: CodePlace, { width, height }: Size): number {
  const around = place.reduce((sum, [x, y], at) => {
    const [toX, toY] = place[(at + 1) % place.length] as readonly [number, number]
    return sum + Math.hypot((toX - x) * width, (toY - y) * height)
  }, 0)
  return around / 4 / BADGE_MODULES
}

/**
 * Whether a corner of a code that was not read stands beside the only badge that was: one of a sheet held half out of
 * the picture, or in shadow. Whose turn it is, nobody can tell then.
 * @param picture luminance, a byte a pixel
 * @param all every code that was read, the badge among them
 */
export function hasCodeBeside(
  picture: Uint8Array,
  size: Size,
  badge: ReadSymbol,
  all: readonly ReadSymbol[],
): boolean {
  const module = moduleOf(badge.place, size)
  return findFinderPatterns(picture, size.width, size.height, LEAST_SIZE * module).some(
    (one) =>
      one.module <= MOST_SIZE * module &&
      !all.some(({ place }) => isWithin(place, one.x / size.width, one.y / size.height)),
  )
}
