/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-audience-guide.h"

#include <glib/gi18n.h>

#include "audience/sluice-audience-watch.h"
#include "audience/sluice-definition.h"
#include "sluice-json.h"
#include "ui/widgets/sluice-copy-button.h"

struct _SluiceAudienceGuide
{
  AdwWindow parent_instance;

  SluiceUiContext *context;
  SluiceAudienceWatch *watch;
  char *name;
  GHashTable *known; /* ids of audiences that had this name before */
  guint n_steps;

  AdwPreferencesGroup *steps;
  AdwActionRow *outcome;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (SluiceAudienceGuide, sluice_audience_guide, ADW_TYPE_WINDOW)

static GtkWidget *
add_row (SluiceAudienceGuide *self, const char *title, const char *text)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (text != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_preferences_group_add (self->steps, row);
  return row;
}

static GtkWidget *
add_step (SluiceAudienceGuide *self, const char *text, const char *value)
{
  /* Translators: the number of a step, and what is to be done */
  g_autofree char *title = g_strdup_printf (_ ("%1$u. %2$s"), ++self->n_steps, text);

  return add_row (self, title, value);
}

static void
offer_copy (GtkWidget *row, const char *value, const char *subject)
{
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), sluice_copy_button_new (value, subject));
}

static void
offer_property (GtkWidget *row,
                SluiceCriterion *condition,
                const char *property,
                const char *subject)
{
  g_autofree char *value = NULL;

  g_object_get (condition, property, &value, NULL);
  if (*value != '\0')
    offer_copy (row, value, subject);
}

/* What mParticle's form asks for, one by one. */
static void
add_condition (SluiceAudienceGuide *self, SluiceCriterion *condition)
{
  g_autofree char *text =
      sluice_definition_describe_criterion (condition, sluice_audience_watch_dup_name, self->watch);
  GtkWidget *row = add_row (self, text, NULL);

  switch (sluice_criterion_get_kind (condition))
    {
    case SLUICE_CRITERION_ATTRIBUTE:
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Under User Attributes"));
      offer_property (row, condition, "subject", _ ("Copy the attribute"));
      offer_property (row, condition, "value", _ ("Copy the value"));
      break;
    case SLUICE_CRITERION_EVENTS:
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Under Events"));
      offer_property (row, condition, "subject", _ ("Copy the event"));
      break;
    case SLUICE_CRITERION_MEMBERSHIP:
    case SLUICE_CRITERION_GROUP:
    case SLUICE_CRITERION_OTHER:
    default:
      offer_copy (row, text, _ ("Copy the condition"));
    }
}

static void
add_conditions (SluiceAudienceGuide *self, SluiceCriterion *root)
{
  GListModel *conditions = sluice_criterion_get_children (root);
  guint n_conditions = g_list_model_get_n_items (conditions);
  gboolean any;

  g_object_get (root, "any", &any, NULL);
  if (n_conditions == 1)
    add_step (self, _ ("Add this condition."), NULL);
  else
    add_step (self,
              any ? _ ("Add these conditions, joined by “or”.")
                  : _ ("Add these conditions, joined by “and”."),
              NULL);
  for (guint i = 0; i < n_conditions; i++)
    {
      g_autoptr (SluiceCriterion) condition = g_list_model_get_item (conditions, i);

      add_condition (self, condition);
    }
}

static void
add_steps (SluiceAudienceGuide *self, const char *page, JsonNode *definition)
{
  g_autoptr (SluiceCriterion) root = sluice_criterion_new_from_definition (definition);
  g_autofree char *json = sluice_json_to_text (definition, TRUE);

  offer_copy (add_step (self, _ ("Open mParticle in the browser and sign in."), page), page,
              _ ("Copy the address"));
  add_step (self, _ ("In the sidebar choose Audiences, then Standard, then New."), NULL);
  offer_copy (add_step (self, _ ("Give it this name."), self->name), self->name,
              _ ("Copy the name"));
  add_conditions (self, root);
  add_step (self, _ ("Choose Save As Draft, look at it again, then choose Calculate."), NULL);
  add_step (self,
            _ ("When it is calculated choose Connect, Add Output, pick the output, switch its "
               "status to active and choose Send."),
            NULL);
  offer_copy (add_step (self, _ ("Keep the definition where others find it."),
                        _ ("Copy it as JSON, or save it as a file in the builder.")),
              json, _ ("Copy the definition"));
}

