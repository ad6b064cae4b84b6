#!/usr/bin/env bash
# How much of src, graph and viz the tests run: a build of its own in build-coverage, all tests that say something of
# the sources, gcov.
# usage: bash tests/coverage.sh [FILE...]     the lines of FILEs that no test ran are listed; exit 1 below 90 %
set -eu
cd "$(dirname "$0")/.."
command -v gcov >/dev/null || {
    echo "coverage.sh: apt-get install gcc" >&2
    exit 77
}
cmake -S . -B build-coverage -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_COMPILER=gcc -DGX_TESTS=ON \
    -DCMAKE_C_FLAGS="-O2 --coverage -fprofile-update=atomic" >/dev/null
cmake --build build-coverage >/dev/null
find build-coverage -name '*.gcda' -delete
# Killed programs write no counts, the package and lint say nothing of the sources, and what takes minutes adds nothing.
ctest --test-dir build-coverage -j "$(nproc)" --timeout 600 -LE lint -E 'tag_agreement|graph_compare|viz_layout|viz_viewer|fault_kill|fault_memory|package|lib_installed|pathological' \
    >build-coverage/ctest.log 2>&1 || echo "some tests failed: build-coverage/ctest.log" >&2
python3 tests/coverage.py build-coverage 90 "$@"
