/**
 * @file viz/views.h
 * Inside viz/: each view fills a canvas.  Canvas and request are checked and begun by gx_draw().
 */
#ifndef GX_VIZ_VIEWS_H
#define GX_VIZ_VIEWS_H

#include "viz/canvas.h"

/** @return GX_OK, GX_ENOTFOUND (nothing to draw), GX_ENOMEM, GX_ESTORE, GX_EGRAPH */
typedef gx_status gx_view_fn(gx_canvas *canvas, const gx_draw_request *request, const char *font, gx_error *err);

gx_view_fn gx_view_orgs, gx_view_event, gx_view_person, gx_view_attendance;
gx_view_fn gx_view_network, gx_view_ego, gx_view_path, gx_view_brokers;

#endif
