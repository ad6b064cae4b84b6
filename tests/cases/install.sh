#!/usr/bin/env bash
# Install into an empty prefix: the program must find its data there, and its manual must be readable.
# usage: install.sh BUILD-FOLDER PAGE
set -eu
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
cmake --install "$1" --prefix "$prefix" >"$prefix/log"
unset GUANXI_DATA
"$prefix/bin/guanxi" extract "$2" | head -n 1 | grep -q '"fact": "document"'
bash -n "$prefix/share/bash-completion/completions/guanxi"
for page in guanxi guanxi-who; do
    grep -q '^\.SH NAME$' "$prefix/share/man/man1/$page.1"
done
# Without its data it says what is missing.
mv "$prefix/share/guanxi" "$prefix/share/elsewhere"
if "$prefix/bin/guanxi" extract "$2" 2>"$prefix/said"; then
    exit 1
fi
grep -q 'GUANXI_DATA' "$prefix/said"
GUANXI_DATA="$prefix/share/elsewhere" "$prefix/bin/guanxi" extract "$2" >"$prefix/facts"
# Messages in other languages are found beside the program too.
if command -v msgfmt >/dev/null; then
    test -s "$prefix/share/locale/zh_CN/LC_MESSAGES/guanxi.mo"
fi
