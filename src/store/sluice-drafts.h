/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/sluice-store.h"

G_BEGIN_DECLS

/**
 * SluiceDraft:
 * @id: our own, a UUID
 * @title: what a list of drafts shows
 * @text: (nullable): the setup as JSON; %NULL in a list
 * @updated: microseconds since the epoch, UTC
 */
typedef struct
{
  char *id;
  char *title;
  char *text;
  gint64 updated;
} SluiceDraft;

void sluice_draft_free (SluiceDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceDraft, sluice_draft_free)

#define SLUICE_TYPE_DRAFTS (sluice_drafts_get_type ())

/**
 * SluiceDrafts:
 *
 * Setups that are not finished, so that closing the window loses nothing. They hold no secrets.
 */
G_DECLARE_FINAL_TYPE (SluiceDrafts, sluice_drafts, SLUICE, DRAFTS, GObject)

SluiceDrafts *sluice_drafts_new (SluiceStore *store);

char *sluice_drafts_save (SluiceDrafts *self,
                          const char *id,
                          const char *title,
                          const char *text,
                          GError **error);
SluiceDraft *sluice_drafts_load (SluiceDrafts *self, const char *id, GError **error);
GPtrArray *sluice_drafts_list (SluiceDrafts *self, GError **error);
char *sluice_drafts_dup_id_for_values (const char *profile_id, const char *kind);
gboolean sluice_drafts_remove (SluiceDrafts *self, const char *id, GError **error);
gboolean
sluice_drafts_remove_of_profile (SluiceDrafts *self, const char *profile_id, GError **error);

G_END_DECLS
