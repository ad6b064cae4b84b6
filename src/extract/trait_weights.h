/**
 * @file src/extract/trait_weights.h
 * The traits of a stretch of text that may be a name, and what each says for it in log-odds. Read by traits.c
 * and by tests/quality/name_candidates.c; rewritten by tests/quality/fit_names.py. Internal to src/extract.
 */
#ifndef GX_EXTRACT_TRAIT_WEIGHTS_H
#define GX_EXTRACT_TRAIT_WEIGHTS_H

/*
 * Conditional logit over the lengths that a name can have at one place, none being one of them (fit_names.py
 * says how), of 2026-11-21: on the annotated pages of tests/gold and ../shared/gold, on real articles that
 * are not in the tree, and with a tenth of their weight on a month of broadcasts (../shared/corpus) tagged by
 * the model. Those of a fit since then find 0 to 2 points fewer of the people on whole pages: these stay.
 * BEFORE_CUT, BARRED, WORD_ALL, PLACE_ALL, PARTICLE_ALL, NOT_A_NAME, AMBIGUOUS and QUOTED are by hand (HELD
 * there). One of each family at most, but for the last.
 */
// clang-format off
#define GX_TRAITS(T) \
    T(NO_SURNAME, -3.4) \
    T(RARE_SURNAME, -1.1) \
    T(USUAL_SURNAME, -0.3) \
    T(COMMON_SURNAME, 0.4) \
    T(LONG_SURNAME, -0.8) \
    T(TOO_LONG, -3.4) \
    T(FOREIGN, 1.0) /* characters that transcribe foreign names, and the tagger sees a name */ \
    T(PARTICLE_FIRST, -0.7) /* 和, 由, 向: far more often a word before a name */ \
    T(BARRED, -1.0) /* a character that hardly ever stands in a name */ \
    /* what the tagger would lose by reading a name here: of three characters and more … */ \
    T(LOSS_NONE, 4.0) \
    T(LOSS_1, 3.2) \
    T(LOSS_2, 2.9) \
    T(LOSS_3, 1.1) \
    T(LOSS_5, -0.3) \
    T(LOSS_8, -1.6) \
    T(LOSS_12, -1.7) \
    T(LOSS_MORE, -1.4) \
    /* … of two */ \
    T(SHORT_NONE, 2.4) \
    T(SHORT_1, 1.2) \
    T(SHORT_2, 1.0) \
    T(SHORT_3, 0.0) \
    T(SHORT_5, -0.2) \
    T(SHORT_8, -0.9) \
    T(SHORT_12, -1.7) \
    T(SHORT_MORE, -1.2) \
    /* before it */ \
    T(BEFORE_NOTHING, -2.1) \
    T(BEFORE_CUT, -5.0) \
    T(BEFORE_NAME, -4.2) \
    T(BEFORE_MARK, -0.2) \
    T(BEFORE_LIST, 0.2) \
    T(BEFORE_TITLE, 0.0) \
    T(BEFORE_OFFICE, 3.1) \
    T(BEFORE_ROLE, 0.1) \
    T(BEFORE_WORD, 0.4) \
    T(BEFORE_BODY, -1.8) \
    T(BEFORE_BODY_IN_ROLL, 3.2) \
    T(BEFORE_OF, -0.6) \
    /* behind it */ \
    T(BEHIND_NOTHING, -0.5) \
    T(BEHIND_CUT, -1.6) \
    T(BEHIND_NAME, -1.1) \
    T(BEHIND_STRAY, -1.7) \
    T(BEHIND_MARK, -0.2) \
    T(BEHIND_LIST, 0.9) \
    T(BEHIND_NOTE, 3.2) \
    T(BEHIND_ELECTED, 1.6) \
    T(BEHIND_RANK, 1.8) \
    T(BEHIND_OTHERS, 1.4) \
    T(BEHIND_COURTESY, 1.6) \
    T(BEHIND_TITLE, -0.5) \
    T(BEHIND_VERB, 0.3) \
    T(BEHIND_SAYS, 2.9) \
    T(BEHIND_NOUN, -1.8) \
    /* how the tagger cuts it */ \
    T(WORD_FIRST, -1.5) /* an ordinary word of two characters and more: 黄河|正 */ \
    T(WORD_ALL, -0.5) /* one ordinary word */ \
    T(OFFICE_WORD, 0.1) /* … right behind an office: 校长|农历 */ \
    T(VERB_ALL, -0.9) /* one verb */ \
    T(PLACE_ALL, -3.0) /* one place, organization or time, for the tagger */ \
    T(PARTICLE_ALL, -2.0) /* one adverb or the like */ \
    T(FUNCTION_FIRST, -0.1) /* 由|石竹 */ \
    T(FUNCTION_LAST, -0.9) /* 常胜|和 */ \
    /* the tables, the page */ \
    T(NOT_A_NAME, -1.0) \
    T(AMBIGUOUS, -0.5) \
    T(SET_OFF, 3.5) \
    T(QUOTED, -3.0)
// clang-format on

#endif
