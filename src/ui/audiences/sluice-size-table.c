/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-size-table.h"

#include <glib/gi18n.h>

#include "sluice-count.h"
#include "sluice-moment.h"
#include "store/sluice-audience-history.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-turns.h"

/* How many rows fit into a turn of the main loop. */
#define ROWS_IN_A_TURN 4

typedef struct
{
  char *day;
  char *text;
} Day;

struct _SluiceSizeTable
{
  AdwBin parent_instance;

  GArray *days;    /* (element-type Day) */
  GPtrArray *rows; /* (element-type GtkWidget): made when the table is opened */
  guint n_shown;   /* rows that say what is known now */
  gboolean is_showing;
  AdwExpanderRow *expander;
};

G_DEFINE_FINAL_TYPE (SluiceSizeTable, sluice_size_table, ADW_TYPE_BIN)

static void
sluice_size_table_finalize (GObject *object)
{
  g_array_unref (SLUICE_SIZE_TABLE (object)->days);
  g_ptr_array_unref (SLUICE_SIZE_TABLE (object)->rows);
  G_OBJECT_CLASS (sluice_size_table_parent_class)->finalize (object);
}

static void
sluice_size_table_class_init (SluiceSizeTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_size_table_finalize;
}

static char *
describe (const SluiceAudienceSize *size)
{
  g_autofree char *members = sluice_count_format (size->size);
  g_autofree char *added = sluice_count_format (size->added);
  g_autofree char *dropped = sluice_count_format (size->dropped);

  if (size->added < 0 || size->dropped < 0)
    return g_strdup_printf (ngettext ("%s member", "%s members", (gulong) size->size), members);
  /* Translators: members in all, added in 24 hours, and dropped */
  return g_strdup_printf (ngettext ("%1$s member, %2$s added, %3$s dropped",
                                    "%1$s members, %2$s added, %3$s dropped", (gulong) size->size),
                          members, added, dropped);
}

static void
clear_day (gpointer data)
{
  Day *day = data;

  g_free (day->day);
  g_free (day->text);
}

static void
show_row (SluiceSizeTable *self, guint position)
{
  const Day *day = &g_array_index (self->days, Day, position);

  if (position == self->rows->len)
    {
      g_ptr_array_add (self->rows, adw_action_row_new ());
      adw_expander_row_add_row (self->expander, self->rows->pdata[position]);
    }
  adw_preferences_row_set_title (self->rows->pdata[position], day->day);
  adw_action_row_set_subtitle (self->rows->pdata[position], day->text);
}

static gboolean
show_some (gpointer owner)
{
  SluiceSizeTable *self = owner;
  guint end = MIN (self->n_shown + ROWS_IN_A_TURN, self->days->len);

  while (self->n_shown < end)
    show_row (self, self->n_shown++);
  if (self->n_shown < self->days->len)
    return TRUE;
  for (; self->rows->len > end; g_ptr_array_set_size (self->rows, (int) self->rows->len - 1))
    adw_expander_row_remove (self->expander, self->rows->pdata[self->rows->len - 1]);
  self->is_showing = FALSE;
  return FALSE;
}

/* Nobody sees the rows before the table is opened. */
static void
show_rows (SluiceSizeTable *self)
{
  static const SluiceTurn turns[] = { show_some };

  if (self->is_showing || !adw_expander_row_get_expanded (self->expander))
    return;
  self->is_showing = TRUE;
  sluice_turns_run (self, turns, G_N_ELEMENTS (turns));
}

static void
sluice_size_table_init (SluiceSizeTable *self)
{
  GtkWidget *list = gtk_list_box_new ();

  self->days = g_array_new (FALSE, FALSE, sizeof (Day));
  g_array_set_clear_func (self->days, clear_day);
  self->rows = g_ptr_array_new ();
  self->expander = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->expander), _ ("Size Day by Day"));
  sluice_accessible_set_name (self->expander, _ ("Size Day by Day"));
  adw_expander_row_set_subtitle (self->expander, _ ("The figures of the chart, the latest first"));
  g_signal_connect_object (self->expander, "notify::expanded", G_CALLBACK (show_rows), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->expander));
  adw_bin_set_child (ADW_BIN (self), list);
}

/**
 * sluice_size_table_set_sizes:
 * @self: a table
 * @sizes: (nullable) (element-type SluiceAudienceSize): what to show, oldest first
 *
 * Of each day it shows what was seen last.
 */
void
sluice_size_table_set_sizes (SluiceSizeTable *self, GArray *sizes)
{
  const char *before = NULL;

  g_array_set_size (self->days, 0);
  self->n_shown = 0;
  for (guint i = sizes != NULL ? sizes->len : 0; i > 0; i--)
    {
      const SluiceAudienceSize *size = &g_array_index (sizes, SluiceAudienceSize, i - 1);
      g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (size->at / G_USEC_PER_SEC);
      g_autofree char *name = sluice_moment_describe_day (at, NULL);
      Day day;

      if (size->size < 0 || g_strcmp0 (name, before) == 0)
        continue;
      before = name;
      day = (Day){ g_steal_pointer (&name), describe (size) };
      g_array_append_val (self->days, day);
    }
  show_rows (self);
}
