/** Words about what a new district has to do first, in Vietnamese. */
export const districtFirstStepsVi = {
  firstSteps: {
    title: 'Bắt đầu với hệ thống mới',
    done: 'xong',
    next: 'làm tiếp việc này',
    open: 'chưa làm',
    organisation: 'Khai tổ chức',
    points: 'Thêm điểm tiếp nhận',
    hours: 'Đặt giờ làm việc',
    people: 'Thêm người',
    badges: 'Cấp và in thẻ',
    kiosks: 'Đăng ký máy chấm công',
    pins: 'Đặt mã PIN cho lãnh đạo, ngay tại máy chấm công',
    unsaved: 'Có thẻ đã cấp mà chưa tải tệp in. Mở Thẻ, lọc “Chưa tải tệp in” để thu hồi hoặc cấp và in lại.',
    'no-leader': 'Chưa có ai giữ vai trò Lãnh đạo. Mở Cán bộ, chọn người rồi đổi vai trò.',
    'long-names':
      'Có điểm mang tên dài mà chưa có tên viết tắt: danh sách không đủ chỗ để phân biệt. Mở Tổ chức, bấm Sửa ở điểm đó.',
    why: {
      organisation: 'Tỉnh, thành phố rồi các phường, xã; từ ngày đầu năm để bảng công đủ tháng.',
      points: 'Nơi đặt máy và nơi mọi người làm việc.',
      hours: 'Một quy định cho đơn vị cao nhất là đủ; “Từ ngày” là ngày đầu tiên mọi người chấm công.',
      people: 'Từ tệp Excel sẵn có, hoặc từng người. Nhớ ghi ai là lãnh đạo.',
      badges: 'Mười thẻ một trang A4.',
      kiosks: 'Ở mỗi điểm một máy, bằng mã QR dùng một lần.',
      pins: 'Lãnh đạo cần mã PIN để xác nhận quên thẻ, lượt quên quét và xin nghỉ tại quầy. Tại máy: chạm Cài đặt, gõ PIN quản trị, mở Mã PIN rồi đặt cho từng lãnh đạo. Quên PIN quản trị: tạo mã đăng ký mới cho điểm đó ở trang Máy chấm công.',
    },
  },
} as const
