/** Enrolment by typing and the administrator's PIN by the district's leave, in Vietnamese. */
export const kioskSetUpVi = {
  'setup.open': 'Đăng ký máy',
  'setup.title': 'Đăng ký máy với cấp trên',
  'setup.qr':
    'Nhanh nhất là đưa mã QR của cấp trên vào camera hoặc máy quét. Không có mã QR thì gõ theo màn hình của cấp trên.',
  'setup.address': '1. Gõ địa chỉ của cấp trên',
  'setup.address.empty': 'Ví dụ: 192.168.1.10:8080',
  'setup.find': 'Tìm cấp trên',
  'setup.finding': 'Đang tìm…',
  'setup.compare': '2. So dãy này với màn hình của cấp trên',
  'setup.compare.why':
    'Chỉ gõ mã khi hai dãy giống hệt nhau. Khác một ký tự là có kẻ đứng giữa: dừng lại và báo cấp trên.',
  'setup.compare.at': 'Địa chỉ tìm thấy',
  'setup.same': 'Giống hệt nhau',
  'setup.different': 'Không giống',
  'setup.code': '3. Gõ mã dùng một lần của cấp trên',
  'setup.code.empty': 'XXXX-XXXX-XXXX',
  'setup.enrol': 'Đăng ký',
  'setup.enrolling': 'Đang đăng ký…',
  'setup.key': 'Khóa của cấp trên',
  'setup.trouble.malformed-address':
    'Địa chỉ này không đúng dạng. Xem lại từng chữ trên màn hình của cấp trên.',
  'setup.trouble.unreachable': 'Không gọi được địa chỉ này. Kiểm tra dây mạng và từng chữ của địa chỉ.',
  'setup.trouble.not-a-district':
    'Địa chỉ này có máy trả lời, nhưng không phải máy chủ Giờ Giấc. Kiểm tra địa chỉ.',
  'setup.trouble.different-key':
    'Không đăng ký với địa chỉ này. Hãy kiểm tra lại địa chỉ và báo cho cấp trên biết dãy không khớp.',
  'settings.pin.byCode': 'Quên mã PIN? Xin mã của cấp trên',
  'settings.pin.byCode.first': 'Đặt mã PIN bằng mã của cấp trên',
  'settings.pin.byCode.title': 'Đặt mã PIN quản trị bằng mã của cấp trên',
  'settings.pin.byCode.why':
    'Cấp trên mở trang Máy chấm công, bấm “Đăng ký máy mới” cho đúng điểm này. Gõ mã dùng một lần hoặc đưa mã QR vào camera.',
  'settings.pin.byCode.next': 'Tiếp tục',
  'settings.pin.byCode.taken': 'Đã nhận mã. Chọn mã PIN quản trị mới.',
  'trouble.code-wrong': 'Cấp trên không nhận mã này cho điểm này. Xem lại từng ký tự hoặc xin mã mới.',
  'trouble.code-expired': 'Mã đã hết hạn (15 phút). Xin cấp trên mã mới.',
  'trouble.code-used': 'Mã đã được dùng ở máy khác. Xin cấp trên mã mới.',
  'trouble.unreachable': 'Không liên lạc được với cấp trên. Cần có mạng để kiểm tra mã; kiểm tra dây mạng.',
} as const
