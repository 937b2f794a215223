/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/warehouses/sluice-warehouse-notes.h"

#include <glib/gi18n.h>

#include "ui/warehouses/sluice-step-ticks.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-copy-button.h"
#include "ui/window/sluice-view-table.h"

struct _SluiceWarehouseNotes
{
  GObject parent_instance;

  const SluiceWarehouse *kind;
  SluiceWarehouseForm *form; /* owns the groups below; weak */

  AdwPreferencesGroup *warnings;
  AdwPreferencesGroup *privileges;
  AdwExpanderRow *privileges_row;
  AdwPreferencesGroup *steps;
  GPtrArray *warning_rows;
  GPtrArray *privilege_rows;
  GPtrArray *step_rows;
  SluiceStepTicks *ticks;
  GPtrArray *grants; /* (element-type SluiceGrant): what the privileges are */
  char *signature;   /* what the rows were made from */
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

static void
clear_group (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

static void
show_warnings (SluiceWarehouseNotes *self, GPtrArray *warnings)
{
  clear_group (self->warnings, self->warning_rows);
  for (guint i = 0; i < warnings->len; i++)
    {
      GtkWidget *row = create_warning (g_ptr_array_index (warnings, i));

      adw_preferences_group_add (self->warnings, row);
      g_ptr_array_add (self->warning_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->warnings), warnings->len > 0);
}

/* The rows come when somebody wants to see them: GTK measures what is folded, too. */
static void
on_privileges_expanded_cb (SluiceWarehouseNotes *self)
{
  if (!adw_expander_row_get_expanded (self->privileges_row) || self->privilege_rows->len > 0)
    return;
  for (guint i = 0; self->grants != NULL && i < self->grants->len; i++)
    {
      GtkWidget *row = create_privilege (g_ptr_array_index (self->grants, i));

      adw_expander_row_add_row (self->privileges_row, row);
      g_ptr_array_add (self->privilege_rows, row);
    }
}

static void
show_privileges (SluiceWarehouseNotes *self, GPtrArray *grants)
{
  g_autofree char *count = NULL;

  for (guint i = 0; i < self->privilege_rows->len; i++)
    adw_expander_row_remove (self->privileges_row, g_ptr_array_index (self->privilege_rows, i));
  g_ptr_array_set_size (self->privilege_rows, 0);
  g_clear_pointer (&self->grants, g_ptr_array_unref);
  self->grants = g_ptr_array_ref (grants);
  on_privileges_expanded_cb (self);
  count = g_strdup_printf (ngettext ("%u privilege, and why it is needed",
                                     "%u privileges, and why each is needed", grants->len),
                           grants->len);
  adw_expander_row_set_subtitle (self->privileges_row, count);
  gtk_widget_set_visible (GTK_WIDGET (self->privileges), grants->len > 0);
}

static void
show_steps (SluiceWarehouseNotes *self, GPtrArray *steps)
{
  clear_group (self->steps, self->step_rows);
  for (guint i = 0; i < steps->len; i++)
    {
      GtkWidget *row = create_step (self, g_ptr_array_index (steps, i));

      adw_preferences_group_add (self->steps, row);
      g_ptr_array_add (self->step_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->steps), steps->len > 0);
}

/* Rows are made anew only when what they say changed, so that ticks and the focus stay. */
static char *
describe (GPtrArray *warnings, GPtrArray *grants, GPtrArray *steps)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < warnings->len; i++)
    g_string_append_printf (text, "%s\n", (char *) g_ptr_array_index (warnings, i));
  for (guint i = 0; i < grants->len; i++)
    {
      SluiceGrant *grant = g_ptr_array_index (grants, i);

      g_string_append_printf (text, "%s\t%s\t%s\n", grant->privilege, grant->object, grant->to);
    }
  for (guint i = 0; i < steps->len; i++)
    {
      SluiceConsoleStep *step = g_ptr_array_index (steps, i);

      g_string_append_printf (text, "%s\t%s\n", step->title, step->value ? step->value : "");
    }
  return g_string_free (text, FALSE);
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

/* The ticks are of another workspace; the values follow, and with them the rows. */
static void
on_ticks_reloaded_cb (SluiceWarehouseNotes *self)
{
  g_clear_pointer (&self->signature, g_free);
}

static void
sluice_warehouse_notes_finalize (GObject *object)
{
  SluiceWarehouseNotes *self = SLUICE_WAREHOUSE_NOTES (object);

  g_clear_pointer (&self->warning_rows, g_ptr_array_unref);
  g_clear_pointer (&self->privilege_rows, g_ptr_array_unref);
  g_clear_pointer (&self->step_rows, g_ptr_array_unref);
  g_clear_pointer (&self->grants, g_ptr_array_unref);
  g_clear_pointer (&self->signature, g_free);
  g_clear_object (&self->ticks);

  G_OBJECT_CLASS (sluice_warehouse_notes_parent_class)->finalize (object);
}

static void
sluice_warehouse_notes_class_init (SluiceWarehouseNotesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_warehouse_notes_finalize;

  signals[USE] = g_signal_new ("use", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
sluice_warehouse_notes_init (SluiceWarehouseNotes *self)
{
  self->warning_rows = g_ptr_array_new ();
  self->privilege_rows = g_ptr_array_new ();
  self->step_rows = g_ptr_array_new ();
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
  self->privileges = append_group (self, NULL, NULL);
  self->privileges_row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->privileges_row),
                                 _ ("What mParticle May Do"));
  sluice_accessible_set_name (self->privileges_row, _ ("What mParticle May Do"));
  g_signal_connect_object (self->privileges_row, "notify::expanded",
                           G_CALLBACK (on_privileges_expanded_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->privileges, GTK_WIDGET (self->privileges_row));
  self->steps = append_group (
      self, _ ("To Do in the Console"),
      _ ("What no file does, or what a console can do instead. Tick off what is done; the buttons "
         "copy the exact values."));
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
  g_autoptr (GPtrArray) warnings = NULL;
  g_autoptr (GPtrArray) grants = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autofree char *signature = NULL;

  g_return_if_fail (SLUICE_IS_WAREHOUSE_NOTES (self));

  warnings = sluice_warehouse_get_warnings (self->kind, completed);
  grants = sluice_warehouse_get_grants (self->kind, completed);
  steps = sluice_warehouse_get_console_steps (self->kind, completed);
  signature = describe (warnings, grants, steps);
  if (g_strcmp0 (signature, self->signature) == 0)
    return;

  g_free (self->signature);
  self->signature = g_steal_pointer (&signature);
  show_warnings (self, warnings);
  show_privileges (self, grants);
  show_steps (self, steps);
}
