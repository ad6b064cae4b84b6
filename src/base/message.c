#include "base/message.h"

#include <libintl.h>

const char *gx_message(const char *english)
{
    return *english ? dgettext(GX_MESSAGE_DOMAIN, english) : english; /* "" is the head of the table */
}

const char *gx_message_of(const char *one, const char *many, unsigned long n)
{
    return dngettext(GX_MESSAGE_DOMAIN, one, many, n);
}
