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

enum
{
  PROP_0,
  PROP_STARTED,
  PROP_DURATION,
  PROP_METHOD,
  PROP_ROUTE,
  PROP_STATUS,
  PROP_REQUEST_TEXT,
  PROP_RESPONSE_TEXT,
  PROP_RESPONSE_SIZE,
  PROP_ERROR_TEXT,
  PROP_ATTEMPT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SluiceCallRecord, sluice_call_record, G_TYPE_OBJECT)

static void
sluice_call_record_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SluiceCallRecord *self = SLUICE_CALL_RECORD (object);

  switch (id)
    {
    case PROP_STARTED:
      g_value_set_int64 (value, self->started);
      break;
    case PROP_DURATION:
      g_value_set_int64 (value, self->duration);
      break;
    case PROP_METHOD:
      g_value_set_string (value, self->method);
      break;
    case PROP_ROUTE:
      g_value_set_string (value, self->route);
      break;
    case PROP_STATUS:
      g_value_set_uint (value, self->status);
      break;
    case PROP_REQUEST_TEXT:
      g_value_set_string (value, self->request_text);
      break;
    case PROP_RESPONSE_TEXT:
      g_value_set_string (value, self->response_text);
      break;
    case PROP_RESPONSE_SIZE:
      g_value_set_uint64 (value, self->response_size);
      break;
    case PROP_ERROR_TEXT:
      g_value_set_string (value, self->error_text);
      break;
    case PROP_ATTEMPT:
      g_value_set_uint (value, self->attempt);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sluice_call_record_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SluiceCallRecord *self = SLUICE_CALL_RECORD (object);

  switch (id)
    {
    case PROP_STARTED:
      self->started = g_value_get_int64 (value);
      break;
    case PROP_DURATION:
      self->duration = g_value_get_int64 (value);
      break;
    case PROP_METHOD:
      self->method = g_value_dup_string (value);
      break;
    case PROP_ROUTE:
      self->route = g_value_dup_string (value);
      break;
    case PROP_STATUS:
      self->status = g_value_get_uint (value);
      break;
    case PROP_REQUEST_TEXT:
      self->request_text = g_value_dup_string (value);
      break;
    case PROP_RESPONSE_TEXT:
      self->response_text = g_value_dup_string (value);
      break;
    case PROP_RESPONSE_SIZE:
      self->response_size = g_value_get_uint64 (value);
      break;
    case PROP_ERROR_TEXT:
      self->error_text = g_value_dup_string (value);
      break;
    case PROP_ATTEMPT:
      self->attempt = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

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

static GParamSpec *
text_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, NULL,
                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
}

static void
sluice_call_record_class_init (SluiceCallRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_call_record_get_property;
  object_class->set_property = sluice_call_record_set_property;
  object_class->finalize = sluice_call_record_finalize;

  properties[PROP_STARTED] =
      g_param_spec_int64 ("started", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_DURATION] = g_param_spec_int64 ("duration", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_METHOD] = text_property ("method");
  properties[PROP_ROUTE] = text_property ("route");
  properties[PROP_STATUS] = g_param_spec_uint ("status", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_REQUEST_TEXT] = text_property ("request-text");
  properties[PROP_RESPONSE_TEXT] = text_property ("response-text");
  properties[PROP_RESPONSE_SIZE] =
      g_param_spec_uint64 ("response-size", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_ERROR_TEXT] = text_property ("error-text");
  properties[PROP_ATTEMPT] = g_param_spec_uint ("attempt", NULL, NULL, 0, G_MAXUINT, 1, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sluice_call_record_init (SluiceCallRecord *self)
{
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
