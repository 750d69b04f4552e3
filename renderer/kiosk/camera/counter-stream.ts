/** The stream that the counter's viewfinder shows, for a second picture of it; `null` while no camera is open. */
export function counterStream(): MediaStream | null {
  const source = document.querySelector<HTMLVideoElement>('[data-camera] video')?.srcObject
  return source instanceof MediaStream ? source : null
}
