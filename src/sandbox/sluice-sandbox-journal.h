/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sluice-sandbox-clock.h"
#include "sandbox/sluice-sandbox-world.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_SANDBOX_JOURNAL (sluice_sandbox_journal_get_type ())

/**
 * SluiceSandboxJournal:
 *
 * Keeps a world in a file, one JSON document a line: each change is appended in one write, so that
 * nothing that was answered is lost when the sandbox is killed, and a GET writes nothing. The file is
 * rewritten, without what is outdated, when the sandbox begins and when it has grown long.
 */
G_DECLARE_FINAL_TYPE (SluiceSandboxJournal,
                      sluice_sandbox_journal,
                      SLUICE,
                      SANDBOX_JOURNAL,
                      GObject)

SluiceSandboxJournal *
sluice_sandbox_journal_new (const char *path, SluiceSandboxWorld *world, SluiceSandboxClock *clock);
gboolean sluice_sandbox_journal_load (SluiceSandboxJournal *self, GError **error);
gboolean sluice_sandbox_journal_begin (SluiceSandboxJournal *self, GError **error);

G_END_DECLS
