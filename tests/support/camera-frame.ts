import { FRAME_HEIGHT, FRAME_WIDTH } from './draw-badge-frame.ts'

/** A frame as a camera delivers it to a browser's page: I420, without colour. */
export function cameraFrame(luminance: Uint8Array): VideoFrame {
  const pixels = FRAME_WIDTH * FRAME_HEIGHT
  const data = new Uint8Array((pixels * 3) / 2)
  data.set(luminance)
  data.fill(128, pixels)
  return new VideoFrame(data, {
    format: 'I420',
    codedWidth: FRAME_WIDTH,
    codedHeight: FRAME_HEIGHT,
    timestamp: 0,
    colorSpace: { fullRange: true, matrix: 'bt709', primaries: 'bt709', transfer: 'bt709' },
  })
}
