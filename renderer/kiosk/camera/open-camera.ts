import type { CameraDevice, RenderedCamera } from 'html5-qrcode/esm/camera/core'
import { CameraFactory } from 'html5-qrcode/esm/camera/factories'
import { CameraPermissions } from 'html5-qrcode/esm/camera/permissions'
import { CameraRetriever } from 'html5-qrcode/esm/camera/retriever'

/** Sharper than this the worker's time grows and a badge at arm's length reads no better. */
const IDEAL_WIDTH = 1280
const IDEAL_HEIGHT = 720
const IDEAL_FRAMES_A_SECOND = 30

export interface OpenCamera {
  readonly video: HTMLVideoElement
  readonly track: MediaStreamTrack
  close(): Promise<void>
}

export type CameraRefusal = 'none' | 'denied' | 'lost'
export type OpenCameraResult =
  | { readonly kind: 'open'; readonly camera: OpenCamera }
  | { readonly kind: 'refused'; readonly why: CameraRefusal }

/** What an error of `getUserMedia` means to the person in front of the kiosk. */
function refusalOf(error: unknown): CameraRefusal {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none'
  return 'lost'
}

/** The cameras of this machine, first the ones that look at the person or, failing names, the system's order. */
export async function listCameras(): Promise<CameraDevice[]> {
  // Asking for the list opens a camera once when permission was not given yet; a list without labels tells.
  if (!(await CameraPermissions.hasPermissions())) return CameraRetriever.retrieve()
  const devices = await navigator.mediaDevices.enumerateDevices()
  return devices
    .filter((device) => device.kind === 'videoinput')
    .map((device) => ({ id: device.deviceId, label: device.label }))
}

/**
 * Opens a camera and shows it in `place`. Camera choice, permission and stream are html5-qrcode's; none of
 * its decoders is loaded.
 * @param preferred id of the camera chosen in the settings; another one serves while that is not there
 */
export async function openCamera(
  place: HTMLElement,
  preferred: string | null = null,
): Promise<OpenCameraResult> {
  let rendered: RenderedCamera
  try {
    const cameras = await listCameras()
    const first = cameras.find(({ id }) => id === preferred) ?? cameras[0]
    if (first === undefined) return { kind: 'refused', why: 'none' }
    const factory = await CameraFactory.failIfNotSupported()
    const camera = await factory.create({
      ...(first.id === '' ? {} : { deviceId: { ideal: first.id } }),
      width: { ideal: IDEAL_WIDTH },
      height: { ideal: IDEAL_HEIGHT },
      frameRate: { ideal: IDEAL_FRAMES_A_SECOND },
    })
    rendered = await camera.render(place, {}, { onRenderSurfaceReady: () => {} })
  } catch (error) {
    return { kind: 'refused', why: refusalOf(error) }
  }
  const video = rendered.getSurface()
  // The style sheet sizes the picture, and a video that breaks off is handled by the track's end.
  video.removeAttribute('style')
  video.onabort = null
  video.onerror = null
  const track = video.srcObject instanceof MediaStream ? video.srcObject.getVideoTracks()[0] : undefined
  if (track === undefined) {
    await rendered.close()
    return { kind: 'refused', why: 'lost' }
  }
  return { kind: 'open', camera: { video, track, close: () => rendered.close() } }
}
