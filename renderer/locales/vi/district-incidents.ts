/** Words about incidents of kiosks, and what is done with a kiosk, in Vietnamese. */
export const districtIncidentsVi = {
  incidents: {
    title: 'Sự cố',
    none: 'Không có sự cố nào đang mở.',
    showClosed: 'Hiện cả sự cố đã xử lý',
    happened: 'Đã xảy ra',
    todo: 'Cần làm',
    seen_other: '{{count}} lần, gần nhất {{time}}',
    close: 'Đã xử lý',
    closeTitle: 'Sự cố đã xử lý',
    note: 'Đã làm gì',
    closedBy: '{{by}} xử lý lúc {{time}}: {{note}}',
    event: 'sự kiện số {{seq}}',
    unknownKiosk: 'máy không rõ',
    kind: {
      fork: 'Nhật ký rẽ nhánh',
      restored: 'Máy chạy từ bản sao cũ',
      damaged: 'Nhật ký hỏng',
      cloned: 'Hai máy cùng một khóa',
      'rolled-back': 'Máy chủ mất số liệu',
      gap: 'Thiếu sự kiện',
      'broken-chain': 'Chuỗi băm đứt',
      revoked: 'Máy đã thu hồi vẫn gửi',
      'too-much': 'Máy gửi quá nhiều trong một ngày',
      'many-incidents': 'Quá nhiều sự cố cùng loại',
      'clock-step': 'Giờ của máy bị đổi',
      'impossible-time': 'Giờ không thể có',
      'refused-codes': 'Nhiều mã lạ',
      burst: 'Nhiều thẻ liền nhau',
      silence: 'Máy không liên lạc được',
      'revoked-badge': 'Thẻ đã thu hồi được quét',
      'clock-unknown': 'Một lần chạy chưa đối chiếu giờ',
      'two-points': 'Một thẻ ở hai điểm',
      'scan-on-leave': 'Quét thẻ trong ngày nghỉ',
    },
    happenedWords: {
      fork: 'Máy gửi một nhật ký khác với nhật ký đã giữ; không mất lượt quét nào.',
      restored: 'Ổ đĩa của máy được khôi phục từ bản sao cũ. Máy đã mở nhật ký mới nối tiếp.',
      damaged: 'Máy phát hiện tệp nhật ký hỏng, đã cất riêng tệp cũ và mở nhật ký mới.',
      cloned: 'Một nhật ký đã được thay thế vẫn tiếp tục gửi: có thể hai máy dùng chung một ổ đĩa sao chép.',
      'rolled-back': 'Máy đưa ra biên nhận cho nhiều sự kiện hơn số máy chủ đang giữ. Máy sẽ gửi lại.',
      gap: 'Máy hoặc tệp gửi đến không có những sự kiện mà máy chủ còn thiếu và đã hỏi. Phần sau chỗ thiếu chưa được nhận.',
      'broken-chain': 'Gói tin đúng chữ ký nhưng chuỗi băm hoặc sự kiện không khớp.',
      revoked: 'Một máy đã thu hồi vẫn gửi số liệu; số liệu đó không được tính.',
      'too-much':
        'Máy gửi nhiều hơn mức nhận của một ngày. Phần đã nhận được giữ; phần còn lại vẫn ở máy và được nhận tiếp từ nửa đêm.',
      'many-incidents':
        'Trong một ngày, một máy có nhiều sự cố cùng loại đến mức những cái sau chỉ được đếm chung ở đây. Các sự kiện vẫn được giữ đủ.',
      'clock-step':
        'Đồng hồ của máy nhảy nhiều hơn một phút. Giờ đã được hiệu chỉnh theo máy chủ khi có thể.',
      'impossible-time':
        'Máy gửi sự kiện ghi giờ trước khi máy được đăng ký, hoặc sau giờ máy chủ nhận. Sự kiện được giữ nguyên và không tính cho ai.',
      'refused-codes':
        'Ít nhất mười mã không phải thẻ chấm công bị từ chối trong năm phút; nội dung mã không được lưu.',
      burst: 'Ba thẻ khác nhau được quét trong bốn giây.',
      silence:
        'Máy không liên lạc được hơn một giờ trong giờ mở cửa, sau đó gửi xác nhận của lãnh đạo cho khoảng giờ ấy. Mạng hỏng là chuyện thường; chỉ là không ai ngoài máy ấy chứng kiến khoảng giờ này.',
      'revoked-badge':
        'Một thẻ đã thu hồi hoặc đã được thay vẫn được quét. Lượt quét được giữ và không tính cho ai.',
      'clock-unknown':
        'Máy được bật rồi tắt mà không nối mạng, giữa hai lần đã đối chiếu giờ với máy chủ. Giờ của các lượt quét trong lần chạy ấy là giờ riêng của máy.',
      'two-points':
        'Một thẻ được quét ở hai điểm tiếp nhận trong khoảng ngắn hơn thời gian đi từ nơi này đến nơi kia.',
      'scan-on-leave': 'Có lượt quét thẻ trong ngày người ấy được nghỉ cả ngày.',
    },
    facts: {
      clockUnknown: '{{scans}} lượt quét, đều trong khoảng từ {{from}} đến {{to}}.',
      clockOutside: '{{scans}} lượt trong đó máy ghi giờ ngoài khoảng ấy.',
      silence: 'Máy không liên lạc được từ {{from}} đến {{to}}; {{times}} lời xác nhận cho khoảng giờ ấy.',
      gap: 'Thiếu sự kiện số {{from}} đến {{to}}.',
      clockOn: 'Giờ nhảy tới {{minutes}} phút.',
      clockBack: 'Giờ nhảy lùi {{minutes}} phút.',
      tooMuch: 'Trong ngày đã nhận {{megabytes}} MB, trong đó {{unknown}} MB sự kiện loại lạ.',
      tooManyLogs: 'Trong ngày máy đã mở {{logs}} nhật ký mới; mở thêm nữa thì đợi đến nửa đêm.',
      many: 'Sau {{most}} sự cố “{{kind}}” đầu tiên của ngày còn {{times}} cái nữa.',
      manyWhich: 'Gồm sự kiện số {{events}}.',
      impossible: '{{events}} sự kiện, ghi giờ từ {{first}} đến {{last}}.',
      rolledBack: 'Biên nhận ghi đến sự kiện số {{signed}}, máy chủ chỉ còn đến số {{held}}.',
      quarantined: 'Sự kiện số {{from}} đến {{to}} nằm trong vùng cách ly.',
      notKept: 'Vùng cách ly của máy này đã đầy: sự kiện số {{from}} đến {{to}} chỉ còn ở trong máy.',
    },
    day: 'Xem ngày đó',
    todoWords: {
      fork: 'Kiểm tra xem ổ đĩa của máy có bị sao chép hoặc khôi phục không. Giữ nguyên máy cho đến khi rõ.',
      restored: 'Hỏi người quản lý máy vì sao khôi phục. Kiểm tra những ngày quanh thời điểm đó.',
      damaged: 'Kiểm tra ổ đĩa và nguồn điện của máy, thay ổ nếu lặp lại. Giữ tệp đã cất riêng.',
      cloned: 'Tìm máy thứ hai. Thu hồi máy này và đăng ký lại từng máy với khóa riêng.',
      'rolled-back': 'Đợi các máy gửi lại. Kiểm tra bản sao lưu và ổ đĩa của máy chủ.',
      gap: 'Nhập các tệp cũ hơn của máy này trước, hoặc để máy nối mạng gửi tiếp. Nếu máy không còn giữ, tìm trong bản sao lưu của máy chủ; không thu hồi hay cài lại máy trước khi tìm xong.',
      'broken-chain': 'Xuất lại nhật ký từ máy. Nếu vẫn vậy, thu hồi máy và kiểm tra tại chỗ.',
      revoked: 'Thu hồi máy về, hoặc đăng ký lại nếu máy vẫn cần dùng.',
      'too-much':
        'Hỏi người quản lý máy có vừa cứu nhật ký hay lâu ngày mới nối mạng không; nếu máy mới hơn máy chủ, cập nhật máy chủ. Không thì có kẻ giữ khóa của máy: thu hồi máy và đăng ký lại.',
      'many-incidents':
        'Xem những sự cố cùng loại của máy này trong ngày. Nếu không phải số liệu của nhiều ngày gửi lên một lúc thì máy hỏng hoặc có kẻ giữ khóa của máy: kiểm tra tại chỗ, khi cần thì thu hồi.',
      'clock-step': 'Hỏi ai đã chỉnh giờ. Xem những ngày có dấu “Giờ của máy chưa chắc chắn”.',
      'impossible-time':
        'Kiểm tra pin đồng hồ của máy và hỏi ai đã chỉnh giờ. Xác nhận lượt quên quét cho những người có mặt lúc đó nếu cần.',
      'refused-codes': 'Nhắc cán bộ dùng thẻ chấm công, không dùng căn cước. Kiểm tra thẻ hỏng.',
      burst: 'Hỏi người tại quầy có quét hộ không; xem các lượt quét của những người này.',
      silence:
        'Hỏi người ở quầy mạng hỏng từ khi nào và ai có mặt; xem các lời xác nhận của khoảng giờ ấy ở trang Nghỉ, xác nhận.',
      'revoked-badge': 'Hỏi người ấy đang dùng thẻ nào và thu lại thẻ cũ; xác nhận lượt quên quét nếu cần.',
      'clock-unknown':
        'Hỏi người ở quầy vì sao máy tắt và mất mạng; xem các lượt quét ngày ấy có hợp với khoảng giờ trên không.',
      'two-points': 'Hỏi ai cầm thẻ ở mỗi nơi; xem các lượt quét của người ấy trong ngày.',
      'scan-on-leave':
        'Hỏi người ấy có đi làm không. Nếu có, sửa ngày nghỉ cho đúng; nếu không, xem ai cầm thẻ.',
    },
  },
  kioskDeeds: {
    open: 'Chi tiết máy {{name}}',
    rename: 'Đổi tên',
    renamed: 'Tên máy',
    revoke: 'Thu hồi máy',
    revokeTitle: 'Thu hồi {{name}}',
    revokeLead:
      'Máy bị từ chối từ lần liên lạc sau. Số liệu máy còn gửi sẽ được cách ly. Muốn dùng lại phải đăng ký mới.',
    reason: 'Lý do',
    scanner: 'Máy quét mã',
    disk: 'Đĩa trống',
    gigabytes: '{{gigabytes}} GB',
    enrolled: 'Đăng ký lúc',
    save: 'Lưu',
    close: 'Đóng',
  },
} as const
