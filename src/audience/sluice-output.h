/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "audience/sluice-identity.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_FORWARDING_UNKNOWN,
  SLUICE_FORWARDING_DIRECT,
  SLUICE_FORWARDING_INDIRECT,
} SluiceForwarding;

typedef enum
{
  SLUICE_OUTPUT_ACCEPTS_ONE = 1 << 0,       /* a setting chooses which identity is the key */
  SLUICE_OUTPUT_ACCEPTS_ALL = 1 << 1,       /* whatever there is */
  SLUICE_OUTPUT_EMAIL_OFF = 1 << 2,         /* sends e-mail only when switched on */
  SLUICE_OUTPUT_PHONES_OFF = 1 << 3,        /* sends phone numbers only when switched on */
  SLUICE_OUTPUT_NEEDS_LIST = 1 << 4,        /* a list must exist on the other side */
  SLUICE_OUTPUT_SHARES_ATTRIBUTES = 1 << 5, /* chosen attributes can go along */
  SLUICE_OUTPUT_STAYS = 1 << 6,             /* what was sent stays there after a delete */
  SLUICE_OUTPUT_WITHDRAWN = 1 << 7,         /* was being withdrawn when the facts were read */
} SluiceOutputFlags;

#define SLUICE_TYPE_OUTPUT (sluice_output_get_type ())

/**
 * SluiceOutput:
 *
 * An audience output and what its documentation says of it: which identities it matches on, whether
 * it gets the audience itself or only an attribute, how long it takes. Guidance of the date that
 * sluice_output_catalogue_get_date() gives, never a reason to refuse anything. Immutable.
 */
G_DECLARE_FINAL_TYPE (SluiceOutput, sluice_output, SLUICE, OUTPUT, GObject)

SluiceOutput *sluice_output_new_from_json (JsonObject *object, GError **error);
const char *sluice_output_get_id (SluiceOutput *self);
const char *sluice_output_get_name (SluiceOutput *self);
gboolean sluice_output_accepts (SluiceOutput *self, const SluiceIdentity *identity);
GPtrArray *sluice_output_get_accepted (SluiceOutput *self);
SluiceForwarding sluice_output_get_forwarding (SluiceOutput *self);
SluiceOutputFlags sluice_output_get_flags (SluiceOutput *self);
guint sluice_output_get_minimum_members (SluiceOutput *self);
char *sluice_output_describe_wait (SluiceOutput *self);
char *sluice_output_describe_forwarding (SluiceOutput *self);

GListModel *sluice_output_catalogue_get (void);
const char *sluice_output_catalogue_get_date (void);
SluiceOutput *sluice_output_catalogue_find (const char *name);

G_END_DECLS
