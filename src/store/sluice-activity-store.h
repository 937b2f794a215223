/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/sluice-store.h"

G_BEGIN_DECLS

/**
 * SluiceActivityEntry:
 * @started: microseconds since the epoch, UTC
 * @duration: microseconds
 * @status: HTTP status, 0 without a reply
 * @attempt: from 1
 * @response_size: bytes
 * @request: (nullable): as shown, redacted
 * @response: (nullable): as shown, redacted
 * @error: (nullable): what went wrong
 */
typedef struct
{
  gint64 started;
  gint64 duration;
  char *method;
  char *route;
  guint status;
  guint attempt;
  guint64 response_size;
  char *request;
  char *response;
  char *error;
} SluiceActivityEntry;

void sluice_activity_entry_free (SluiceActivityEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceActivityEntry, sluice_activity_entry_free)

#define SLUICE_TYPE_ACTIVITY_STORE (sluice_activity_store_get_type ())

/**
 * SluiceActivityStore:
 *
 * The activity log of one workspace beyond this session, for those who choose to keep it. Takes what
 * is already redacted; the oldest entries make room for new ones.
 */
G_DECLARE_FINAL_TYPE (SluiceActivityStore, sluice_activity_store, SLUICE, ACTIVITY_STORE, GObject)

SluiceActivityStore *sluice_activity_store_new (SluiceStore *store, const char *scope);
void sluice_activity_store_set_bound (SluiceActivityStore *self, guint entries);

gboolean sluice_activity_store_append (SluiceActivityStore *self,
                                       const SluiceActivityEntry *entry,
                                       GError **error);
GPtrArray *sluice_activity_store_list (SluiceActivityStore *self, guint limit, GError **error);
gboolean sluice_activity_store_clear (SluiceActivityStore *self, GError **error);

G_END_DECLS
