#!/usr/bin/env bash
# Install, then build the example against what is installed: by pkg-config (shared, static) and by find_package.
# usage: installed.sh BUILD-FOLDER COMPILER     (from the top of the tree)
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
prefix=$scratch/prefix here=$PWD/tests/lib
cmake --install "$1" --prefix "$prefix" >"$scratch/log"
unset GUANXI_DATA LD_LIBRARY_PATH
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name guanxi.pc)")
export PKG_CONFIG_PATH
libraries=$(dirname "$PKG_CONFIG_PATH")

fail() {
    echo "installed.sh: $*" >&2
    exit 1
}

# Nothing but the public names is to be seen, and each that the header declares is there.
nm -D --defined-only "$libraries/libguanxi.so" | awk '{print $3}' | sort >"$scratch/seen"
if grep -v '^guanxi_' "$scratch/seen"; then
    fail "libguanxi.so shows inner names"
fi
grep -o 'guanxi_[a-z_]*(' "$prefix/include/guanxi/guanxi.h" | tr -d '(' | sort -u >"$scratch/named"
grep -A3 '^GUANXI_API' "$prefix/include/guanxi/guanxi.h" | grep -o 'guanxi_[a-z_]*(' | tr -d '(' | sort -u >"$scratch/declared"
comm -3 "$scratch/seen" "$scratch/declared" | grep . && fail "the header and libguanxi.so differ"
readelf -d "$libraries/libguanxi.so" | grep -q 'SONAME.*\[libguanxi\.so\.[0-9.]*\]' || fail "no soname"
printf '#include <guanxi/guanxi.h>\nint main() { return guanxi_version()[0] == 0; }\n' >"$scratch/plus.cc"

flags="-std=c11 -Wall -Wextra -Wpedantic -Werror"
# shellcheck disable=SC2046,SC2086 # flags are words
{
    "$2" $flags $(pkg-config --cflags guanxi) "$here/example.c" -o "$scratch/shared" $(pkg-config --libs guanxi) -Wl,-rpath,"$libraries"
    "$2" $flags $(pkg-config --cflags guanxi) "$here/example.c" -o "$scratch/static" "$libraries/libguanxi.a" \
        $(pkg-config --static --libs jansson sqlite3 libutf8proc zlib) -lm -ldl -pthread
}
if command -v c++ >/dev/null; then
    # shellcheck disable=SC2046
    c++ -Wall -Werror $(pkg-config --cflags guanxi) "$scratch/plus.cc" -o "$scratch/plus" $(pkg-config --libs guanxi) -Wl,-rpath,"$libraries"
    "$scratch/plus"
fi
mkdir "$scratch/consumer"
cp "$here/consumer.cmake" "$scratch/consumer/CMakeLists.txt"
cmake -S "$scratch/consumer" -B "$scratch/built" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_C_COMPILER="$2" -DEXAMPLE="$here/example.c" >>"$scratch/log"
cmake --build "$scratch/built" >>"$scratch/log"

ldd "$scratch/static" | grep libguanxi && fail "the static example needs libguanxi.so"
# The static one is no part of the prefix, so that it is told where the data is.
GUANXI_DATA=$(pkg-config --variable=data guanxi)
for example in "$scratch/shared" "$scratch/built/example" "$scratch/static"; do
    rm -f "$scratch/kb.db"
    (
        [ "$example" = "$scratch/static" ] && export GUANXI_DATA || unset GUANXI_DATA
        "$example" "$scratch/kb.db" 临湖区总工会 seeds/pages/*.md >"$scratch/said"
    )
    grep -q '^程立峰	主席	临湖区总工会	seeds/pages/2021-03-16-1.md:13$' "$scratch/said" || fail "$example says $(cat "$scratch/said")"
    "$prefix/bin/guanxi" check --base "$scratch/kb.db" >/dev/null
    if "$example" "$scratch/kb.db" 没有这个会 seeds/pages/2021-03-16-1.md 2>"$scratch/said"; then
        fail "a name that nobody has was found"
    fi
done
