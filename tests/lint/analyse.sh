#!/usr/bin/env bash
# Static analysis of src, graph and viz: cppcheck (what is off stands in cppcheck.txt) and clang-tidy (.clang-tidy).
# usage: bash tests/lint/analyse.sh BUILD-FOLDER [FILE...]     (minutes; exit 1 when anything is found, 77 without the tools)
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${1:?a build folder with compile_commands.json}
shift
missing=
for tool in cppcheck clang-tidy; do
    command -v $tool >/dev/null || missing="$missing $tool"
done
[ -z "$missing" ] || {
    echo "analyse.sh: apt-get install$missing" >&2
    exit 77
}
[ $# -gt 0 ] || mapfile -t files < <(git ls-files 'src/*.c' 'graph/*.c' 'viz/*.c')
[ $# -eq 0 ] || files=("$@")
found=0
cppcheck --quiet --std=c11 --enable=warning,style,performance,portability --inline-suppr --suppressions-list=tests/lint/cppcheck.txt \
    -Isrc -I. -I"$build/src" --template='{file}:{line}: {id}: {message}' --error-exitcode=1 "${files[@]}" || found=1
printf '%s\n' "${files[@]}" | xargs -P "$(nproc)" -n 1 clang-tidy -p "$build" --quiet --warnings-as-errors='*' 2>/dev/null || found=1
exit $found
