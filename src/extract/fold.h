/**
 * @file src/extract/fold.h
 * One character for what print writes in two widths, so that tables and rules need only one.
 */
#ifndef GX_EXTRACT_FOLD_H
#define GX_EXTRACT_FOLD_H

#include <stdint.h>

/** Full-width letters, digits and ASCII punctuation to half-width; the ways to write · and : to one; all else
 * as it is. */
static inline uint32_t gx_fold(uint32_t character)
{
    if (character < 0x80)
        return character;
    if (character >= 0xFF01 && character <= 0xFF5E)
        return character - 0xFEE0;
    if (character == 0x2022 || character == 0x2027 || character == 0x30FB || character == 0xFF65)
        return 0xB7;
    if (character == 0x2236) /* ∶ of a score */
        return ':';
    return character;
}

#endif
