/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-size-table.h"

#include <glib/gi18n.h>

#include "sluice-count.h"
#include "sluice-moment.h"
#include "store/sluice-audience-history.h"
#include "ui/widgets/sluice-accessible.h"

struct _SluiceSizeTable
{
  AdwBin parent_instance;

  GPtrArray *rows; /* (element-type GtkWidget) */
  AdwExpanderRow *expander;
};

G_DEFINE_FINAL_TYPE (SluiceSizeTable, sluice_size_table, ADW_TYPE_BIN)

static void
sluice_size_table_finalize (GObject *object)
{
  g_ptr_array_unref (SLUICE_SIZE_TABLE (object)->rows);
  G_OBJECT_CLASS (sluice_size_table_parent_class)->finalize (object);
}

static void
sluice_size_table_class_init (SluiceSizeTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_size_table_finalize;
}

static void
sluice_size_table_init (SluiceSizeTable *self)
{
  GtkWidget *list = gtk_list_box_new ();

  self->rows = g_ptr_array_new ();
  self->expander = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->expander), _ ("Size Day by Day"));
  sluice_accessible_set_name (self->expander, _ ("Size Day by Day"));
  adw_expander_row_set_subtitle (self->expander, _ ("The figures of the chart, the latest first"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->expander));
  adw_bin_set_child (ADW_BIN (self), list);
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
add_day (SluiceSizeTable *self, const SluiceAudienceSize *size, const char *day)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = describe (size);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), day);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_expander_row_add_row (self->expander, row);
  g_ptr_array_add (self->rows, row);
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
  g_autofree char *before = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (self->expander, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = sizes != NULL ? sizes->len : 0; i > 0; i--)
    {
      const SluiceAudienceSize *size = &g_array_index (sizes, SluiceAudienceSize, i - 1);
      g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (size->at / G_USEC_PER_SEC);
      g_autofree char *day = sluice_moment_describe_day (at, NULL);

      if (size->size < 0 || g_strcmp0 (day, before) == 0)
        continue;
      add_day (self, size, day);
      g_free (before);
      before = g_steal_pointer (&day);
    }
}
