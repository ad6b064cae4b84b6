#!/usr/bin/env bash
# The messages of the source, as a template for translations, on stdout; with a file, that file brought up to date.
# usage: bash src/po/words.sh [src/po/zh_CN.po]     (from the top of the tree; needs gettext)
set -eu
# Functions that look their words up themselves (base/message.h), and which argument holds them.
keywords="_ N_ gx_message_of:1,2 gx_fail:3 gx_fail_at:6 gx_say:1 NAMED:6 gx_answer_field:3 gx_answer_field_integer:3
    gx_answer_field_number:3 gx_answer_table:3 gx_answer_table_end:2 gx_engine_status:2 gx_work_progress:2
    gx_progress_start:4 need:2 refuse:2 wrong:3 io_error:3 score_selves:4 list_of:5"
formats="gx_fail:3:c-format gx_fail_at:6:c-format gx_say:1:c-format NAMED:6:no-c-format"
template=$(mktemp)
trap 'rm -f "$template"' EXIT
# shellcheck disable=SC2046 # the lists are words
find src graph viz -name '*.c' ! -name 'pack*.c' ! -name 'dump.c' ! -name 'manual.c' ! -path '*/viewer/*' | LC_ALL=C sort |
    xgettext --files-from=- --language=C --from-code=UTF-8 --add-location=file --no-wrap --keyword= \
        $(printf -- '--keyword=%s ' $keywords) $(printf -- '--flag=%s ' $formats) --output="$template" 2>/dev/null
if [ $# -eq 0 ]; then
    cat "$template"
else
    msgmerge --quiet --no-fuzzy-matching --no-wrap --add-location=file --update --backup=none "$1" "$template"
    msgattrib --no-obsolete --no-wrap --add-location=file --output-file="$1" "$1"
fi
