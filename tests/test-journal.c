/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "store/sluice-journal.h"

static void
test_life (StoreFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceStore) store = store_open (fixture);
  g_autoptr (SluiceJournal) journal = sluice_journal_new (store, "https://a#1");
  g_autoptr (SluiceJournalEntry) entry = NULL;
  gint64 row = sluice_journal_begin (journal, "feed", "Acme", "create", NULL);

  g_assert_cmpint (row, >, 0);
  g_assert_false (sluice_journal_knows (journal, "feed", "Acme"));
  entry = sluice_journal_find (journal, "feed", "Acme");
  g_assert_cmpint (entry->state, ==, SLUICE_JOURNAL_INTENT);
  g_assert_cmpstr (entry->action, ==, "create");
  g_assert_null (entry->object_id);
  g_assert_cmpint (entry->begun, >, 0);
  g_assert_cmpint (entry->ended, ==, 0);

  g_assert_true (sluice_journal_end (journal, row, SLUICE_JOURNAL_DONE, "4302", NULL));
  g_clear_pointer (&entry, sluice_journal_entry_free);
  entry = sluice_journal_find (journal, "feed", "Acme");
  g_assert_cmpint (entry->row, ==, row);
  g_assert_cmpint (entry->state, ==, SLUICE_JOURNAL_DONE);
  g_assert_cmpstr (entry->object_id, ==, "4302");
  g_assert_cmpint (entry->ended, >=, entry->begun);
  g_assert_true (sluice_journal_knows (journal, "feed", "Acme"));
}

/* Any change in this workspace, and none in another one, makes a plan of before worthless. */
static void
test_changed (StoreFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceStore) store = store_open (fixture);
  g_autoptr (SluiceJournal) journal = sluice_journal_new (store, "https://a#1");
  g_autoptr (SluiceJournal) elsewhere = sluice_journal_new (store, "https://a#2");
  gint64 begun, row;

  g_assert_cmpint (sluice_journal_get_changed (journal), ==, 0);
  row = sluice_journal_begin (journal, "connection", "c", "create", NULL);
  begun = sluice_journal_get_changed (journal);
  g_assert_cmpint (begun, >, 0);
  g_assert_cmpint (sluice_journal_get_changed (elsewhere), ==, 0);
  g_usleep (2);
  g_assert_true (sluice_journal_end (journal, row, SLUICE_JOURNAL_DONE, "c", NULL));
  g_assert_cmpint (sluice_journal_get_changed (journal), >, begun);
}

/* What is ours stays ours through a change that failed or was cut off, until it is removed. */
static void
test_knows (StoreFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceStore) store = store_open (fixture);
  g_autoptr (SluiceJournal) journal = sluice_journal_new (store, "https://a#1");
  gint64 row;

  g_assert_true (
      sluice_journal_note (journal, "connection", "c", "adopt", SLUICE_JOURNAL_DONE, "c", NULL));
  row = sluice_journal_begin (journal, "connection", "c", "update", NULL);
  g_assert_true (sluice_journal_knows (journal, "connection", "c"));
  g_assert_true (sluice_journal_end (journal, row, SLUICE_JOURNAL_FAILED, NULL, NULL));
  g_assert_true (sluice_journal_knows (journal, "connection", "c"));
  row = sluice_journal_begin (journal, "connection", "c", "delete", NULL);
  g_assert_true (sluice_journal_end (journal, row, SLUICE_JOURNAL_REMOVED, NULL, NULL));
  g_assert_false (sluice_journal_knows (journal, "connection", "c"));
  row = sluice_journal_begin (journal, "connection", "c", "create", NULL);
  g_assert_true (sluice_journal_end (journal, row, SLUICE_JOURNAL_FAILED, NULL, NULL));
  g_assert_false (sluice_journal_knows (journal, "connection", "c"));
}

static void
test_keeps_apart (StoreFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceStore) store = store_open (fixture);
  g_autoptr (SluiceJournal) journal = sluice_journal_new (store, "https://a#1");
  g_autoptr (SluiceJournal) elsewhere = sluice_journal_new (store, "https://a#2");

  g_assert_true (
      sluice_journal_note (journal, "pipeline", "p", "create", SLUICE_JOURNAL_DONE, "p", NULL));
  g_assert_false (sluice_journal_knows (elsewhere, "pipeline", "p"));
  g_assert_false (sluice_journal_knows (journal, "data_model", "p"));
  g_assert_null (sluice_journal_find (elsewhere, "pipeline", "p"));
  g_assert_true (sluice_journal_forget (elsewhere, "pipeline", "p", NULL));
  g_assert_true (sluice_journal_knows (journal, "pipeline", "p"));
  g_assert_true (sluice_journal_forget (journal, "pipeline", "p", NULL));
  g_assert_false (sluice_journal_knows (journal, "pipeline", "p"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add (path, StoreFixture, NULL, store_set_up, function, store_tear_down)
  ADD ("/journal/life", test_life);
  ADD ("/journal/changed", test_changed);
  ADD ("/journal/knows", test_knows);
  ADD ("/journal/keeps-apart", test_keeps_apart);
#undef ADD
  return g_test_run ();
}
