#!/bin/bash
# Benchmarks, in one run on one machine: run.sh BUILD-FOLDER [MEGABYTES] [FILE...]
# The text is seeds/pages/ unless files are named (GX_BENCH_TEXT: a folder of them). Each part prints its own table.
# GX_BENCH_MOST: megabytes up to which the whole program's growth is measured (10; 40 takes half an hour).
# GX_BENCH_SCALE: the synthetic network divided by this (4); 1 takes a quarter of an hour.
# GX_BENCH_CORPUS: pages that do not repeat, a folder or .tar.xz (../shared/corpus beside the tree, where it is).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=${1:?usage: run.sh BUILD-FOLDER [MEGABYTES] [FILE...]}
build=$(cd "$build" && pwd)
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
jieba="$build/node-jieba"
mkdir -p "$jieba"
[ -d "$jieba/node_modules/@node-rs/jieba" ] ||
    (cd "$jieba" && timeout 120 npm install --silent --no-audit --no-fund @node-rs/jieba@2.0.3) >/dev/null 2>&1 || true
if [ -d "$jieba/node_modules/@node-rs/jieba" ]; then
    node "$here/node_jieba.mjs" "$jieba" "$megabytes" "${files[@]}"
else
    echo "@node-rs/jieba: left out (npm is missing, or there is no network)"
fi

echo "== the whole program, one core =="
corpus=${GX_BENCH_CORPUS:-$here/../../../shared/corpus/broadcasts.tar.xz}
texts=("repeated=$(IFS=, && echo "${files[*]}")")
if [ -e "$corpus" ]; then texts+=("unrepeated=$corpus"); fi
python3 "$here/whole.py" "$build/guanxi" "${GX_BENCH_MOST:-10}" "${texts[@]}"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

bash "$here/network.sh" "$build" "${GX_BENCH_SCALE:-4}"

echo "== the knowledge base of these pages =="
"$build/guanxi" build -q -o "$scratch/kb.db" "${files[@]}"
/usr/bin/python3 "$here/bench_store.py" "$build/guanxi" "$scratch/kb.db" "${files[-1]}"
