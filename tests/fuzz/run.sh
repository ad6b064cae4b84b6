#!/usr/bin/env bash
# Search with every harness on a copy of its corpus. Needs clang with libFuzzer.
# usage: bash tests/fuzz/run.sh [SECONDS-PER-HARNESS [HARNESS...]]   what is found stays in build-fuzz/found/
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-1800}
shift || true
[ $# -gt 0 ] || set -- page extract facts seeds packed weights base names escape
cmake -S . -B build-fuzz -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_COMPILER=clang -DGX_SANITIZE=ON -DGX_FUZZ=ON \
    -DGX_TESTS=ON -DCMAKE_C_FLAGS="-O1 -fsanitize=fuzzer-no-link" >/dev/null
mkdir -p build-fuzz/found
python3 tests/fuzz/words.py >build-fuzz/words.dict
for name; do
    cmake --build build-fuzz --target "fuzz_$name" >/dev/null
    mkdir -p "build-fuzz/work/$name"
    "build-fuzz/tests/fuzz/fuzz_$name" -max_total_time="$seconds" -dict=build-fuzz/words.dict -timeout=20 \
        -artifact_prefix="build-fuzz/found/$name-" "build-fuzz/work/$name" "tests/fuzz/corpus/$name"
done
