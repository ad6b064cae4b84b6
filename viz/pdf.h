/**
 * @file viz/pdf.h
 * Inside viz/: what cairo's PDF lacks: fixed dates and sheets of paper.
 */
#ifndef GX_VIZ_PDF_H
#define GX_VIZ_PDF_H

#include "base/buffer.h"

/** Make the date of creation always the same, so that the same picture is the same bytes. */
void gx_pdf_fix_dates(gx_buffer *pdf);

/**
 * Put a picture of one page on sheets: where it fits one it stands in the middle, else the sheets are parts of it from
 * left to right and top to bottom, cut between boxes where that can be, each with its number and place at its foot.
 * Sizes in points.  The file grows by an incremental update (ISO 32000-1, 7.5.6); the picture is stored once.
 * @param layout      the boxes of the picture, in Graphviz's format "plain"; "" = unknown
 * @param[out] pages  how many sheets
 * @return GX_OK, GX_ENOMEM, GX_ERENDER (not a PDF as cairo writes them)
 */
GX_MUST_USE gx_status gx_pdf_sheets(gx_buffer *pdf, const char *layout, double width, double height, unsigned *pages,
                                    gx_error *err);

#endif
