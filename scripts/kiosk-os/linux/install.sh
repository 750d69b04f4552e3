#!/bin/sh
# Turns a Debian or Ubuntu machine on which giogiac and cage are installed into a kiosk. Can be run again at any
# time: it changes only what is not yet as it should be.
#   sudo sh install.sh             sets the machine up; takes effect with the next start
#   sudo sh install.sh --remove    takes everything back but the user and the data
#   sh install.sh --root DIR       only puts the files into DIR (for looking at them, and for tests)
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=''
remove=no
while [ $# -gt 0 ]; do
  case $1 in
    --root)
      root=${2:?--root needs a folder}
      shift 2
      ;;
    --remove)
      remove=yes
      shift
      ;;
    *)
      echo "install.sh [--remove] [--root DIR]" >&2
      exit 2
      ;;
  esac
done

if [ -z "$root" ] && [ "$(id -u)" -ne 0 ]; then
  echo 'Phải chạy bằng root (must be run as root): sudo sh install.sh' >&2
  exit 1
fi

# Source and place of every file.
files='
giogiac-kiosk.service   /etc/systemd/system/giogiac-kiosk.service
giogiac-update.service  /etc/systemd/system/giogiac-update.service
giogiac-update.timer    /etc/systemd/system/giogiac-update.timer
apply-update.sh         /usr/local/sbin/giogiac-apply-update
media-giogiac.mount     /etc/systemd/system/media-giogiac.mount
media-giogiac.automount /etc/systemd/system/media-giogiac.automount
pam-giogiac-kiosk       /etc/pam.d/giogiac-kiosk
sysctl-giogiac.conf     /etc/sysctl.d/60-giogiac.conf
logind-giogiac.conf     /etc/systemd/logind.conf.d/60-giogiac.conf
udev-giogiac-usb.rules  /etc/udev/rules.d/70-giogiac-usb.rules
'
masked='ctrl-alt-del.target getty@tty2.service getty@tty3.service getty@tty4.service getty@tty5.service
getty@tty6.service serial-getty@.service console-getty.service debug-shell.service udisks2.service'

put() {
  source=$here/$1
  target=$root$2
  if cmp -s "$source" "$target"; then
    return 0
  fi
  mode=0644
  case $1 in *.sh) mode=0755 ;; esac
  install -D -m "$mode" "$source" "$target"
  echo "+ $2"
}

take() {
  target=$root$1
  if [ -e "$target" ]; then
    rm -f -- "$target"
    echo "- $1"
  fi
}

echo "$files" | while read -r from to; do
  if [ -z "$from" ]; then continue; fi
  if [ "$remove" = yes ]; then take "$to"; else put "$from" "$to"; fi
done

if [ "$remove" = yes ]; then
  take /etc/apparmor.d/giogiac
elif [ -n "$root" ] || [ -e /etc/apparmor.d/abi/4.0 ]; then
  put apparmor-giogiac /etc/apparmor.d/giogiac
fi

if [ -n "$root" ]; then
  exit 0
fi

if [ "$remove" = yes ]; then
  systemctl disable giogiac-kiosk.service giogiac-update.timer media-giogiac.automount || true
  # shellcheck disable=SC2086
  systemctl unmask $masked
  systemctl daemon-reload
  exit 0
fi

for program in /usr/bin/cage /usr/bin/openssl /usr/bin/giogiac; do
  if [ ! -x "$program" ]; then
    echo "Thiếu $program (missing): apt install cage openssl; apt install ./giogiac_*.deb" >&2
    exit 1
  fi
done

# Signs in nowhere: no password, no shell, no group that may become root.
if ! id giogiac >/dev/null 2>&1; then
  useradd --system --user-group --home-dir /var/lib/giogiac --no-create-home --shell /usr/sbin/nologin giogiac
  echo '+ user giogiac'
fi
usermod --lock --shell /usr/sbin/nologin giogiac
for group in sudo adm wheel docker plugdev; do
  if id -nG giogiac | tr ' ' '\n' | grep -qx "$group"; then
    gpasswd --delete giogiac "$group"
  fi
done

# Makes the link to the version that is started.
/usr/local/sbin/giogiac-apply-update
systemctl daemon-reload
# shellcheck disable=SC2086
systemctl mask $masked
systemctl enable giogiac-kiosk.service giogiac-update.timer media-giogiac.automount
systemctl set-default graphical.target
sysctl --system >/dev/null
udevadm control --reload
if [ -e /etc/apparmor.d/giogiac ] && command -v apparmor_parser >/dev/null; then
  apparmor_parser --replace /etc/apparmor.d/giogiac
fi
echo 'Xong. Khởi động lại máy để vào màn hình quầy (done; restart the machine).'
