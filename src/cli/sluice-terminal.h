/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* How a text is meant. A colour where there are colours; the words say it without. */
typedef enum
{
  SLUICE_STYLE_PLAIN,
  SLUICE_STYLE_STRONG,
  SLUICE_STYLE_GOOD,
  SLUICE_STYLE_WARNING,
  SLUICE_STYLE_BAD,
  SLUICE_STYLE_DIM,
} SluiceStyle;

/**
 * SluiceTerminal:
 *
 * Where sluicectl writes: results to standard output, progress and errors to standard error. Knows
 * which of the two is a terminal, and lets no control character through to one.
 */
typedef struct _SluiceTerminal SluiceTerminal;

/**
 * SluiceTerminalList:
 * @name: a member of a document
 * @items: what it lists
 * @describe: sets the members of an object for one of these, all of them each time
 */
typedef struct
{
  const char *name;
  GListModel *items;
  void (*describe) (JsonObject *object, gpointer item);
} SluiceTerminalList;

SluiceTerminal *sluice_terminal_new (gboolean may_colour);
void sluice_terminal_free (SluiceTerminal *self);
gboolean sluice_terminal_is_interactive (SluiceTerminal *self);
gboolean sluice_terminal_can_redraw (SluiceTerminal *self);
gboolean sluice_terminal_is_broken (SluiceTerminal *self);
gboolean sluice_terminal_flush (SluiceTerminal *self);

void sluice_terminal_print (SluiceTerminal *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void sluice_terminal_print_styled (SluiceTerminal *self, SluiceStyle style, const char *text);
void sluice_terminal_print_raw (SluiceTerminal *self, const char *text);
void sluice_terminal_print_json (SluiceTerminal *self, JsonObject *object, gboolean one_line);
void
sluice_terminal_print_lists (SluiceTerminal *self, const SluiceTerminalList *lists, guint n_lists);

void sluice_terminal_begin_page (SluiceTerminal *self);
void sluice_terminal_end_page (SluiceTerminal *self);
void sluice_terminal_leave_screen (SluiceTerminal *self);

void sluice_terminal_note (SluiceTerminal *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void sluice_terminal_progress (SluiceTerminal *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void sluice_terminal_complain (SluiceTerminal *self, const char *message, const char *remedy);

char *sluice_terminal_clean (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceTerminal, sluice_terminal_free)

/**
 * SluiceTable:
 *
 * Rows of texts that are printed in columns.
 */
typedef struct _SluiceTable SluiceTable;

SluiceTable *sluice_table_new (const char *const *titles);
void sluice_table_free (SluiceTable *self);
void sluice_table_add (SluiceTable *self, SluiceStyle style, const char *text);
void sluice_table_print (SluiceTable *self, SluiceTerminal *terminal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceTable, sluice_table_free)

G_END_DECLS
