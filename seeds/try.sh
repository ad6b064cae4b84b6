#!/usr/bin/env bash
# Try guanxi: set-up, a Release build, and a run on the sample pages of this folder.
# usage: bash seeds/try.sh [PAGES...]
# Leaves the knowledge base and the network's files in build/try.  Safe to run twice.
set -eu
cd "$(dirname "$0")/.."
bash tests/setup.sh build

jobs=$(nproc 2>/dev/null || echo 2)
mkdir -p build
echo "building in build/ (its log: build/build.log)"
if ! { cmake -S . -B build -G Ninja -DCMAKE_BUILD_TYPE=Release -DGX_TESTS=OFF &&
    cmake --build build -j "$jobs" --target guanxi; } >build/build.log 2>&1; then
    tail -n 40 build/build.log >&2
    exit 1
fi

out=build/try
guanxi=build/guanxi
rm -rf "$out"
mkdir -p "$out"
export GUANXI_BASE=$out/kb.db
[ $# -gt 0 ] || set -- seeds/pages
"$guanxi" build "$@" -o "$out/kb.db"

echo
echo "== The event with most participants, and who took part"
largest=$("$guanxi" rank --layer attendance --by degree --of events --top 1 --json |
    sed -n 's/^ *"id": "\(.*\)",$/\1/p')
"$guanxi" who "$largest"
echo
echo "== The most central people"
"$guanxi" rank --by pagerank,degree,betweenness --of people --top 8
echo
echo "== The most central organizations"
"$guanxi" rank --by pagerank,degree,betweenness --of organizations --top 8

"$guanxi" export --as dot -o "$out/network.dot"
"$guanxi" export --as json -o "$out/network.json"
"$guanxi" draw -o "$out/network.svg"
echo
echo "Left in $out: kb.db network.dot network.json network.svg"
echo "Ask on:  export GUANXI_BASE=$PWD/$out/kb.db;  $PWD/$guanxi --help"
