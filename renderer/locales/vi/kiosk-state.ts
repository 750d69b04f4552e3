/** Honest states beside the answer and the words spoken aloud, in Vietnamese. */
export const kioskStateVi = {
  'banner.damaged':
    'Sổ ghi hỏng lúc {{at}}: đã mở sổ mới, giữ mọi lượt đọc được. Cứ chấm công; báo quản trị viên.',
  'banner.scannerUnplugged': 'Máy quét mã đã bị rút. Cắm lại dây USB; trong lúc chờ, đưa thẻ trước máy ảnh.',
  'banner.update': 'Bản {{version}} đã sẵn sàng. Vẫn chấm công bình thường; khởi động lại máy lúc vắng.',
  'banner.adminPinMissing':
    'Chưa có mã PIN quản trị. Chạm “Cài đặt”, đặt mã PIN bằng mã dùng một lần của cấp trên.',
  'check.scanner.which': 'Máy quét là thiết bị nào?',
  'check.scanner.which.why': 'Chọn để máy báo ngay khi máy quét bị rút.',
  'check.scanner.which.none': 'Không chọn',
  'check.scanner.which.gone': '{{name}} (đang bị rút)',
  'check.scanner.which.unknown': 'Hệ điều hành này không cho biết khi máy quét bị rút.',
  'check.scanner.which.empty': 'Không thấy bàn phím hay máy quét nào được cắm.',
  'room.point': 'Điểm tiếp nhận',
  'room.point.fixed': 'Cấp trên đặt khi đăng ký máy; muốn đổi, cấp trên đổi ở trang Máy chấm công.',
  'room.spoken': 'Đọc kết quả thành tiếng',
  'room.spoken.on': 'Bật',
  'room.spoken.off': 'Tắt',
} as const
