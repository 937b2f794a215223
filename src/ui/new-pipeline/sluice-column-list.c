/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-column-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "setup/sluice-mapping.h"
#include "ui/widgets/sluice-tooltip.h"
#include "ui/widgets/sluice-turns.h"

/* How many rows fit into a turn of the main loop. */
#define ROWS_IN_A_TURN 4

struct _SluiceColumnList
{
  AdwBin parent_instance;

  SluiceDraftDocument *document;
  GListStore *shown;
  gboolean is_showing; /* more rows, in each turn a few */

  GtkWidget *heading;
  GtkListBox *list;
  GtkWidget *note;
};

G_DEFINE_FINAL_TYPE (SluiceColumnList, sluice_column_list, ADW_TYPE_BIN)

typedef struct
{
  const char *icon;
  const char *word;
} Look;

static const Look looks[] = {
  [SLUICE_BECOMES_IDENTITY] = { "avatar-default-symbolic", N_ ("Identity") },
  [SLUICE_BECOMES_ATTRIBUTE] = { "user-bookmarks-symbolic", N_ ("Attribute") },
  [SLUICE_BECOMES_ITERATOR] = { "view-refresh-symbolic", N_ ("Iterator") },
  [SLUICE_BECOMES_MAPPED] = { "go-jump-symbolic", N_ ("Mapped") },
  [SLUICE_BECOMES_IGNORED] = { "action-unavailable-symbolic", N_ ("Ignored") },
};

/* Said of the column of an event that the step Mapping was not asked about yet. */
static const Look unmapped = { "go-next-symbolic", N_ ("Not mapped yet") };

static const Look *
get_look (SluiceColumn *column)
{
  return g_object_get_data (G_OBJECT (column), "unmapped") != NULL
             ? &unmapped
             : &looks[sluice_column_get_becomes (column)];
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  SluiceColumn *column = item;
  const Look *look = get_look (column);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (sluice_column_get_name (column));
  GtkWidget *icon = gtk_image_new_from_icon_name (look->icon);
  GtkWidget *word = gtk_label_new (_ (look->word));
  /* Translators: a column of a query, and what becomes of it, as in "email: Identity" */
  g_autofree char *label =
      g_strdup_printf (_ ("%s: %s"), sluice_column_get_name (column), _ (look->word));

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  sluice_tooltip_set (name, sluice_column_get_name (column));
  gtk_widget_add_css_class (word, "caption");
  gtk_widget_add_css_class (word, "dim-label");
  gtk_widget_add_css_class (icon, "dim-label");
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), word);
  g_object_set (box, "margin-start", 12, "margin-end", 12, "margin-top", 8, "margin-bottom", 8,
                NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return row;
}

static gboolean
is_same (GListModel *columns, guint position, GListModel *others, guint other_position)
{
  g_autoptr (SluiceColumn) column = g_list_model_get_item (columns, position);
  g_autoptr (SluiceColumn) other = g_list_model_get_item (others, other_position);

  return strcmp (sluice_column_get_name (column), sluice_column_get_name (other)) == 0 &&
         get_look (column) == get_look (other);
}

/* Only rows between the first and the last that differ are made anew, and a few of them: a hundred for
 * each key that is pressed would hold up who types. Whether there are more. */
static gboolean
show_some (SluiceColumnList *self, GListModel *columns)
{
  GListModel *shown = G_LIST_MODEL (self->shown);
  guint n_shown = g_list_model_get_n_items (shown);
  guint n_columns = g_list_model_get_n_items (columns);
  guint head = 0, tail = 0, n_old, n_new;
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);

  while (head < MIN (n_shown, n_columns) && is_same (shown, head, columns, head))
    head++;
  while (tail < MIN (n_shown, n_columns) - head &&
         is_same (shown, n_shown - 1 - tail, columns, n_columns - 1 - tail))
    tail++;
  n_old = MIN (n_shown - head - tail, ROWS_IN_A_TURN);
  n_new = MIN (n_columns - head - tail, ROWS_IN_A_TURN);
  for (guint i = 0; i < n_new; i++)
    g_ptr_array_add (fresh, g_list_model_get_item (columns, head + i));
  if (n_old + n_new > 0)
    g_list_store_splice (self->shown, head, n_old, fresh->pdata, n_new);
  return n_shown - n_old > head + tail || n_columns - n_new > head + tail;
}

