#!/usr/bin/env bash
# Install the .deb in a clean Debian 12 and use it there: debootstrap, chroot, apt. Needs root, debootstrap and a mirror.
# usage: sudo bash tests/package/root.sh BUILD-FOLDER [ROOT-TO-KEEP]     (from the top of the tree; 77: cannot be tried here)
set -eu
mirror=${MIRROR:-http://deb.debian.org/debian}
[ "$(id -u)" -eq 0 ] && command -v debootstrap >/dev/null || {
    echo "root.sh: needs root and debootstrap" >&2
    exit 77
}
build=$(cd "$1" && pwd)
scratch=$(mktemp -d)
root=${2:-$scratch/root}
trap 'rm -rf "$scratch"' EXIT
if [ ! -e "$root/etc/debian_version" ]; then
    debootstrap --variant=minbase bookworm "$root" "$mirror" >"$scratch/log" 2>&1 || {
        tail "$scratch/log" >&2
        exit 77
    }
fi
bash tests/package/deb.sh "$build" "$root/guanxi.deb"
rm -rf "$root/pages"
cp -r seeds/pages "$root/pages"

# No services, no terminal: what a user types after downloading the package.
in_root() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive "${@:2}" chroot "$root" bash -euc "$1"; }
in_root 'apt-get update -q=2 && apt-get install -q=2 -y --no-install-recommends --reinstall ./guanxi.deb >/log 2>&1 || { tail /log; exit 1; }'
in_root 'guanxi --version'
in_root 'cd /tmp && rm -rf try && mkdir try && cd try
    guanxi build /pages -o kb.db
    guanxi who 歌咏比赛 --evidence | grep 云江大剧院
    guanxi rank --top 3 | grep 沈佩兰
    guanxi export --as graphml | head -c 5 | grep "<?xml"
    for kind in dot svg pdf png; do guanxi draw -o network.$kind; done
    head -c 4 network.pdf | grep %PDF && head -c 5 network.svg | grep "<?xml" && head -c 4 network.png | grep PNG
    guanxi check; ldconfig -p | grep libguanxi.so'
in_root 'guanxi --help | head -n 4 | grep 用法' LANG=C.UTF-8 LANGUAGE=zh_CN
in_root 'dpkg --verify guanxi; apt-get remove -q=2 -y guanxi >/log 2>&1; ! ldconfig -p | grep libguanxi
    ! find /usr -name "*guanxi*" | grep .'
echo "installed, used and removed in a clean $(cat "$root/etc/debian_version")"
