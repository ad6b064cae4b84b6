#!/usr/bin/env bash
# Make the .deb, look into it, unpack it and run what was unpacked.
# usage: deb.sh BUILD-FOLDER [WHERE-TO-KEEP-IT]     (from the top of the tree)
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
build=$(cd "$1" && pwd) pages=$PWD/seeds/pages

fail() {
    echo "deb.sh: $*" >&2
    exit 1
}

(cd "$scratch" && cpack --config "$build/CPackConfig.cmake" -B "$scratch/made" >"$scratch/log") || fail "$(cat "$scratch/log")"
deb=$(echo "$scratch"/made/*.deb)
dpkg-deb -x "$deb" "$scratch/root"
dpkg-deb -e "$deb" "$scratch/control"

# Each library that the program or libguanxi names is of a package that is declared.
declared=$(dpkg-deb -f "$deb" Depends)
for file in "$scratch/root/usr/bin/guanxi" "$scratch"/root/usr/lib/*/libguanxi.so.*.*.* "$scratch"/root/usr/lib/libguanxi.so.*.*.*; do
    [ -e "$file" ] || continue
    for library in $(objdump -p "$file" | awk '$1 == "NEEDED" { print $2 }'); do
        case $library in ld-linux*) continue ;; esac
        path=$(ldd "$file" | awk -v name="$library" '$1 == name { print $3 }')
        package=$(dpkg -S "$(realpath "$path")" 2>/dev/null | head -n 1 | cut -d: -f1)
        [ -n "$package" ] || package=$(dpkg -S "$path" 2>/dev/null | head -n 1 | cut -d: -f1)
        case "$declared" in
        *"$package"*) ;;
        *) fail "$library is of $package, which Depends does not name: $declared" ;;
        esac
    done
done
for file in usr/bin/guanxi usr/include/guanxi/guanxi.h usr/share/man/man1/guanxi.1 usr/share/doc/guanxi/copyright \
    usr/share/guanxi/tagger.gxw usr/share/guanxi/seeds/places.tsv usr/share/bash-completion/completions/guanxi; do
    [ -s "$scratch/root/$file" ] || fail "$file is missing"
done
grep -q '^libguanxi ' "$scratch/control/shlibs" || fail "no shlibs for libguanxi"
if find "$scratch/root" -type f \( -name '*.py' -o -path '*/seeds/pages/*' \) | grep .; then
    fail "files of the tree that no user needs"
fi
if find "$scratch/root" -perm /6022 ! -type l | grep .; then
    fail "files that others may write, or that run as somebody else"
fi

# Unpacked elsewhere it runs and finds its data.
unset GUANXI_DATA GUANXI_BASE
cd "$scratch"
guanxi=$scratch/root/usr/bin/guanxi
"$guanxi" --version | grep -q '^weights [0-9a-f]\{16\} '
"$guanxi" build "$pages" -o kb.db --quiet
"$guanxi" posts 临湖区总工会 --base kb.db | grep -q 程立峰
if [ $# -gt 1 ]; then
    cp "$deb" "$2"
fi
