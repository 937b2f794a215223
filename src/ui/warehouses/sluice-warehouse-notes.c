/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/warehouses/sluice-warehouse-notes.h"

#include <glib/gi18n.h>

#include "ui/warehouses/sluice-step-ticks.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-copy-button.h"
#include "ui/window/sluice-view-table.h"

/* What a row was made from. */
#define CONTENT "notes-content"

struct _SluiceWarehouseNotes
{
  GObject parent_instance;

  const SluiceWarehouse *kind;
  SluiceWarehouseForm *form; /* owns the groups below; weak */

  AdwPreferencesGroup *warnings;
  GtkListBox *warning_list;
  AdwPreferencesGroup *privileges;
  AdwExpanderRow *privileges_row;
  GPtrArray *privilege_rows;
  AdwPreferencesGroup *steps;
  GtkListBox *step_list;
  SluiceStepTicks *ticks;

  /* What is to be said, which the rows follow. */
  GPtrArray *texts;         /* (element-type utf8): the warnings */
  GPtrArray *grants;        /* (element-type SluiceGrant): what the privileges are */
  GPtrArray *console_steps; /* (element-type SluiceConsoleStep) */
  guint following;          /* calls us in each frame until they do */
};

enum
{
  USE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceWarehouseNotes, sluice_warehouse_notes, G_TYPE_OBJECT)

static GtkWidget *
create_row (const char *title, const char *subtitle_markup)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title_markup = g_markup_escape_text (title, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (subtitle_markup != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle_markup);
  return row;
}

static GtkWidget *
create_warning (const char *text)
{
  GtkWidget *row = create_row (text, NULL);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, "warning");
  sluice_accessible_set_name (icon, _ ("Warning"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  return row;
}

static GtkWidget *
create_privilege (const SluiceGrant *grant)
{
  g_autofree char *title = NULL;
  g_autofree char *why = g_markup_escape_text (grant->why, -1);

  /* Translators: a privilege: what may be done, on what, by whom */
  title = g_strdup_printf (_ ("%s on %s to %s"), grant->privilege, grant->object, grant->to);
  return create_row (title, why);
}

static void
on_check_toggled_cb (SluiceWarehouseNotes *self, GtkCheckButton *check)
{
  sluice_step_ticks_set (self->ticks, g_object_get_data (G_OBJECT (check), "key"),
                         gtk_check_button_get_active (check));
}

/* Ticked off by the person: nobody else can know what was done in a console. */
static GtkWidget *
create_check (SluiceWarehouseNotes *self, const SluiceConsoleStep *step)
{
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *key = sluice_step_ticks_dup_key (step);

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  sluice_accessible_set_name (check, step->title);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), sluice_step_ticks_get (self->ticks, key));
  g_object_set_data_full (G_OBJECT (check), "key", g_steal_pointer (&key), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_check_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  return check;
}

/* What is to be typed stands out from the words about it, letter by letter. */
static char *
describe_step (const SluiceConsoleStep *step)
{
  if (step->value == NULL)
    return g_markup_escape_text (step->detail, -1);
  return g_markup_printf_escaped ("%s\n<span font_family=\"monospace\" alpha=\"100%%\">%s</span>",
                                  step->detail, step->value);
}

static GtkWidget *
create_step (SluiceWarehouseNotes *self, const SluiceConsoleStep *step)
{
  g_autofree char *subtitle = describe_step (step);
  GtkWidget *check = create_check (self, step);
  GtkWidget *row;

  row = create_row (step->title, subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  if (step->value != NULL)
    {
      g_autofree char *subject = NULL;

      /* Translators: copies a value; %s is that value */
      subject = g_strdup_printf (_ ("Copy %s"), step->value);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 sluice_copy_button_new (step->value, subject));
    }
  return row;
}

/* Whether a row says something else than it should. */
static gboolean
is_stale (GtkListBox *list, guint position, const char *content)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, (int) position);

  return row == NULL || g_strcmp0 (g_object_get_data (G_OBJECT (row), CONTENT), content) != 0;
}

static void
put_row (GtkListBox *list, guint position, GtkWidget *row, const char *content)
{
  GtkListBoxRow *old = gtk_list_box_get_row_at_index (list, (int) position);

  g_object_set_data_full (G_OBJECT (row), CONTENT, g_strdup (content), g_free);
  if (old != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (old));
  gtk_list_box_insert (list, row, (int) position);
}

