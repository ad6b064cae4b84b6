#!/usr/bin/env bash
# Commands that stand for the others, under valgrind: no invalid access, no use of what was never set, nothing lost.
# usage: bash tests/valgrind.sh BUILD-FOLDER     (minutes; 77 without valgrind; not for a build with the sanitizers)
set -u
command -v valgrind >/dev/null || {
    echo "valgrind.sh: apt-get install valgrind" >&2
    exit 77
}
guanxi=$(cd "$1" && pwd)/guanxi
pages=$(cd "$(dirname "$0")/.." && pwd)/seeds/pages
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
# What libraries keep to the end of the process is theirs: fontconfig's settings, igraph's and SQLite's tables.
cat >known.supp <<'SUPP'
{
   fontconfig keeps its settings
   Memcheck:Leak
   ...
   obj:*/libfontconfig.so*
}
{
   GLib keeps its types
   Memcheck:Leak
   ...
   obj:*/libgobject-2.0.so*
}
{
   Pango keeps its fonts
   Memcheck:Leak
   ...
   obj:*/libpango*
}
SUPP
failed=0
# A page is enough; the portable kernel, since valgrind knows no AVX-512.
export GX_TAG_KERNEL=${GX_TAG_KERNEL:-portable}
check() { # EXIT-CODE ARGUMENTS...
    local code=$1
    shift
    valgrind --quiet --leak-check=full --show-leak-kinds=definite,indirect --errors-for-leak-kinds=definite,indirect --error-exitcode=99 \
        --suppressions=known.supp --child-silent-after-fork=yes "$guanxi" "$@" >out 2>said
    local found=$?
    if [ $found -ne "$code" ]; then
        failed=$((failed + 1))
        echo "FAILED guanxi $*: exit $found, expected $code"
        head -n 40 said
    else
        echo "passed guanxi $*"
    fi
}
"$guanxi" build "$pages" -o kb.db -q
cp kb.db other.db
check 0 extract "$pages/2021-12-21-3.txt" -q
check 0 build "$pages/2021-09-10-1.md" -o new.db -q -j 2
check 0 who 歌咏比赛 --evidence
check 0 show 高振邦 --json
check 0 find 工会
check 0 rank --by pagerank,betweenness,constraint -q
check 0 path 高振邦 周秉义 -q
check 0 communities -q
check 0 export --as graphml -q
check 0 draw -o x.dot -q
check 0 merge 高振邦 周秉义 -b other.db
check 0 undo -b other.db
check 0 judgements
check 0 check -q
check 0 --version
check 1 show 没有这个人
check 1 extract /nowhere
check 2 rank --by nothing
exit $((failed > 0))
