/**
 * @file src/base/message.h
 * Messages in the reader's language (gettext, domain "guanxi").  The source says them in English; src/po/ has the others.
 * gx_fail(), gx_say() and what prints headings look their words up themselves: only words that go another way are
 * marked, with _() where they are used, with N_() where they stand in a table and are looked up later.
 */
#ifndef GX_BASE_MESSAGE_H
#define GX_BASE_MESSAGE_H

#define GX_MESSAGE_DOMAIN "guanxi"

#define N_(english) english
#define _(english) gx_message(english)

#if defined(__GNUC__)
#define GX_FORMAT_OF(index) __attribute__((format_arg(index)))
#else
#define GX_FORMAT_OF(index)
#endif

/** The words in the language of LC_MESSAGES, in UTF-8, or `english` itself; static. Any thread. */
const char *gx_message(const char *english) GX_FORMAT_OF(1);
/** The same for a number of things. */
const char *gx_message_of(const char *one, const char *many, unsigned long n) GX_FORMAT_OF(1) GX_FORMAT_OF(2);

#endif