static void
remove_rows_from (GtkListBox *list, guint position)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, (int) position)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static gboolean
follow_warnings (SluiceWarehouseNotes *self)
{
  for (guint i = 0; i < self->texts->len; i++)
    {
      const char *text = g_ptr_array_index (self->texts, i);

      if (!is_stale (self->warning_list, i, text))
        continue;
      put_row (self->warning_list, i, create_warning (text), text);
      return TRUE;
    }
  remove_rows_from (self->warning_list, self->texts->len);
  return FALSE;
}

/* The rows come when somebody wants to see them: GTK measures what is folded, too. */
static gboolean
follow_grants (SluiceWarehouseNotes *self)
{
  guint n_rows = self->privilege_rows->len;
  GtkWidget *row;

  if (!adw_expander_row_get_expanded (self->privileges_row) || n_rows >= self->grants->len)
    return FALSE;
  row = create_privilege (g_ptr_array_index (self->grants, n_rows));
  adw_expander_row_add_row (self->privileges_row, row);
  g_ptr_array_add (self->privilege_rows, row);
  return TRUE;
}

static gboolean
follow_steps (SluiceWarehouseNotes *self)
{
  for (guint i = 0; i < self->console_steps->len; i++)
    {
      const SluiceConsoleStep *step = g_ptr_array_index (self->console_steps, i);
      g_autofree char *content = g_strjoin ("\n", step->title, step->detail, step->value, NULL);

      if (!is_stale (self->step_list, i, content))
        continue;
      put_row (self->step_list, i, create_step (self, step), content);
      return TRUE;
    }
  remove_rows_from (self->step_list, self->console_steps->len);
  return FALSE;
}

static gboolean
on_tick_cb (GtkWidget *form, GdkFrameClock *clock, gpointer user_data)
{
  SluiceWarehouseNotes *self = user_data;

  if (follow_warnings (self) || follow_grants (self) || follow_steps (self))
    return G_SOURCE_CONTINUE;
  self->following = 0;
  return G_SOURCE_REMOVE;
}

/* One row in each frame, and only those that say something else, so that ticks and the focus stay: to
 * break the texts of all into lines takes several frames. */
static void
follow (SluiceWarehouseNotes *self)
{
  if (self->following == 0 && self->texts != NULL)
    self->following =
        gtk_widget_add_tick_callback (GTK_WIDGET (self->form), on_tick_cb, self, NULL);
}

static void
show_privileges (SluiceWarehouseNotes *self)
{
  g_autofree char *count = NULL;

  for (guint i = 0; i < self->privilege_rows->len; i++)
    adw_expander_row_remove (self->privileges_row, g_ptr_array_index (self->privilege_rows, i));
  g_ptr_array_set_size (self->privilege_rows, 0);
  count = g_strdup_printf (ngettext ("%u privilege, and why it is needed",
                                     "%u privileges, and why each is needed", self->grants->len),
                           self->grants->len);
  adw_expander_row_set_subtitle (self->privileges_row, count);
}

static gboolean
are_same_grants (GPtrArray *some, GPtrArray *others)
{
  if (some == NULL || some->len != others->len)
    return FALSE;
  for (guint i = 0; i < some->len; i++)
    {
      const SluiceGrant *one = g_ptr_array_index (some, i);
      const SluiceGrant *other = g_ptr_array_index (others, i);

      if (g_strcmp0 (one->privilege, other->privilege) != 0 ||
          g_strcmp0 (one->object, other->object) != 0 || g_strcmp0 (one->to, other->to) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
on_use_clicked_cb (SluiceWarehouseNotes *self)
{
  g_signal_emit (self, signals[USE], 0);
}

static AdwPreferencesGroup *
append_group (SluiceWarehouseNotes *self, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  if (title != NULL)
    adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  sluice_warehouse_form_append (self->form, group);
  return group;
}

static void
append_use_button (SluiceWarehouseNotes *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Use in a Connection"));

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_use_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (append_group (self, NULL, NULL), button);
}

/* The ticks are of another workspace. */
static void
on_ticks_reloaded_cb (SluiceWarehouseNotes *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->step_list, i)) != NULL; i++)
    g_object_set_data (G_OBJECT (row), CONTENT, NULL);
  follow (self);
}