/* An audience of this name that was there before is another one. */
static void
note_known (SluiceAudienceGuide *self)
{
  GListModel *audiences = sluice_audience_watch_get_model (self->watch);

  for (guint i = 0; i < g_list_model_get_n_items (audiences); i++)
    {
      g_autoptr (SluiceAudience) audience = g_list_model_get_item (audiences, i);

      g_hash_table_add (self->known, g_strdup (sluice_audience_get_id (audience)));
    }
}

static void
update (SluiceAudienceGuide *self)
{
  GListModel *audiences = sluice_audience_watch_get_model (self->watch);

  for (guint i = 0; i < g_list_model_get_n_items (audiences); i++)
    {
      g_autoptr (SluiceAudience) audience = g_list_model_get_item (audiences, i);
      g_autofree char *size = NULL;

      if (!g_str_equal (sluice_audience_get_name (audience), self->name) ||
          g_hash_table_contains (self->known, sluice_audience_get_id (audience)))
        continue;
      size = sluice_audience_describe_size (audience);
      gtk_spinner_stop (self->spinner);
      gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->outcome), _ ("It has appeared."));
      adw_action_row_set_subtitle (self->outcome, size);
      return;
    }
}

static void
on_page_shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceAudienceGuide) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error) && self->context != NULL)
    sluice_ui_context_present_error (self->context, _ ("The browser could not be opened"), error);
}

static char *
dup_page (SluiceAudienceGuide *self)
{
  SluiceSession *session = sluice_ui_context_get_session (self->context);

  /* FACTS 12: each pod has its own pages. */
  return g_strdup_printf ("https://app.%s.mparticle.com",
                          sluice_profile_get_pod (sluice_session_get_profile (session)));
}

static void
on_open_clicked_cb (SluiceAudienceGuide *self)
{
  g_autofree char *page = dup_page (self);

  gtk_show_uri_full (GTK_WINDOW (self), page, GDK_CURRENT_TIME, NULL, on_page_shown_cb,
                     g_object_ref (self));
}

static void
sluice_audience_guide_dispose (GObject *object)
{
  SluiceAudienceGuide *self = SLUICE_AUDIENCE_GUIDE (object);

  g_clear_object (&self->watch);
  g_clear_object (&self->context);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->known, g_hash_table_unref);
  G_OBJECT_CLASS (sluice_audience_guide_parent_class)->dispose (object);
}

static void
sluice_audience_guide_class_init (SluiceAudienceGuideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_audience_guide_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/audiences/sluice-audience-guide.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceGuide, outcome);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceGuide, spinner);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceGuide, steps);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sluice_audience_guide_init (SluiceAudienceGuide *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sluice_audience_guide_new:
 * @context: the context of a window whose workspace is open
 * @name: the audience's name
 * @definition: its definition, valid and complete
 *
 * Returns: (transfer none): the guide, owned by GTK like every window
 */
GtkWindow *
sluice_audience_guide_new (SluiceUiContext *context, const char *name, JsonNode *definition)
{
  SluiceAudienceGuide *self = g_object_new (SLUICE_TYPE_AUDIENCE_GUIDE, NULL);
  g_autofree char *page = NULL;

  self->context = g_object_ref (context);
  self->watch = g_object_ref (sluice_audience_watch_get (sluice_ui_context_get_session (context)));
  self->name = g_strdup (name);
  page = dup_page (self);
  add_steps (self, page, definition);
  note_known (self);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WINDOW (self);
}
