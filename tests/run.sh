#!/usr/bin/env bash
# All tests: set-up, Release build and its tests, the same under the sanitizers, a build with clang.
# usage: bash tests/run.sh
# The last line is `N passed, N failed`; exit 0 only if nothing failed.
set -u
cd "$(dirname "$0")/.." || exit 1
bash tests/setup.sh tests || exit 1

jobs=$(nproc 2>/dev/null || echo 2)
passed=0
failed=0
skipped=0
export CTEST_OUTPUT_ON_FAILURE=1

step() { printf '\n== %s\n' "$*"; }

build() { # FOLDER CMAKE-OPTIONS...: a build counts as one test
    local folder=$1
    shift
    step "build in $folder"
    mkdir -p "$folder"
    if cmake -S . -B "$folder" -G Ninja -DGX_WERROR=ON -DGX_TESTS=ON "$@" >"$folder/build.log" 2>&1 &&
        cmake --build "$folder" -j "$jobs" >>"$folder/build.log" 2>&1; then
        passed=$((passed + 1))
        return 0
    fi
    tail -n 60 "$folder/build.log"
    failed=$((failed + 1))
    return 1
}

check() { # FOLDER CTEST-OPTIONS...: adds ctest's own count
    local folder=$1 log="$1/ctest.log" bad all
    shift
    step "tests of $folder"
    ctest --test-dir "$folder" -j "$jobs" --timeout 600 --no-tests=error "$@" | tee "$log"
    read -r bad all <<<"$(sed -n 's/.*tests passed, \([0-9]*\) tests\{0,1\} failed out of \([0-9]*\).*/\1 \2/p' "$log")"
    if [ -z "${all:-}" ]; then
        failed=$((failed + 1))
        return
    fi
    local left
    left=$(grep -c '\*\*\*Skipped' "$log")
    passed=$((passed + all - bad - left))
    failed=$((failed + bad))
    skipped=$((skipped + left))
}

started=$(date +%s)
build build -DCMAKE_BUILD_TYPE=Release -DCMAKE_C_COMPILER=gcc && check build
# Lint reads the sources only, and what is labelled `slow` has its limits in a Release build: neither says more here.
build build-sanitize -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_COMPILER=gcc -DCMAKE_C_FLAGS=-O1 -DGX_SANITIZE=ON &&
    check build-sanitize -LE 'lint|slow'
build build-clang -DCMAKE_BUILD_TYPE=Release -DCMAKE_C_COMPILER=clang
step "done in $(($(date +%s) - started)) s"
printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
