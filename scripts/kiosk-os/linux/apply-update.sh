#!/bin/sh
# Runs as root before every start of the kiosk: puts a newer version in place that waits in the kiosk's data, and
# takes the one before it back when the newer one never came up. The kiosk itself may not write to its program.
#   /opt/Giờ Giấc           the version that the package manager installed
#   /opt/giogiac/current    the version that is started, a link; the one thing that changes, in one step
#   /opt/giogiac/previous   the one before it, kept whole
#   /opt/giogiac/trial      the newer version and how often it was started without saying that it works
#   /opt/giogiac/refused    a version that did not come up
# Everything is judged on copies that only root can change. Can be cut off anywhere and run again.
#   apply-update.sh [--root DIR]    DIR in place of / (for tests)
set -eu
umask 022
export LC_ALL=C
root=''
if [ "${1:-}" = --root ]; then root=${2:?--root needs a folder}; fi

place=$root/opt/giogiac
installed='../Giờ Giấc'
waits=$root/var/lib/giogiac/data/update
product=vn.giogiac.kiosk
platform=linux-$(uname -m | sed 's/^x86_64$/x64/; s/^aarch64$/arm64/')
most_starts=3

say() { echo "giogiac-update: $*" >&2; }

# The version of a program's folder; empty when it has none.
version_of() {
  sed -nE 's/^\{"name":"giogiac","version":"((0|[1-9][0-9]{0,4})(\.(0|[1-9][0-9]{0,4})){2})"\}$/\1/p' \
    "$1/resources/giogiac-package.json" 2>/dev/null || true
}

# A version as one number, so that the later one is the larger.
number_of() {
  echo "$1" | awk -F. '{ printf "%d%05d%05d\n", $1, $2, $3 }'
}

# Puts a link in the place of another in one step.
point() {
  rm -f "$place/.$2.new"
  ln -s "$1" "$place/.$2.new"
  mv -T "$place/.$2.new" "$place/$2"
}

# Puts one line in the place of a file in one step that outlives a power cut.
note() {
  echo "$2" >"$place/.$1.new"
  sync "$place/.$1.new"
  mv -T "$place/.$1.new" "$place/$1"
}

# One line of a file that another user may have put there: never a link or a pipe, never more than a line's worth.
line_of() {
  if [ -f "$1" ] && [ ! -L "$1" ]; then head -c 64 "$1" | head -n 1 | tr -cd '0-9.'; fi
}

# The version of a program's folder as a number; 0 when it has none.
age_of() { number_of "$(version_of "$1")"; }

mkdir -p "$place"
# The first start, and every time the package manager brought something newer.
if [ -d "$place/$installed/." ] && [ "$(age_of "$place/$installed")" -gt "$(age_of "$place/current")" ]; then
  if [ -d "$place/current/." ]; then point "$(readlink "$place/current")" previous; fi
  rm -f "$place/trial"
  point "$installed" current
  sync "$place"
fi
if [ ! -d "$place/current/." ]; then
  say "there is no program at $place/current"
  exit 1
fi
rm -rf "$place/.incoming"

# ── Is the newer version on trial, and did it come up?
if [ -f "$place/trial" ]; then
  read -r tried starts <"$place/trial" || true
  if [ "$(readlink "$place/current")" != "$tried" ]; then
    # Cut off before it was put in place: as if nothing had happened.
    rm -f "$place/trial"
  elif [ "$(line_of "$waits/confirmed")" = "$tried" ]; then
    rm -f "$place/trial"
    say "version $tried works"
  elif [ "${starts:-0}" -lt "$most_starts" ]; then
    note trial "$tried $((starts + 1))"
  elif [ -d "$place/previous/." ]; then
    note refused "$tried"
    point "$(readlink "$place/previous")" current
    sync "$place"
    rm -f "$place/trial"
    say "version $tried did not come up; back to $(version_of "$place/current")"
  fi
fi

# ── Does a newer version wait?
staged=$waits/staged
if [ -L "$waits" ] || [ -L "$staged" ] || [ ! -d "$staged" ] || [ -f "$place/trial" ]; then exit 0; fi
key=$place/current/resources/giogiac-update-key.pem
if [ ! -f "$key" ]; then exit 0; fi

