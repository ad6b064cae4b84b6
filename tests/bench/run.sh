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

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

echo "== the network: a fourth of the synthetic one; -s 1 instead of -s 4 is the whole, and takes minutes =="
/usr/bin/python3 "$here/bench_graph_facts.py" 7500 > "$scratch/facts.ndjson"
"$build/guanxi" load -q "$scratch/facts.ndjson" -o "$scratch/network.db"
"$build/tests/bench/bench_graph" -s 4 -x -o "$scratch/edges" -t "$scratch/times" "$scratch/network.db"
/usr/bin/python3 "$here/bench_graph_others.py" "$scratch/edges" "$scratch/times"

echo "== the knowledge base of these pages =="
"$build/guanxi" build -q -o "$scratch/kb.db" "${files[@]}"
/usr/bin/python3 "$here/bench_store.py" "$build/guanxi" "$scratch/kb.db" "${files[-1]}"
