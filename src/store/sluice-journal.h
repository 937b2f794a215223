/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/sluice-store.h"

G_BEGIN_DECLS

/**
 * SluiceJournalState:
 * @SLUICE_JOURNAL_INTENT: written before the request; found later, nobody knows whether it arrived
 * @SLUICE_JOURNAL_DONE: the object is there and is ours
 * @SLUICE_JOURNAL_FAILED: the server refused it
 * @SLUICE_JOURNAL_REMOVED: it was ours and we removed it
 */
typedef enum
{
  SLUICE_JOURNAL_INTENT,
  SLUICE_JOURNAL_DONE,
  SLUICE_JOURNAL_FAILED,
  SLUICE_JOURNAL_REMOVED,
} SluiceJournalState;

typedef struct
{
  gint64 row;
  char *kind;      /* "feed", "connection", "data_model", "field_transformation", "pipeline" */
  char *name;      /* a feed's unique name, any other object's id */
  char *object_id; /* (nullable) the id the server gave, or the id we chose */
  char *action;    /* "create", "update", "adopt" or "delete" */
  SluiceJournalState state;
  gint64 begun; /* microseconds since the epoch, UTC */
  gint64 ended; /* 0 while an intent */
} SluiceJournalEntry;

void sluice_journal_entry_free (SluiceJournalEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceJournalEntry, sluice_journal_entry_free)

#define SLUICE_TYPE_JOURNAL (sluice_journal_get_type ())

/**
 * SluiceJournal:
 *
 * What apply was about to do and what came of it, in one workspace. A row is written before each
 * request and completed after it, so that after a crash it is known which objects may be ours.
 */
G_DECLARE_FINAL_TYPE (SluiceJournal, sluice_journal, SLUICE, JOURNAL, GObject)

SluiceJournal *sluice_journal_new (SluiceStore *store, const char *scope);

gint64 sluice_journal_begin (SluiceJournal *self,
                             const char *kind,
                             const char *name,
                             const char *action,
                             GError **error);
gint64 sluice_journal_begin_sending (SluiceJournal *self,
                                     const char *kind,
                                     const char *name,
                                     const char *action,
                                     const char *sent,
                                     GError **error);
gboolean sluice_journal_end (SluiceJournal *self,
                             gint64 row,
                             SluiceJournalState state,
                             const char *object_id,
                             GError **error);
gboolean sluice_journal_note (SluiceJournal *self,
                              const char *kind,
                              const char *name,
                              const char *action,
                              SluiceJournalState state,
                              const char *object_id,
                              GError **error);
gboolean sluice_journal_begin_apply (SluiceJournal *self, const char *name, GError **error);
gboolean sluice_journal_end_apply (SluiceJournal *self, GError **error);
GPtrArray *sluice_journal_list_created (SluiceJournal *self);
gint64 sluice_journal_get_changed (SluiceJournal *self);
SluiceJournalEntry *sluice_journal_find (SluiceJournal *self, const char *kind, const char *name);
char *sluice_journal_dup_sent (SluiceJournal *self, const char *kind, const char *name);
char *sluice_journal_dup_done (SluiceJournal *self, const char *kind, const char *name);
gboolean sluice_journal_knows (SluiceJournal *self, const char *kind, const char *name);
gboolean
sluice_journal_forget (SluiceJournal *self, const char *kind, const char *name, GError **error);

G_END_DECLS
