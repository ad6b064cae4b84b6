#!/bin/bash
# What the network costs, against bare igraph and other libraries: network.sh BUILD-FOLDER [SCALE [ROUNDS]]
# SCALE 1 (where none is said) is the whole synthetic network and takes a quarter of an hour; 4 is a fourth of it, a minute.
# ROUNDS: how often what is compared by the clock is done in turn (1; 3 where others use the machine).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=${1:?usage: network.sh BUILD-FOLDER [SCALE [ROUNDS]]}
build=$(cd "$build" && pwd)
scale=${2:-1}
rounds=${3:-1}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

echo "== the network: 1/$scale of the synthetic one; load of the machine $(cut -d' ' -f1 /proc/loadavg) =="
/usr/bin/python3 "$here/bench_graph_facts.py" $((30000 / scale)) > "$scratch/facts.ndjson"
"$build/guanxi" load -q "$scratch/facts.ndjson" -o "$scratch/network.db"
"$build/tests/bench/bench_graph" -s "$scale" -x "$rounds" -o "$scratch/edges" -t "$scratch/times" "$scratch/network.db"
/usr/bin/python3 "$here/bench_graph_others.py" "$scratch/edges" "$scratch/times"
