import type { kioskStateVi } from '../vi/kiosk-state.ts'

/** Honest states beside the answer and the words spoken aloud, in English. */
export const kioskStateEn: Readonly<Record<keyof typeof kioskStateVi, string>> = {
  'banner.damaged':
    'The log was damaged at {{at}}; a new one goes on, all that was readable is kept. Tell the administrator.',
  'banner.scannerUnplugged':
    'The scanner is unplugged. Plug its USB cable in again; meanwhile, hold badges to the camera.',
  'banner.update':
    'Version {{version}} is ready. Scans are recorded as usual; restart the kiosk at a quiet time.',
  'banner.adminPinMissing':
    'No administrator’s PIN yet. Touch “Settings” and set it with a one-time code of the district.',
  'check.scanner.which': 'Which device is the scanner?',
  'check.scanner.which.why': 'Choose it, and the kiosk says at once when the scanner is unplugged.',
  'check.scanner.which.none': 'None chosen',
  'check.scanner.which.gone': '{{name}} (unplugged now)',
  'check.scanner.which.unknown': 'This operating system does not tell when the scanner is unplugged.',
  'check.scanner.which.empty': 'No keyboard or scanner is plugged in.',
  'room.point': 'Reception point',
  'room.point.fixed': 'Set by the district at enrolment; the district changes it on its Kiosks page.',
  'room.spoken': 'Say the result aloud',
  'room.spoken.on': 'On',
  'room.spoken.off': 'Off',
}
