/** What `watchCameraBar` keeps in a page; times are the page's `performance.now()`. */
export interface CameraWatch {
  /** When a frame with the bright bar was first presented. */
  shown: number[]
  /** When a code was read, or, in the kiosk's page, answered as recorded. */
  reads: { code: string; at: number }[]
}

/**
 * Runs in a page before its own scripts: notes when the bar of a `Scene` turns bright in the page's video, and
 * when the kiosk's service has answered a scan. Takes nothing from around it, because it travels as text.
 */
export function watchCameraBar(): void {
  const watch: CameraWatch = { shown: [], reads: [] }
  Object.assign(globalThis, watch)
  const plain = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const response = await plain(input, init)
    if (String(input).endsWith('/api/scan')) {
      const { answer } = (await response.clone().json()) as { answer?: { kind: string } }
      const { code } = JSON.parse(String(init?.body)) as { code: string }
      if (answer?.kind === 'recorded') watch.reads.push({ code, at: performance.now() })
    }
    return response
  }
  let bright = false
  const follow = (video: HTMLVideoElement): void => {
    const canvas = new OffscreenCanvas(2, 2)
    const context = canvas.getContext('2d', { willReadFrequently: true })
    const look = (): void => {
      video.requestVideoFrameCallback(look)
      context?.drawImage(
        video,
        video.videoWidth / 4,
        0,
        video.videoWidth / 2,
        video.videoHeight / 40,
        0,
        0,
        2,
        2,
      )
      const [luminance = 0] = context?.getImageData(0, 0, 1, 1).data ?? []
      if (luminance > 128 && !bright) watch.shown.push(performance.now())
      bright = luminance > 128
    }
    video.requestVideoFrameCallback(look)
  }
  const find = setInterval(() => {
    const video = document.querySelector('video')
    if (video === null) return
    clearInterval(find)
    follow(video)
  }, 50)
}
