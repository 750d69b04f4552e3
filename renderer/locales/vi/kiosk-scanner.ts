/** What a keyboard scanner does wrong and what to set, in Vietnamese; at the counter and in the scanner's test. */
export const kioskScannerVi = {
  'scanner.cut': 'QUÉT LẠI',
  'scanner.cut.detail':
    'Mã đến chưa trọn. Nếu lần nào cũng vậy, đặt máy quét gửi liền một mạch và gửi Enter ở cuối (Cài đặt → Máy quét).',
  'scanner.adds': 'MÁY QUÉT GỬI THÊM KÝ TỰ',
  'scanner.adds.detail':
    'Thẻ không sai. Bỏ phần máy quét gửi thêm trước hoặc sau mã (Cài đặt → Máy quét); trong lúc chờ, giơ thẻ trước camera.',
  'scanner.shift': 'MÁY QUÉT ĐẶT SAI KIỂU BÀN PHÍM',
  'scanner.shift.detail':
    'Máy quét bấm Shift với mỗi chữ số. Đặt máy quét theo bàn phím US (Cài đặt → Máy quét); trong lúc chờ, giơ thẻ trước camera.',
  'scanner.alt': 'MÁY QUÉT GỬI BẰNG PHÍM ALT',
  'scanner.alt.detail':
    'Chưa đọc được mã vừa quét. Nếu là thẻ chấm công: tắt kiểu gửi Alt ở máy quét, đặt bàn phím US (Cài đặt → Máy quét).',
  'scanner.control-keys': 'MÁY QUÉT GỬI PHÍM LẠ',
  'scanner.control-keys.detail':
    'Trong mã có phím Ctrl, Alt hoặc phím chức năng nên không đọc. Nếu là thẻ chấm công: tắt các phím ấy ở máy quét (Cài đặt → Máy quét).',
  'scanner.slow': 'MÁY QUÉT GỬI QUÁ CHẬM',
  'scanner.slow.detail':
    'Giảm thời gian giữa hai phím ở máy quét; máy không dây thì sạc pin, lại gần đầu thu. Trong lúc chờ, giơ thẻ trước camera.',
  'scanner.no-names': 'KHÔNG NHẬN RA PHÍM CỦA MÁY QUÉT',
  'scanner.no-names.detail':
    'Phím đến qua bàn phím ảo hoặc điều khiển từ xa. Cắm máy quét thẳng vào máy này; trong lúc chờ, giơ thẻ trước camera.',
  'scanner.short': 'MÃ QUÁ NGẮN, QUÉT LẠI',
  'scanner.short.detail':
    'Mã thẻ chấm công có 41 chữ số. Quét mã QR trên thẻ; nếu vẫn vậy, xem lại máy quét (Cài đặt → Máy quét).',
  'check.scanner.now': 'Quét một thẻ bằng máy quét (không ghi công).',
  'check.scanner.good': 'Đọc được thẻ. Máy quét gửi đúng: chữ số liền nhau, kết thúc bằng Enter.',
  'check.scanner.usable': 'Đọc được thẻ. Máy quét dùng được; nên đặt lại như dưới đây.',
  'check.scanner.bad': 'Chưa đọc được thẻ: nhận được {{count}} ký tự. Đặt lại như dưới đây rồi quét lần nữa.',
  'check.scanner.missing-enter':
    'Máy quét không gửi Enter ở cuối nên mỗi lượt quét phải chờ: quét mã “thêm Enter” (suffix CR) trong sách hướng dẫn của máy quét.',
  'check.scanner.before': 'Máy quét gửi thêm trước mã: {{text}}. Tắt “prefix”, “AIM ID”, “Code ID”.',
  'check.scanner.after': 'Máy quét gửi thêm sau mã: {{text}}. Tắt “suffix”, chỉ giữ Enter (CR).',
  'check.scanner.twice':
    'Mã đến hai lần liền nhau: đặt máy quét gửi Enter sau mỗi mã và không đọc lại cùng một mã.',
  'check.scanner.other-code': 'Mã vừa quét không phải thẻ chấm công. Quét mã QR trên một thẻ chấm công.',
  'check.scanner.cut': 'Mã bị ngắt giữa chừng: quét lại. Lần nào cũng vậy thì tắt độ trễ giữa các phím.',
  'check.scanner.adds':
    'Máy quét gửi thêm ký tự quanh mã thẻ: tắt “prefix”, “suffix”, “AIM ID”, “Code ID”, ngày giờ; chỉ giữ Enter (CR).',
  'check.scanner.shift':
    'Máy quét bấm Shift với mỗi chữ số (đặt theo bàn phím Pháp hay tương tự): đặt “keyboard country/layout” là USA.',
  'check.scanner.alt':
    'Máy quét gửi mỗi ký tự bằng Alt và số: tắt “ALT mode / Universal keyboard”, đặt bàn phím USA.',
  'check.scanner.control-keys':
    'Máy quét gửi phím Ctrl, Alt hoặc phím chức năng giữa mã: tắt “function key mapping”, “control characters”.',
  'check.scanner.slow':
    'Máy quét gửi chậm: đặt “inter-character delay / keystroke delay” là 0; máy không dây thì sạc pin, lại gần đầu thu.',
  'check.scanner.no-names':
    'Hệ thống không cho biết phím nào được bấm (bàn phím ảo, điều khiển từ xa): cắm máy quét thẳng vào máy này.',
  'check.scanner.short':
    'Chỉ nhận được {{count}} ký tự; mã thẻ có 41 chữ số. Quét mã QR trên thẻ; bỏ giới hạn độ dài hay cắt bớt ở máy quét.',
  'sheet.open': 'Cách đặt máy quét',
  'sheet.how':
    'Mã cài đặt của mỗi hãng một khác, in trong sách hướng dẫn của máy quét. Tìm trong đó các mục dưới đây, quét mã của mục ấy, rồi quét mã thử.',
  'sheet.try': 'Mã thử: quét bằng máy quét. Mã này không của ai, không ghi công.',
  'sheet.interface': 'Kiểu nối: Interface, USB mode',
  'sheet.interface.to': 'USB HID Keyboard (PC Keyboard, KBW); không chọn COM, Serial',
  'sheet.country': 'Kiểu bàn phím: Keyboard country, language, layout',
  'sheet.country.to': 'USA (US English)',
  'sheet.suffix': 'Thêm vào cuối: Suffix, Terminator',
  'sheet.suffix.to': 'Enter (CR), ngoài ra không thêm gì',
  'sheet.prefix': 'Thêm vào đầu: Prefix, AIM ID, Code ID',
  'sheet.prefix.to': 'Tắt (None, Disable)',
  'sheet.alt': 'Gửi bằng Alt: ALT mode, Universal keyboard, Emulate keypad',
  'sheet.alt.to': 'Tắt (Disable)',
  'sheet.case': 'Chữ hoa: Caps Lock, Case conversion',
  'sheet.case.to': 'Bình thường (Normal, No change)',
  'sheet.delay': 'Chờ giữa hai phím: Inter-character delay, Keystroke delay',
  'sheet.delay.to': '0 (No delay)',
  'sheet.again': 'Đọc lại cùng một mã: Reread delay, Same symbol timeout',
  'sheet.again.to': '1 giây trở lên',
  'sheet.qr': 'Loại mã: QR Code',
  'sheet.qr.to': 'Bật (Enable); cần máy quét đọc được mã hai chiều (2D)',
} as const
