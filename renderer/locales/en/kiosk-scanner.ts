import type { kioskScannerVi } from '../vi/kiosk-scanner.ts'

/** What a keyboard scanner does wrong and what to set, in English. */
export const kioskScannerEn: Readonly<Record<keyof typeof kioskScannerVi, string>> = {
  'scanner.cut': 'SCAN AGAIN',
  'scanner.cut.detail':
    'The code did not come whole. If it is always so, set the scanner to send in one go and to end with Enter (Settings → Scanner).',
  'scanner.adds': 'THE SCANNER ADDS CHARACTERS',
  'scanner.adds.detail':
    'The badge is all right. Take away what the scanner adds before or after the code (Settings → Scanner); meanwhile hold the badge to the camera.',
  'scanner.shift': 'THE SCANNER IS SET TO ANOTHER KEYBOARD',
  'scanner.shift.detail':
    'It presses Shift with every digit. Set the scanner to a US keyboard (Settings → Scanner); meanwhile hold the badge to the camera.',
  'scanner.alt': 'THE SCANNER SENDS WITH THE ALT KEY',
  'scanner.alt.detail':
    'This code could not be read. If it is a badge: switch the scanner’s Alt mode off, set a US keyboard (Settings → Scanner).',
  'scanner.control-keys': 'THE SCANNER SENDS ODD KEYS',
  'scanner.control-keys.detail':
    'Ctrl, Alt or function keys came within the code, so it was not read. If it is a badge: switch them off at the scanner (Settings → Scanner).',
  'scanner.slow': 'THE SCANNER SENDS TOO SLOWLY',
  'scanner.slow.detail':
    'Shorten the scanner’s delay between keys; charge a wireless one and bring it nearer. Meanwhile hold the badge to the camera.',
  'scanner.no-names': 'THE SCANNER’S KEYS CANNOT BE TOLD',
  'scanner.no-names.detail':
    'They come by a virtual keyboard or remote control. Plug the scanner into this machine; meanwhile hold the badge to the camera.',
  'scanner.short': 'CODE TOO SHORT, SCAN AGAIN',
  'scanner.short.detail':
    'A badge’s code has 41 digits. Scan the QR code of the badge; if it stays so, look at the scanner (Settings → Scanner).',
  'check.scanner.now': 'Scan a badge with the scanner (nothing is recorded).',
  'check.scanner.good':
    'The badge was read. The scanner sends as it should: digits in one go, closed by Enter.',
  'check.scanner.usable': 'The badge was read. The scanner can be used; better set it as below.',
  'check.scanner.bad':
    'No badge was read: {{count}} characters came. Set the scanner as below and scan again.',
  'check.scanner.missing-enter':
    'The scanner sends no Enter at the end, so every scan has to wait: scan the “add Enter” code (suffix CR) of the scanner’s manual.',
  'check.scanner.before':
    'The scanner adds before the code: {{text}}. Switch “prefix”, “AIM ID”, “Code ID” off.',
  'check.scanner.after':
    'The scanner adds after the code: {{text}}. Switch “suffix” off, keep only Enter (CR).',
  'check.scanner.twice':
    'The code came twice in a row: set the scanner to send Enter after each code and not to read the same code again.',
  'check.scanner.other-code': 'This code is no badge. Scan the QR code of a badge.',
  'check.scanner.cut':
    'The code broke off on its way: scan again. If it is always so, switch the delay between keys off.',
  'check.scanner.adds':
    'The scanner adds characters around the badge’s code: switch “prefix”, “suffix”, “AIM ID”, “Code ID”, date and time off; keep only Enter (CR).',
  'check.scanner.shift':
    'The scanner presses Shift with every digit (it is set to a French or similar keyboard): set “keyboard country/layout” to USA.',
  'check.scanner.alt':
    'The scanner sends every character as Alt and digits: switch “ALT mode / Universal keyboard” off, set a USA keyboard.',
  'check.scanner.control-keys':
    'The scanner sends Ctrl, Alt or function keys within the code: switch “function key mapping” and “control characters” off.',
  'check.scanner.slow':
    'The scanner sends slowly: set “inter-character delay / keystroke delay” to 0; charge a wireless one and bring it nearer.',
  'check.scanner.no-names':
    'The system does not tell which keys are pressed (virtual keyboard, remote control): plug the scanner into this machine.',
  'check.scanner.short':
    'Only {{count}} characters came; a badge’s code has 41 digits. Scan the QR code of the badge; take away any limit of length at the scanner.',
  'sheet.open': 'How to set the scanner',
  'sheet.how':
    'Setting codes differ from maker to maker and are printed in the scanner’s manual. Find these settings there, scan their codes, then scan the code to try.',
  'sheet.try': 'To try: scan this with the scanner. It is nobody’s badge, and nothing is recorded.',
  'sheet.interface': 'Connection: Interface, USB mode',
  'sheet.interface.to': 'USB HID Keyboard (PC Keyboard, KBW); not COM, not Serial',
  'sheet.country': 'Keyboard country, language, layout',
  'sheet.country.to': 'USA (US English)',
  'sheet.suffix': 'Added at the end: Suffix, Terminator',
  'sheet.suffix.to': 'Enter (CR), and nothing else',
  'sheet.prefix': 'Added before: Prefix, AIM ID, Code ID',
  'sheet.prefix.to': 'Off (None, Disable)',
  'sheet.alt': 'ALT mode, Universal keyboard, Emulate keypad',
  'sheet.alt.to': 'Off (Disable)',
  'sheet.case': 'Caps Lock, Case conversion',
  'sheet.case.to': 'Normal (No change)',
  'sheet.delay': 'Inter-character delay, Keystroke delay',
  'sheet.delay.to': '0 (No delay)',
  'sheet.again': 'The same code again: Reread delay, Same symbol timeout',
  'sheet.again.to': 'One second or more',
  'sheet.qr': 'Kind of code: QR Code',
  'sheet.qr.to': 'On (Enable); the scanner has to read two-dimensional (2D) codes',
}