static gboolean
show_more (gpointer owner)
{
  SluiceColumnList *self = owner;

  /* What is not seen is caught up with once it is. */
  self->is_showing =
      self->document != NULL && gtk_widget_get_mapped (owner) &&
      show_some (self, sluice_check_get_columns (sluice_draft_document_get_check (self->document)));
  return self->is_showing;
}

static void
show_columns (SluiceColumnList *self, GListModel *columns)
{
  static const SluiceTurn turns[] = { show_more };

  if (self->is_showing || !show_some (self, columns))
    return;
  self->is_showing = TRUE;
  sluice_turns_run (self, turns, G_N_ELEMENTS (turns));
}

static void
tell_unmapped (SluiceColumnList *self, GListModel *columns)
{
  SluiceSetup *setup = sluice_draft_document_get_setup (self->document);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (SluiceColumn) column = g_list_model_get_item (columns, i);

      if (sluice_column_get_becomes (column) == SLUICE_BECOMES_IGNORED &&
          sluice_draft_document_needs_mapping (self->document) &&
          !sluice_mapping_has_source (setup, sluice_column_get_name (column)))
        g_object_set_data (G_OBJECT (column), "unmapped", self);
    }
}

static void
show (SluiceColumnList *self)
{
  SluiceCheck *check = sluice_draft_document_get_check (self->document);
  GListModel *columns = sluice_check_get_columns (check);
  guint n_columns = g_list_model_get_n_items (columns);

  tell_unmapped (self, columns);
  show_columns (self, columns);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n_columns > 0);
  gtk_widget_set_visible (self->note, n_columns == 0 || !sluice_check_columns_known (check));
  gtk_label_set_text (GTK_LABEL (self->note),
                      n_columns == 0
                          ? _ ("What the query selects will be listed here, with what mParticle "
                               "makes of each column.")
                          : _ ("These may not be all: name every column instead of using a "
                               "star."));
}

static void
on_document_changed_cb (SluiceColumnList *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show (self);
}

/* What changed while nobody saw it is caught up with. */
static void
sluice_column_list_map (GtkWidget *widget)
{
  if (SLUICE_COLUMN_LIST (widget)->document != NULL)
    show (SLUICE_COLUMN_LIST (widget));
  GTK_WIDGET_CLASS (sluice_column_list_parent_class)->map (widget);
}

static void
sluice_column_list_dispose (GObject *object)
{
  g_clear_object (&SLUICE_COLUMN_LIST (object)->document);
  g_clear_object (&SLUICE_COLUMN_LIST (object)->shown);

  G_OBJECT_CLASS (sluice_column_list_parent_class)->dispose (object);
}

static void
sluice_column_list_class_init (SluiceColumnListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_column_list_dispose;
  GTK_WIDGET_CLASS (klass)->map = sluice_column_list_map;
}

static void
sluice_column_list_init (SluiceColumnList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->heading = gtk_label_new (_ ("Columns"));
  gtk_label_set_xalign (GTK_LABEL (self->heading), 0);
  gtk_widget_add_css_class (self->heading, "heading");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->shown = g_list_store_new (SLUICE_TYPE_COLUMN);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->shown), create_row, self, NULL);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Columns of the query"), -1);
  self->note = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->note), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->note), 0);
  gtk_widget_add_css_class (self->note, "dim-label");
  gtk_widget_add_css_class (self->note, "caption");
  gtk_box_append (GTK_BOX (box), self->heading);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), self->note);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * sluice_column_list_bind:
 * @self: the list
 * @document: the draft
 */
void
sluice_column_list_bind (SluiceColumnList *self, SluiceDraftDocument *document)
{
  g_return_if_fail (SLUICE_IS_COLUMN_LIST (self));

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show (self);
}
