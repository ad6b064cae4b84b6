/**
 * @file src/extract/dotted.h
 * Transcribed names with a dot inside: 亚森·卡德尔, 让-皮埃尔·洛朗.
 * Internal to src/extract.
 */
#ifndef GX_EXTRACT_DOTTED_H
#define GX_EXTRACT_DOTTED_H

#include "extract/scan.h"

/** The name around a middle dot at `dot`; empty if what stands beside it transcribes nothing. */
gx_range gx_dotted_name(const gx_scan *scan, uint32_t dot);

/** Is this a character that names from abroad are transcribed with, the rarer ones too? */
bool gx_is_sound(uint32_t c);

#endif
