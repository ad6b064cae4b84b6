#!/bin/bash
# Pages that no newspaper prints, at 10 and 40 MB, 100,000 tiny files, and a text of one gigabyte: about an hour.
# usage: huge.sh GUANXI
set -euo pipefail
guanxi=${1:?usage: huge.sh GUANXI}
here=$(cd "$(dirname "$0")" && pwd)
status=0
python3 "$here/pathological.py" "$guanxi" 10000 || status=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat "$here"/../../seeds/pages/* >"$folder/some.txt"
bytes=$(stat -c %s "$folder/some.txt")
for ((i = 0; i < (1 << 30) / bytes; i++)); do cat "$folder/some.txt"; done >"$folder/gigabyte.txt"
echo "a gigabyte of text:"
/usr/bin/time -f "%U s, %M kB" "$guanxi" extract -q -j 1 "$folder/gigabyte.txt" | wc || status=1
exit $status
