/** A point as fractions of the camera's picture, from its top left. */
export type PicturePoint = readonly [x: number, y: number]

/** Where in the picture a code was read: its corners in their order around it, beginning at its own top left. */
export type CodePlace = readonly [PicturePoint, PicturePoint, PicturePoint, PicturePoint]

export interface Size {
  readonly width: number
  readonly height: number
}

/** How far the drawn frame stands off from the code, as a share of the way from its middle. */
const MARGIN = 0.14

/**
 * Corners on the screen, in its pixels, of a code in a picture that is mirrored and fills its place, cut off where the
 * two have different shapes.
 */
export function cornersOnScreen(place: CodePlace, picture: Size, screen: Size): readonly PicturePoint[] {
  const scale = Math.max(screen.width / picture.width, screen.height / picture.height)
  const [left, top] = [
    (screen.width - picture.width * scale) / 2,
    (screen.height - picture.height * scale) / 2,
  ]
  const corners = place.map(
    ([x, y]): PicturePoint => [
      screen.width - (left + x * picture.width * scale),
      top + y * picture.height * scale,
    ],
  )
  const middle = (axis: 0 | 1): number => corners.reduce((sum, corner) => sum + corner[axis], 0) / 4
  const [middleX, middleY] = [middle(0), middle(1)]
  return corners.map(([x, y]): PicturePoint => [x + (x - middleX) * MARGIN, y + (y - middleY) * MARGIN])
}
