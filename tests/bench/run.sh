#!/bin/bash
# Benchmarks, in one run on one machine: run.sh BUILD-FOLDER [MEGABYTES] [FILE...]
# The text is seeds/pages/ unless files are named (GX_BENCH_TEXT: a folder of them). Each part prints its own table.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=${1:?usage: run.sh BUILD-FOLDER [MEGABYTES] [FILE...]}
megabytes=${2:-1}
shift $(($# < 2 ? $# : 2))
if [ $# -eq 0 ]; then
    mapfile -t files < <(find "${GX_BENCH_TEXT:-$here/../../seeds/pages}" -type f \( -name '*.txt' -o -name '*.md' \) | sort)
else
    files=("$@")
fi
export OPENBLAS_NUM_THREADS=1

echo "== tagging, one core =="
"$build/tests/bench/bench_tag" "$build/share/guanxi/tagger.gxw" "$megabytes" "${files[@]}"
/usr/bin/python3 "$here/posseg.py" "$megabytes" "${files[@]}"

echo "== the network: a fourth of the synthetic one; bench_graph -x without -s is the whole, and takes minutes =="
edges=$(mktemp)
trap 'rm -f "$edges"' EXIT
"$build/tests/bench/bench_graph" -s 4 -x -o "$edges"
/usr/bin/python3 "$here/bench_graph_others.py" "$edges"

echo "== the knowledge base of these pages =="
kb=$(mktemp -d)
trap 'rm -rf "$edges" "$kb"' EXIT
"$build/guanxi" build -q -o "$kb/kb.db" "${files[@]}"
/usr/bin/python3 "$here/bench_store.py" "$build/guanxi" "$kb/kb.db"
