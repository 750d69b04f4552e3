/** Honest states beside the answer and the words spoken aloud, in Vietnamese. */
export const kioskStateVi = {
  'banner.refused.revoked':
    'Cấp trên đã thu hồi máy này: máy không nêu tên ai nữa. Báo quản trị viên; lượt quét vẫn được ghi lại trên máy.',
  'sync.fault': 'Chưa nối được an toàn với cấp trên',
  'banner.line': '{{why}} Lượt quét vẫn được ghi.',
  'line.not-valid-now':
    'Đồng hồ máy này chỉ {{at}}; chứng chỉ của cấp trên không có hiệu lực vào lúc ấy. Ngày giờ sai thì chỉnh lại; đúng thì báo cấp trên thay chứng chỉ.',
  'line.untrusted':
    'Máy không tin chứng chỉ ở địa chỉ của cấp trên nên không gửi gì. Báo quản trị viên kiểm tra tệp district-ca.pem.',
  'line.other-host':
    'Chứng chỉ nhận được mang tên khác với địa chỉ của cấp trên nên máy không gửi gì. Báo quản trị viên kiểm tra địa chỉ và chứng chỉ.',
  'line.old-tls':
    'Máy chủ cấp trên chỉ có TLS đời cũ, không an toàn, nên máy không gửi gì. Báo cấp trên bật TLS 1.2 trở lên.',
  'line.authority-file':
    'Tệp district-ca.pem trên máy này không dùng được nên máy không tin máy chủ nào. Báo quản trị viên chép lại tệp.',
  'answer.discreet': 'ĐÃ GHI',
  'answer.discreet.onTime': 'Đến đúng giờ',
  'answer.discreet.late': 'Đến muộn {{minutes}} phút',
  'answer.discreet.leftOnTime': 'Về đúng giờ',
  'answer.discreet.early': 'Về sớm {{minutes}} phút',
  'answer.unnamed': 'ĐÃ GHI, KHÔNG NÊU TÊN',
  'answer.unnamed.detail': 'Máy này đã bị cấp trên thu hồi. Báo quản trị viên.',
  'banner.refused.fork':
    'Sổ ghi bị rẽ nhánh; máy đang mở sổ mới, không mất lượt quét nào. Báo quản trị viên.',
  'banner.refused.gap': 'Cấp trên thiếu một đoạn sổ; máy đang gửi lại. Vẫn chấm công bình thường.',
  'banner.refused.rejected':
    'Cấp trên không nhận dữ liệu của máy. Báo quản trị viên; lượt quét vẫn được ghi.',
  'banner.refused.old-district':
    'Phần mềm ở cấp trên cũ hơn máy này; báo quản trị viên cập nhật máy chủ. Lượt quét vẫn được ghi.',
  'banner.refused.old-kiosk':
    'Phần mềm máy này quá cũ để gửi lên cấp trên; báo quản trị viên cập nhật. Lượt quét vẫn được ghi.',
  'banner.offline': 'Mất mạng từ {{since}}. Vẫn chấm công bình thường; kiểm tra dây mạng.',
  'banner.offline.waiting':
    'Mất mạng từ {{since}}. Vẫn chấm công bình thường; {{count}} lượt chờ gửi, cũ nhất lúc {{oldest}}.',
  'banner.adminPin.to-be-chosen': 'Chưa chọn mã PIN quản trị. Chạm “Cài đặt” để chọn ngay.',
  'banner.damaged':
    'Sổ ghi hỏng lúc {{at}}: đã mở sổ mới, giữ mọi lượt đọc được. Cứ chấm công; báo quản trị viên.',
  'banner.scannerUnplugged': 'Máy quét mã đã bị rút. Cắm lại dây USB; trong lúc chờ, đưa thẻ trước camera.',
  'banner.update': 'Bản {{version}} đã sẵn sàng. Vẫn chấm công bình thường; khởi động lại máy lúc vắng.',
  'banner.adminPin.missing':
    'Chưa có mã PIN quản trị. Chạm “Cài đặt”, đặt mã PIN bằng mã dùng một lần của cấp trên.',
  'banner.adminPin.unreadable':
    'Kho khóa của máy không mở được: chưa gửi được cho cấp trên. Cứ chấm công; báo quản trị viên.',
  'check.scanner.which': 'Máy quét là thiết bị nào?',
  'check.scanner.which.why': 'Chọn để máy báo ngay khi máy quét bị rút.',
  'check.scanner.which.none': 'Không chọn',
  'check.scanner.which.gone': '{{name}} (đang bị rút)',
  'check.scanner.which.unknown': 'Hệ điều hành này không cho biết khi máy quét bị rút.',
  'check.scanner.which.empty': 'Không thấy bàn phím hay máy quét nào được cắm.',
  'room.point': 'Điểm tiếp nhận',
  'room.point.fixed': 'Cấp trên đặt khi đăng ký máy; muốn đổi, cấp trên đổi ở trang Máy chấm công.',
  'room.spoken': 'Đọc kết quả thành tiếng',
  'room.discreet': 'Kín đáo khi muộn, sớm',
  'room.discreet.what':
    'Thẻ kết quả chỉ ghi to ĐÃ GHI; đúng giờ, muộn hay sớm mấy phút ở dòng nhỏ, không đọc thành tiếng.',
  'room.on': 'Bật',
  'room.off': 'Tắt',
} as const
