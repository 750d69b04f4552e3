/** What the ear is told: recorded, recorded but look, or not recorded. */
export type Sound = 'recorded' | 'attention' | 'not-recorded'

interface Note {
  readonly hertz: number
  readonly fromMs: number
  readonly forMs: number
  readonly shape: OscillatorType
}

/** Rising, level and falling: told apart without looking, and by ears that hear no high notes. */
const NOTES: Readonly<Record<Sound, readonly Note[]>> = {
  recorded: [
    { hertz: 784, fromMs: 0, forMs: 110, shape: 'sine' },
    { hertz: 1175, fromMs: 110, forMs: 220, shape: 'sine' },
  ],
  attention: [
    { hertz: 622, fromMs: 0, forMs: 150, shape: 'triangle' },
    { hertz: 622, fromMs: 220, forMs: 150, shape: 'triangle' },
    { hertz: 622, fromMs: 440, forMs: 150, shape: 'triangle' },
  ],
  'not-recorded': [
    { hertz: 330, fromMs: 0, forMs: 260, shape: 'square' },
    { hertz: 208, fromMs: 260, forMs: 520, shape: 'square' },
  ],
}
/** When a tone is over, with a breath. */
export const TONE_MS: Readonly<Record<Sound, number>> = {
  recorded: 400,
  attention: 680,
  'not-recorded': 850,
}
const LOUDNESS: Readonly<Record<OscillatorType, number>> = {
  sine: 0.5,
  triangle: 0.5,
  square: 0.16,
  sawtooth: 0.16,
  custom: 0.3,
}
/** Fades a note in and out, so that it does not click. */
const FADE_S = 0.012

let loudness = 1

/** @param percent 0 is silent, 100 as loud as the machine's own volume allows */
export function setVolume(percent: number): void {
  loudness = Math.max(0, Math.min(100, percent)) / 100
}

/** @returns 0 silent to 1 loud */
export const soundVolume = (): number => loudness

let context: AudioContext | null = null

/** Plays one of the three sounds; made on the spot, nothing is loaded. A machine without sound stays silent. */
export function playSound(sound: Sound): void {
  if (loudness === 0) return
  context ??= new AudioContext()
  void context.resume()
  const begin = context.currentTime
  for (const note of NOTES[sound]) {
    const from = begin + note.fromMs / 1000
    const to = from + note.forMs / 1000
    const tone = new OscillatorNode(context, { type: note.shape, frequency: note.hertz })
    const volume = new GainNode(context, { gain: 0 })
    volume.gain.setValueAtTime(0, from)
    volume.gain.linearRampToValueAtTime(loudness * LOUDNESS[note.shape], from + FADE_S)
    volume.gain.setValueAtTime(loudness * LOUDNESS[note.shape], to - FADE_S)
    volume.gain.linearRampToValueAtTime(0, to)
    tone.connect(volume).connect(context.destination)
    tone.start(from)
    tone.stop(to)
  }
}
