import type { kioskSetUpVi } from '../vi/kiosk-set-up.ts'

/** Enrolment by typing and the administrator's PIN by the district's leave, in English. */
export const kioskSetUpEn: Readonly<Record<keyof typeof kioskSetUpVi, string>> = {
  'setup.open': 'Enrol this kiosk',
  'setup.title': 'Enrol this kiosk with the district',
  'setup.qr':
    'Quickest: hold the district’s QR code to the camera or the scanner. Without one, type what the district’s screen shows.',
  'setup.address': '1. Type the district’s address',
  'setup.address.empty': 'For example: 192.168.1.10:8080',
  'setup.find': 'Find the district',
  'setup.finding': 'Looking…',
  'setup.compare': '2. Compare this with the district’s screen',
  'setup.compare.why':
    'Type the code only when both are exactly the same. If one character differs, somebody stands in between: stop and tell the district.',
  'setup.compare.at': 'Found at',
  'setup.same': 'Exactly the same',
  'setup.different': 'They differ',
  'setup.code': '3. Type the district’s one-time code',
  'setup.code.empty': 'XXXX-XXXX-XXXX',
  'setup.enrol': 'Enrol',
  'setup.enrolling': 'Enrolling…',
  'setup.key': 'The district’s key',
  'setup.trouble.malformed-address':
    'This address is not written right. Look again at each letter on the district’s screen.',
  'setup.trouble.unreachable':
    'Nobody answers at this address. Check the network cable and each letter of the address.',
  'setup.trouble.not-a-district':
    'Something answers at this address, but it is no Giờ Giấc district. Check the address.',
  'setup.trouble.different-key':
    'Not enrolled with this address. Check the address, and tell the district that the keys differ.',
  'settings.pin.byCode': 'PIN forgotten? Ask the district for a code',
  'settings.pin.byCode.first': 'Set the PIN with a code of the district',
  'settings.pin.byCode.title': 'Set the administrator’s PIN with a code of the district',
  'settings.pin.byCode.why':
    'The district opens its Kiosks page and presses “Enrol a new kiosk” for this very point. Type the one-time code, or hold its QR code to the camera.',
  'settings.pin.byCode.next': 'Continue',
  'settings.pin.byCode.taken': 'The code was taken. Choose the new administrator’s PIN.',
  'trouble.code-wrong':
    'The district does not accept this code for this point. Check each character, or ask for a new one.',
  'trouble.code-expired': 'The code has expired (15 minutes). Ask the district for a new one.',
  'trouble.code-used': 'The code was used at another kiosk. Ask the district for a new one.',
  'trouble.unreachable':
    'The district cannot be reached. The code is checked over the network: check the cable.',
}
