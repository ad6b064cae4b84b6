#!/usr/bin/env bash
# Set-up for seeds/try.sh and tests/run.sh: Debian 12's packages, asked for by name and only where missing.
# usage: bash tests/setup.sh build|tests
# `build` is what the program needs; `tests` adds what only the tests need.  Safe to run twice; offline once
# everything is there.
set -u

# package|what shows that it is there already|purpose
# A second column of the form `command:NAME` accepts the command from wherever it comes (node and npm may come
# from elsewhere, and Debian's packages of them would then conflict).
NEEDED="
gcc|command:gcc|compiler
cmake|command:cmake|build system
ninja-build|command:ninja|build system
pkg-config|command:pkg-config|finds the libraries
libigraph-dev||network measures
libgraphviz-dev||DOT and pictures
libjansson-dev||JSON
libsqlite3-dev||the knowledge base
libutf8proc-dev||Unicode
libfontconfig-dev||finds a Chinese font
zlib1g-dev||compressed page texts
gettext|command:msgfmt|messages in Chinese
python3-jieba||holds the tagger's published weights
fonts-noto-cjk||Chinese letters in pictures
"
WANTED_BY_TESTS="
libc6-dev||headers
locales||what the program says in other locales
libcmocka-dev||unit tests
clang|command:clang|second compiler
clang-format|command:clang-format|formatting
python3-numpy||second run of the tagger to compare with
python3-networkx||second opinion on measures
python3-igraph||second opinion on measures
python3-rdflib||checks JSON-LD
libxml2-utils|command:xmllint|checks GraphML, GEXF and SVG
sqlite3|command:sqlite3|checks the knowledge base
graphviz|command:dot|checks DOT
"
# Without these something is left out, and nothing else breaks.
OPTIONAL="
nodejs|command:node|the viewer's build
npm|command:npm|the viewer's build
chromium|command:chromium|the viewer's test
"

have() { # PACKAGE SIGN
    case $2 in
    command:*) command -v "${2#command:}" >/dev/null 2>&1 && return 0 ;;
    esac
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing_of() { # TABLE: one line a missing package
    local package sign purpose
    while IFS='|' read -r package sign purpose; do
        [ -n "$package" ] && ! have "$package" "$sign" && printf '%s|%s\n' "$package" "$purpose"
    done <<<"$1"
    return 0
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

updated=no
install() {
    if [ $updated = no ]; then
        as_root apt-get update -q=2 || echo "set-up: apt-get update failed; trying with the lists that are there"
        updated=yes
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q=2 -y --no-install-recommends "$@" </dev/null
}

case ${1:-} in
build) needed=$NEEDED optional= ;;
tests) needed=$NEEDED$WANTED_BY_TESTS optional=$OPTIONAL ;;
*)
    echo "usage: bash tests/setup.sh build|tests" >&2
    exit 2
    ;;
esac

missing=$(missing_of "$needed")
if [ -n "$missing" ]; then
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "set-up: this is not Debian; please install what these packages hold:" >&2
        echo "$missing" | tr '|' '\t' >&2
        exit 1
    fi
    echo "set-up: installing from Debian:"
    echo "$missing" | sed 's/|/ - /; s/^/  /'
    # shellcheck disable=SC2046 # package names have no spaces
    if ! install $(echo "$missing" | cut -d'|' -f1); then
        echo "set-up: apt-get could not install these packages" >&2
        exit 1
    fi
fi
missing_of "$optional" | while IFS='|' read -r package purpose; do
    echo "set-up: installing from Debian: $package - $purpose (optional)"
    install "$package" || echo "set-up: $package is not to be had; going on without $purpose"
done
exit 0