refuse() {
  say "refused: $*"
  rm -rf "$place/.incoming"
  exit 0
}

# Copies at most so many bytes of a file that is no link; whoever put it there may be writing to it.
take() {
  if [ ! -f "$staged/$1" ] || [ -L "$staged/$1" ]; then refuse "$1 is missing"; fi
  head -c "$2" "$staged/$1" >"$place/.incoming/$1"
}

mkdir -m 0700 "$place/.incoming"
cd "$place/.incoming"
take giogiac-update.txt 1025
take giogiac-update.sig 65
if [ "$(wc -c <giogiac-update.txt)" -gt 1024 ] || [ "$(wc -c <giogiac-update.sig)" -ne 64 ]; then
  refuse 'manifest or signature of a wrong length'
fi
openssl pkeyutl -verify -pubin -inkey "$key" -rawin -in giogiac-update.txt -sigfile giogiac-update.sig >/dev/null 2>&1 ||
  refuse 'bad signature'

# Seven lines in a fixed order and nothing else.
field() { sed -nE "$1s/^$2: ($3)\$/\\1/p" giogiac-update.txt; }
number='(0|[1-9][0-9]{0,4})'
version=$(field 4 version "$number(\\.$number){2}")
bytes=$(field 5 bytes '[1-9][0-9]{0,9}')
sha256=$(field 6 sha256 '[0-9a-f]{64}')
expires=$(field 7 expires '[0-9]{4}-[0-9]{2}-[0-9]{2}')
printf 'giogiac update 1\nproduct: %s\nplatform: %s\nversion: %s\nbytes: %s\nsha256: %s\nexpires: %s\n' \
  "$product" "$platform" "$version" "$bytes" "$sha256" "$expires" |
  cmp -s - giogiac-update.txt || refuse 'not a manifest of this product and platform'
if [ -z "$version" ] || [ -z "$bytes" ] || [ -z "$sha256" ] || [ -z "$expires" ]; then refuse 'not a manifest'; fi
running=$(version_of "$place/current")
if [ -z "$running" ] || [ "$(number_of "$version")" -le "$(number_of "$running")" ]; then
  refuse "$version is not newer than ${running:-a program without a version}"
fi
if [ "$(cat "$place/refused" 2>/dev/null || true)" = "$version" ]; then refuse "$version did not come up before"; fi
# By this machine's clock or by the latest day that the kiosk knows, whichever is later: a clock can be set back.
today=$(date -u +%Y%m%d)
told=$(line_of "$waits/newest-day" | sed -nE 's/^([0-9]{4})-?([0-9]{2})-?([0-9]{2})$/\1\2\3/p')
if [ "${told:-0}" -gt "$today" ]; then today=$told; fi
if [ "$today" -gt "$(echo "$expires" | tr -d -)" ]; then refuse "expired on $expires"; fi
if [ "$bytes" -gt 1073741824 ]; then refuse 'larger than any'; fi

take giogiac-update.tar.gz "$((bytes + 1))"
if [ "$(wc -c <giogiac-update.tar.gz)" -ne "$bytes" ]; then refuse 'the package has another length'; fi
echo "$sha256  giogiac-update.tar.gz" | sha256sum --check --status || refuse 'the package is another one'

# ── It is what it says. Unpack it beside the others, whole, then start it from now on.
mkdir -m 0755 tree
tar --extract --gzip --file giogiac-update.tar.gz --directory tree --no-same-owner --no-same-permissions ||
  refuse 'the package cannot be unpacked'
chmod -R u=rwX,go=rX tree
if [ ! -x tree/giogiac ] || [ "$(version_of tree)" != "$version" ]; then refuse 'the package holds something else'; fi
sync tree
sync --file-system tree
rm -rf "$place/$version.old"
if [ -e "$place/$version" ]; then mv -T "$place/$version" "$place/$version.old"; fi
mv -T tree "$place/$version"
note trial "$version 1"
point "$(readlink "$place/current")" previous
sync "$place"
point "$version" current
sync "$place"
cd "$place"
rm -rf .incoming
# Two versions are enough.
for old in [0-9]*; do
  if [ -d "$old" ] && [ "$old" != "$version" ] && [ "$old" != "$(readlink previous)" ]; then rm -rf "./$old"; fi
done
say "version $version in the place of $running"
