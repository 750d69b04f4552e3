import { BADGE_CODE_LENGTH } from '../../core/badge/badge-code.ts'
import type { CodeClass } from '../../core/badge/classify-code.ts'
import { FOREIGN_CODES } from './foreign-codes.ts'
import { testBadge } from './test-badge.ts'

export type HostileCode = readonly [name: string, code: string, kind: CodeClass]

/** Put together in pieces so that the source holds no placeholder of its own. */
const braced = (text: string): string => `$\{${text}}`

const SQL = [
  "'",
  '"',
  "''",
  "';--",
  "' OR 1=1 --",
  "admin'--",
  "' OR 'x'='x",
  "') OR ('1'='1",
  '" OR 1=1 --',
  "' UNION SELECT name FROM sqlite_master --",
  "' UNION ALL SELECT NULL,NULL,NULL --",
  '1; DELETE FROM events WHERE 1=1; --',
  "1; UPDATE people SET role='admin'; --",
  "'; ATTACH DATABASE '/tmp/x.db' AS x; --",
  "1' AND randomblob(100000000) --",
  "1'; VACUUM INTO '/tmp/copy.db'; --",
  "' || (SELECT load_extension('x')) || '",
  '1 OR pg_sleep(10)',
  "'; COPY events TO PROGRAM 'sh'; --",
  '$$; DROP SCHEMA public CASCADE; $$',
  '0x27204f5220313d31',
  '%27%20OR%201=1',
  "\\' OR 1=1 --",
  "' OR '' LIKE '%",
  '?1 ?2 :id @name $name',
]

const MARKUP = [
  '<svg onload=alert(1)>',
  '<svg/onload=alert`1`>',
  '"><script>alert(1)</script>',
  "'><img src=x onerror=alert(1)>",
  '<iframe src="javascript:alert(1)"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '<body onload=alert(1)>',
  '<style>@import "https://example.test/x.css"</style>',
  '<link rel=stylesheet href=//example.test>',
  '<meta http-equiv=refresh content="0;url=https://example.test">',
  '<base href="https://example.test/">',
  '<form action=https://example.test><input name=pin></form>',
  '<object data="data:text/html,x"></object>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<!--<img src="--><img src=x onerror=alert(1)//">',
  '<details open ontoggle=alert(1)>',
  '<video><source onerror=alert(1)></video>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#x3C;script&#x3E;alert(1)',
  '\\u003cscript\\u003ealert(1)',
  ']]><script>alert(1)</script>',
  '<?xml version="1.0"?><a/>',
  '{{constructor.constructor("alert(1)")()}}',
  '<div data-answer="good">ĐÃ ĐẾN</div>',
  '__proto__[admin]=1',
  '{"kind":"recorded","person":{"kind":"ours","name":"Ai đó"}}',
]

const COMMANDS = [
  '; reboot',
  '| nc 127.0.0.1 4444',
  '`id > /tmp/x`',
  '&& shutdown -h now',
  '() { :;}; echo x',
  '%COMSPEC% /c calc',
  'cmd.exe /c start calc.exe',
  'powershell -enc SQBFAFgA',
  'ms-settings:network',
  'file:///etc/passwd',
  'file://C:/Windows/System32/cmd.exe',
  '\\\\example.test\\share\\x.exe',
  '....//....//etc/shadow',
  '..%2f..%2f..%2fetc%2fpasswd',
  '..%5c..%5cwindows%5cwin.ini',
  '/proc/self/environ',
  '/dev/random',
  'C:\\Users\\Public\\a.lnk',
  'CON',
  'log.db-wal',
  braced('process.exit()'),
  braced('env:PATH'),
  '<%= system("id") %>',
  '#{7*7}',
  '%n%n%n%n%n%n%n%n',
  '%x.%x.%x.%x',
]

const SHEETS = [
  '=1+1',
  '=HYPERLINK("https://example.test","x")',
  '=WEBSERVICE("https://example.test")',
  '@SUM(1+1)*cmd|calc!A0',
  '-2+3+cmd|calc!A0',
  '\uff1d1+1',
  '\t=1+1',
  '"=1+1"',
]

const ADDRESSES = [
  'app://kiosk/index.html',
  'app://evil/index.html',
  'chrome://settings',
  'devtools://devtools/bundled/inspector.html',
  'view-source:https://example.test',
  'blob:app://kiosk/00000000-0000-0000-0000-000000000000',
  'about:blank',
  'vbscript:msgbox(1)',
  'intent://scan/#Intent;scheme=zxing;end',
  'market://details?id=x',
  'itms-apps://x',
  'https://xn--80ak6aa92e.example',
  'https://user:matkhau@example.test:8443/?q=1#x',
  '//example.test/x',
  'bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT?amount=1',
  'sip:1000@127.0.0.1',
  'facetime:x@example.vn',
  'https://zalo.me/g/abcdef123',
  'giogiac-enrol:',
  'giogiac-enrol:1',
  'GIOGIAC-ENROL:1:abc',
  ' giogiac-enrol:1:abc',
  'https://example.vn/giogiac-enrol:1:abc',
]

