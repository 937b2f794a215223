/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_CALL_RECORD (sluice_call_record_get_type ())

/**
 * SluiceCallRecord:
 *
 * One request and its reply as they may be shown: redacted. Read-only properties: started (gint64,
 * microseconds UTC), duration (gint64, microseconds), method, route, status (uint, 0 without a
 * reply), request-text, response-text, response-size (guint64), error-text, attempt (uint).
 */
G_DECLARE_FINAL_TYPE (SluiceCallRecord, sluice_call_record, SLUICE, CALL_RECORD, GObject)

gint64 sluice_call_record_get_started (SluiceCallRecord *self);
gint64 sluice_call_record_get_duration (SluiceCallRecord *self);
const char *sluice_call_record_get_method (SluiceCallRecord *self);
const char *sluice_call_record_get_route (SluiceCallRecord *self);
guint sluice_call_record_get_status (SluiceCallRecord *self);
const char *sluice_call_record_get_request_text (SluiceCallRecord *self);
const char *sluice_call_record_get_response_text (SluiceCallRecord *self);
guint64 sluice_call_record_get_response_size (SluiceCallRecord *self);
const char *sluice_call_record_get_error_text (SluiceCallRecord *self);
guint sluice_call_record_get_attempt (SluiceCallRecord *self);
gsize sluice_call_record_get_weight (SluiceCallRecord *self);

G_END_DECLS
