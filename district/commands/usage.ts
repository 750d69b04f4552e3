/** What `npm run district -- --help` says. */
export const USAGE = `npm run district -- [COMMAND] [OPTIONS]

  serve (mặc định / default)
      Chạy máy chủ. Runs the server.
  upgrade                 Nâng cấp các bảng rồi thôi; cần DATABASE_OWNER_URL. Upgrades the tables and ends.
  create-administrator --username U --name N [--role district-administrator|system-administrator]
      Tạo quản trị và in mã dùng một lần; có tài khoản rồi thì cấp mã mới và gỡ xác thực hai lớp.
      Makes an administrator and prints a one-time code; for an account that exists: a new code, second factor removed.
  create-account --username U --name N --role R [--point P | --organisation O]
      Tạo tài khoản, mật khẩu đọc từ đầu vào. Makes an account; the password is read from standard input.
  import FILE…
      Nhập nhật ký (.gglog), ghi biên nhận (.ggreceipt) bên cạnh. Takes in logs, writes receipts beside them.
  backup FILE             Sao lưu toàn bộ. Backs everything up.
  restore FILE [--unsigned]
      Khôi phục vào cơ sở dữ liệu trống, có kiểm tra; --unsigned: nhận cả bản không có chữ ký.
      Into an empty database, verified; --unsigned: also a backup that nobody signed.
  retention [--apply]     Xóa dữ liệu quá thời hạn; không có --apply thì chỉ kể ra. What is past its period.
  export-person ID [--out DIR]     Mọi dữ liệu của một người. All data of one person.
  erase-person ID [--apply]        Xóa tên và dữ liệu cá nhân, giữ nhật ký. Erases the person, keeps the log.
  affected --device ID [--from T] [--to T]    Những người có lượt quét trên một máy. People recorded by a kiosk.
  keys                    Khóa của cấp trên và số máy chấm công dùng mỗi khóa. The district's keys, kiosks by key.
  rotate-key              Đổi sang khóa mới, khóa cũ vẫn nghe được. A new key; the old one is still heard.
  retire-key KEY          Bỏ hẳn một khóa cũ. Stops hearing an old key.

  --config FILE (GIOGIAC_CONFIG)  tệp cấu hình: các dòng TÊN=giá trị dưới đây / lines NAME=value of the names below
  --data DIR                      GIOGIAC_DATA (data/district)
  --host H --port N               GIOGIAC_HOST (127.0.0.1), GIOGIAC_PORT (8080)
  --address URL                   GIOGIAC_ADDRESS: địa chỉ mà máy chấm công và trình duyệt dùng / as others reach it
  --processes N                   GIOGIAC_PROCESSES: trên PostgreSQL / on PostgreSQL only
                                  DATABASE_URL: để trống là PGlite trong thư mục dữ liệu / empty: embedded
                                  DATABASE_OWNER_URL: chủ các bảng, để máy chủ ít quyền hơn / owns the tables
                                  GIOGIAC_DISTRICT_KEY, GIOGIAC_TRUST_PROXY, GIOGIAC_LOG_LEVEL (info)
                                  GIOGIAC_SECOND_FACTOR (required | offered)
                                  GIOGIAC_METRICS_PORT: Prometheus, chỉ trên 127.0.0.1 / on loopback only
                                  GIOGIAC_BACKUPS (thư mục / folder), GIOGIAC_BACKUP_HOURS (1; 24 trên PostgreSQL)
                                  GIOGIAC_KEEP_NAMES_MONTHS: tên của người đã nghỉ / names of people who left
                                  GIOGIAC_KEEP_EVENTS_MONTHS (≥ 14): sự kiện / events`
