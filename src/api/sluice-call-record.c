/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-call-record.h"

#include <string.h>

struct _SluiceCallRecord
{
  GObject parent_instance;

  gint64 started;
  gint64 duration;
  char *method;
  char *route;
  guint status;
  char *request_text;
  char *response_text;
  guint64 response_size;
  char *error_text;
  guint attempt;
};

G_DEFINE_FINAL_TYPE (SluiceCallRecord, sluice_call_record, G_TYPE_OBJECT)

static void
sluice_call_record_finalize (GObject *object)
{
  SluiceCallRecord *self = SLUICE_CALL_RECORD (object);

  g_free (self->method);
  g_free (self->route);
  g_free (self->request_text);
  g_free (self->response_text);
  g_free (self->error_text);
  G_OBJECT_CLASS (sluice_call_record_parent_class)->finalize (object);
}

static void
sluice_call_record_class_init (SluiceCallRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_call_record_finalize;
}

static void
sluice_call_record_init (SluiceCallRecord *self)
{
}

/**
 * sluice_call_record_new:
 * @facts: what is known of the call; copied
 *
 * Returns: (transfer full): a record of it
 */
SluiceCallRecord *
sluice_call_record_new (const SluiceCallFacts *facts)
{
  SluiceCallRecord *self = g_object_new (SLUICE_TYPE_CALL_RECORD, NULL);

  self->started = facts->started;
  self->duration = facts->duration;
  self->method = g_strdup (facts->method);
  self->route = g_strdup (facts->route);
  self->status = facts->status;
  self->attempt = facts->attempt;
  self->request_text = g_strdup (facts->request);
  self->response_text = g_strdup (facts->response);
  self->response_size = facts->response_size;
  self->error_text = g_strdup (facts->error);
  return self;
}

/**
 * sluice_call_record_get_started:
 * @self: a record
 *
 * Returns: when the request began, in microseconds since the epoch, UTC
 */
gint64
sluice_call_record_get_started (SluiceCallRecord *self)
{
  g_return_val_if_fail (SLUICE_IS_CALL_RECORD (self), 0);

  return self->started;
}

/**
 * sluice_call_record_get_duration:
 * @self: a record
 *
 * Returns: how long it took, in microseconds
 */
gint64
sluice_call_record_get_duration (SluiceCallRecord *self)
{
  g_return_val_if_fail (SLUICE_IS_CALL_RECORD (self), 0);

  return self->duration;
}

/**
 * sluice_call_record_get_method:
 * @self: a record
 *
 * Returns: (transfer none): the request's method
 */
const char *
sluice_call_record_get_method (SluiceCallRecord *self)
{
  g_return_val_if_fail (SLUICE_IS_CALL_RECORD (self), NULL);

  return self->method;
}

/**
 * sluice_call_record_get_route:
 * @self: a record
 *
 * Returns: (transfer none): the request's route, "token" for a token request
 */
const char *
sluice_call_record_get_route (SluiceCallRecord *self)
{
  g_return_val_if_fail (SLUICE_IS_CALL_RECORD (self), NULL);

  return self->route;
}

/**
 * sluice_call_record_get_status:
 * @self: a record
 *
 * Returns: the reply's HTTP status, 0 where there was none
 */
guint
sluice_call_record_get_status (SluiceCallRecord *self)
{
  g_return_val_if_fail (SLUICE_IS_CALL_RECORD (self), 0);

  return self->status;
}

/**
 * sluice_call_record_get_request_text:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): the request, redacted
 */
const char *
sluice_call_record_get_request_text (SluiceCallRecord *self)
{
  g_return_val_if_fail (SLUICE_IS_CALL_RECORD (self), NULL);

  return self->request_text;
}

/**
 * sluice_call_record_get_response_text:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): the reply, redacted, and cut short where it is long
 */
const char *
sluice_call_record_get_response_text (SluiceCallRecord *self)
{
  g_return_val_if_fail (SLUICE_IS_CALL_RECORD (self), NULL);

  return self->response_text;
}

/**
 * sluice_call_record_get_response_size:
 * @self: a record
 *
 * Returns: the size of the reply's body in bytes
 */
guint64
sluice_call_record_get_response_size (SluiceCallRecord *self)
{
  g_return_val_if_fail (SLUICE_IS_CALL_RECORD (self), 0);

  return self->response_size;
}

/**
 * sluice_call_record_get_error_text:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): what went wrong
 */
const char *
sluice_call_record_get_error_text (SluiceCallRecord *self)
{
  g_return_val_if_fail (SLUICE_IS_CALL_RECORD (self), NULL);

  return self->error_text;
}

/**
 * sluice_call_record_get_attempt:
 * @self: a record
 *
 * Returns: the how manieth time this call was sent, from 1
 */
guint
sluice_call_record_get_attempt (SluiceCallRecord *self)
{
  g_return_val_if_fail (SLUICE_IS_CALL_RECORD (self), 0);

  return self->attempt;
}

/**
 * sluice_call_record_get_weight:
 * @self: a record
 *
 * Returns: how many bytes of text it holds
 */
gsize
sluice_call_record_get_weight (SluiceCallRecord *self)
{
  const char *texts[] = { self->method, self->route, self->request_text, self->response_text,
                          self->error_text };
  gsize weight = sizeof *self;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    weight += texts[i] != NULL ? strlen (texts[i]) + 1 : 0;
  return weight;
}
