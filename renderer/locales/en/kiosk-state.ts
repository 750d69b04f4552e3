import type { kioskStateVi } from '../vi/kiosk-state.ts'

/** Honest states beside the answer and the words spoken aloud, in English. */
export const kioskStateEn: Readonly<Record<keyof typeof kioskStateVi, string>> = {
  'banner.refused.revoked':
    'The district has revoked this kiosk: it names nobody any more. Tell the administrator; scans are still recorded here.',
  'sync.fault': 'No safe line to the district',
  'banner.line': '{{why}} Scans are still recorded.',
  'line.not-valid-now':
    'This kiosk’s clock says {{at}}, when the district’s certificate is not valid. If that is wrong, set the clock; if it is right, tell the district to replace its certificate.',
  'line.untrusted':
    'This kiosk does not trust the certificate at the district’s address and sends nothing. Tell the administrator to check the file district-ca.pem.',
  'line.other-host':
    'The certificate is of another name than the district’s address; this kiosk sends nothing. Tell the administrator to check the address and the certificate.',
  'line.old-tls':
    'The district’s server knows only old, unsafe TLS; this kiosk sends nothing. Tell the district to turn on TLS 1.2 or newer.',
  'line.authority-file':
    'The file district-ca.pem on this kiosk cannot be used, so no server is trusted. Tell the administrator to copy it anew.',
  'answer.discreet': 'RECORDED',
  'answer.discreet.onTime': 'On time',
  'answer.discreet.late': '{{minutes}} min late',
  'answer.discreet.leftOnTime': 'Left on time',
  'answer.discreet.early': 'Left {{minutes}} min early',
  'answer.unnamed': 'RECORDED, NOT NAMED',
  'answer.unnamed.detail': 'The district has revoked this kiosk. Tell the administrator.',
  'banner.refused.fork':
    'The log has forked; a new one is being started and no scan is lost. Tell the administrator.',
  'banner.refused.gap': 'The district lacks a part of the log; it is being sent again. Scan as usual.',
  'banner.refused.rejected':
    'The district does not accept this kiosk’s data. Tell the administrator; scans are still recorded.',
  'banner.refused.old-district':
    "The district's software is older than this kiosk's; tell the administrator to update the server. Scans are still recorded.",
  'banner.refused.old-kiosk':
    "This kiosk's software is too old for the district; tell the administrator to update it. Scans are still recorded.",
  'banner.offline': 'Offline since {{since}}. Scan as usual; check the network cable.',
  'banner.offline.waiting':
    'Offline since {{since}}. Scan as usual. Scans to be sent: {{count}}, the oldest from {{oldest}}.',
  'banner.adminPin.to-be-chosen': 'No administrator PIN yet. Touch “Settings” to choose it now.',
  'banner.damaged':
    'The log was damaged at {{at}}; a new one goes on, all that was readable is kept. Tell the administrator.',
  'banner.scannerUnplugged':
    'The scanner is unplugged. Plug its USB cable in again; meanwhile, hold badges to the camera.',
  'banner.update':
    'Version {{version}} is ready. Scans are recorded as usual; restart the kiosk at a quiet time.',
  'banner.adminPin.missing':
    'No administrator’s PIN yet. Touch “Settings” and set it with a one-time code of the district.',
  'banner.adminPin.unreadable':
    'This machine’s keyring does not open: nothing is sent to the district. Go on scanning; tell the administrator.',
  'check.scanner.which': 'Which device is the scanner?',
  'check.scanner.which.why': 'Choose it, and the kiosk says at once when the scanner is unplugged.',
  'check.scanner.which.none': 'None chosen',
  'check.scanner.which.gone': '{{name}} (unplugged now)',
  'check.scanner.which.unknown': 'This operating system does not tell when the scanner is unplugged.',
  'check.scanner.which.empty': 'No keyboard or scanner is plugged in.',
  'room.point': 'Reception point',
  'room.point.fixed': 'Set by the district at enrolment; the district changes it on its Kiosks page.',
  'room.spoken': 'Say the result aloud',
  'room.discreet': 'Discreet about late and early',
  'room.discreet.what':
    'The card says RECORDED in large letters only; on time, late or early stand on a small line and are not said aloud.',
  'room.on': 'On',
  'room.off': 'Off',
}
