import type { DecodedFrame } from './frame-decoder.ts'

/** One frame on its way to the worker; ownership goes with it. */
export interface DecodeRequest {
  readonly number: number
  readonly frame: VideoFrame | ImageBitmap
}

export type DecodeReply =
  | { readonly kind: 'ready' }
  | ({ readonly kind: 'decoded'; readonly number: number } & DecodedFrame)
  /** `number` is −1 when the decoder itself could not start. */
  | { readonly kind: 'failed'; readonly number: number; readonly reason: string }