const CARDS = [
  'WIFI:T:nopass;S:Công cộng;H:true;;',
  'MECARD:N:Mẫu,Nguyễn;TEL:0901234567;;',
  'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Phạm Thị Xa Lạ\r\nTEL:0901234567\r\nEND:VCARD',
  'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR',
  'otpauth-migration://offline?data=CjEKCkhlbGxv',
  'FIDO:/13086400838107303667332719012595115747821895775708323189557153075146383351399743589971313508078026948312026786722471666005727649643501784024544726574771401798171307406596245',
  'HC1:6BFOXN%TS3DH0YOJ58S',
  'M1NGUYEN/MAU          EABC123 HANSGNVN 0123 326Y012A0001 147>1180',
  'ISBN 978-604-1-00000-0',
  '(01)08934563138165(17)261231(10)LOT7',
  ']d2010893456313816517261231',
  '98,1,0001,20261118,HOA DON',
  'VN|MST:0100109106|HD:0000123|TT:1500000',
]

const WRITING = [
  '\u202e1234567890123456789012345678901234567890',
  '\u2066NGUYEN\u2069 VAN A 123456',
  '1\u200b2\u200b3\u200b4\u200b5\u200b6\u200b7\u200b8',
  '１２３４５６７８９０１２３４５６７８９０１２３４５６７８９０１２３４５６７８９０１',
  '١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠١',
  'Nguye\u0302\u0303n Thi\u0323 Ma\u0302\u0303u',
  'Phạm Thị Xa Lạ',
  `Ẫ${'\u0301\u0323\u0302'.repeat(60)}`,
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466} gia đình',
  '\u{e0001}\u{e0041}\u{e007f} tag',
  '\ufffd\ufffe\uffff',
  '\u2028\u2029 line and paragraph',
  '\u0085\u00a0\u3000 blanks',
  'ﷺ﷽ long ligatures',
  '中文字符測試一二三四五六',
  'ĐĂÂÊÔƠƯ đăâêôơư 12345',
  'i\u0307 İ ı ß ẞ case',
]

/** One of ours with a digit that a careless eye, or a forger, got wrong; check digits see every one. */
const misread = (at: number): string => {
  const { code } = testBadge(77)
  const digit = (Number(code.charAt(at)) + 1 + (at % 8)) % 10
  return `${code.slice(0, at)}${digit}${code.slice(at + 1)}`
}

const FORGED: readonly HostileCode[] = Array.from({ length: BADGE_CODE_LENGTH }, (_, at) => [
  `badge misread in digit ${at + 1}`,
  misread(at),
  'malformed',
])

const DRESSED: readonly HostileCode[] = [
  ['a blank before', ` ${testBadge(78).code}`],
  ['a blank after', `${testBadge(78).code} `],
  ['a newline after', `${testBadge(78).code}\n`],
  ['a NUL after', `${testBadge(78).code}\u0000`],
  ['a letter before', `A${testBadge(78).code}`],
  ['a quote after', `${testBadge(78).code}'`],
  ['an address around it', `https://example.vn/${testBadge(78).code}`],
  ['a second one after a comma', `${testBadge(78).code},${testBadge(79).code}`],
  ['a plus before', `+${testBadge(78).code}`],
  ['an exponent', `${testBadge(78).code}e0`],
  ['a decimal point', `${testBadge(78).code}.0`],
  ['a byte order mark before', `\ufeff${testBadge(78).code}`],
  ['a direction mark within', testBadge(78).code.replace(/^(.{20})/, '$1\u200e')],
].map(([what, code]): HostileCode => [`badge with ${what}`, code ?? '', 'foreign'])

/** Every control character amid text: 32 of ASCII and DEL. */
const CONTROLS: readonly HostileCode[] = [...Array.from({ length: 32 }, (_, at) => at), 127].map((value) => [
  `control character ${value}`,
  `DIEUKHIEN${value}${String.fromCharCode(value)}SAU`,
  'foreign',
])

const SIZES: readonly HostileCode[] = [1, 7, 8, 17, 40, 128, 129, 255, 256, 511, 1024, 2048].map((length) => [
  `${length} letters`,
  'q'.repeat(length),
  'foreign',
])

const foreign = (what: string, codes: readonly string[]): HostileCode[] =>
  codes.map((code, at): HostileCode => [`${what} ${at + 1}`, code, 'foreign'])

/** Everything that may be held before a counter to break it, and what each is; no two texts are the same. */
export const HOSTILE_CODES: readonly HostileCode[] = [
  ...FOREIGN_CODES,
  ...foreign('SQL', SQL),
  ...foreign('markup', MARKUP),
  ...foreign('command', COMMANDS),
  ...foreign('spreadsheet', SHEETS),
  ...foreign('address', ADDRESSES),
  ...foreign('card', CARDS),
  ...foreign('writing', WRITING),
  ...FORGED,
  ...DRESSED,
  ...CONTROLS,
  ...SIZES,
]