static void
sluice_warehouse_notes_dispose (GObject *object)
{
  SluiceWarehouseNotes *self = SLUICE_WAREHOUSE_NOTES (object);

  if (self->following != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->form), self->following);
  self->following = 0;
  g_clear_object (&self->ticks);

  G_OBJECT_CLASS (sluice_warehouse_notes_parent_class)->dispose (object);
}

static void
sluice_warehouse_notes_finalize (GObject *object)
{
  SluiceWarehouseNotes *self = SLUICE_WAREHOUSE_NOTES (object);

  g_clear_pointer (&self->privilege_rows, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->grants, g_ptr_array_unref);
  g_clear_pointer (&self->console_steps, g_ptr_array_unref);

  G_OBJECT_CLASS (sluice_warehouse_notes_parent_class)->finalize (object);
}

static void
sluice_warehouse_notes_class_init (SluiceWarehouseNotesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_warehouse_notes_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_warehouse_notes_finalize;

  signals[USE] = g_signal_new ("use", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
sluice_warehouse_notes_init (SluiceWarehouseNotes *self)
{
  self->privilege_rows = g_ptr_array_new ();
}

static GtkListBox *
append_list (AdwPreferencesGroup *group)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  adw_preferences_group_add (group, list);
  return GTK_LIST_BOX (list);
}

static void
append_privileges (SluiceWarehouseNotes *self)
{
  self->privileges = append_group (self, NULL, NULL);
  self->privileges_row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->privileges_row),
                                 _ ("What mParticle May Do"));
  sluice_accessible_set_name (self->privileges_row, _ ("What mParticle May Do"));
  g_signal_connect_object (self->privileges_row, "notify::expanded", G_CALLBACK (follow), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->privileges, GTK_WIDGET (self->privileges_row));
}

/**
 * sluice_warehouse_notes_new:
 * @context: the context of the window
 * @kind: the kind of warehouse
 * @form: the form to stand under; it must outlive the notes
 *
 * Returns: (transfer full): the notes; they appear with the first values
 */
SluiceWarehouseNotes *
sluice_warehouse_notes_new (SluiceUiContext *context,
                            const SluiceWarehouse *kind,
                            SluiceWarehouseForm *form)
{
  SluiceWarehouseNotes *self = g_object_new (SLUICE_TYPE_WAREHOUSE_NOTES, NULL);

  self->kind = kind;
  self->form = form;
  self->ticks = sluice_step_ticks_new (context, kind);
  g_signal_connect_object (self->ticks, "reloaded", G_CALLBACK (on_ticks_reloaded_cb), self,
                           G_CONNECT_SWAPPED);
  self->warnings = append_group (self, _ ("Good to Know"), NULL);
  self->warning_list = append_list (self->warnings);
  append_privileges (self);
  self->steps = append_group (
      self, _ ("To Do in the Console"),
      _ ("What no file does, or what a console can do instead. Tick off what is done; the buttons "
         "copy the exact values."));
  self->step_list = append_list (self->steps);
  if (sluice_view_table_find ("new-pipeline") != NULL)
    append_use_button (self);
  return self;
}

/**
 * sluice_warehouse_notes_set_completed:
 * @self: the notes
 * @completed: all values, with the derived ones and the fallbacks
 *
 * Says what these values mean.
 */
void
sluice_warehouse_notes_set_completed (SluiceWarehouseNotes *self, SluiceValues *completed)
{
  g_autoptr (GPtrArray) grants = NULL;
  gboolean same;

  g_return_if_fail (SLUICE_IS_WAREHOUSE_NOTES (self));

  grants = sluice_warehouse_get_grants (self->kind, completed);
  same = are_same_grants (self->grants, grants);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->grants, g_ptr_array_unref);
  g_clear_pointer (&self->console_steps, g_ptr_array_unref);
  self->texts = sluice_warehouse_get_warnings (self->kind, completed);
  self->grants = g_steal_pointer (&grants);
  self->console_steps = sluice_warehouse_get_console_steps (self->kind, completed);
  if (!same)
    show_privileges (self);
  gtk_widget_set_visible (GTK_WIDGET (self->warnings), self->texts->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->privileges), self->grants->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->steps), self->console_steps->len > 0);
  follow (self);
}
