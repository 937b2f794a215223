/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_CALL_RECORD (sluice_call_record_get_type ())

/**
 * SluiceCallRecord:
 *
 * One request and its reply as they may be shown: redacted.
 */
G_DECLARE_FINAL_TYPE (SluiceCallRecord, sluice_call_record, SLUICE, CALL_RECORD, GObject)

/**
 * SluiceCallFacts:
 * @started: when the request began, in microseconds since the epoch
 * @duration: how long it took, in microseconds
 * @method: its method
 * @route: its route, "token" for a token request
 * @status: the reply's HTTP status, 0 where there was none
 * @attempt: the how manieth time the call was sent, from 1
 * @response_size: the size of the reply's body in bytes
 * @request: (nullable): what was sent, redacted
 * @response: (nullable): the reply, redacted
 * @error: (nullable): what went wrong, redacted
 *
 * What a record is made of.
 */
typedef struct
{
  gint64 started;
  gint64 duration;
  const char *method;
  const char *route;
  guint status;
  guint attempt;
  guint64 response_size;
  const char *request;
  const char *response;
  const char *error;
} SluiceCallFacts;

SluiceCallRecord *sluice_call_record_new (const SluiceCallFacts *facts);

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
