/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/pipelines/sluice-pipeline-facts.h"

#include <glib/gi18n.h>

#include "monitor/sluice-schedule.h"
#include "sluice-json.h"
#include "sluice-moment.h"
#include "ui/components/sluice-component-store.h"
#include "ui/pipelines/sluice-pipeline-words.h"
#include "ui/widgets/sluice-copy-button.h"
#include "ui/widgets/sluice-tooltip.h"

struct _SluicePipelineFacts
{
  AdwPreferencesGroup parent_instance;

  SluicePipelineStatus *status;
  GHashTable *rows; /* title -> AdwActionRow */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a pipeline names by id, and where the name is found. */
static const struct
{
  const char *title;
  const char *member;
  SluiceFamily family;
} references[] = {
  { N_ ("Connection"), "connection_id", SLUICE_FAMILY_CONNECTIONS },
  { N_ ("Data Model"), "data_model_id", SLUICE_FAMILY_DATA_MODELS },
  { N_ ("Field Transformation"), "field_transformation_id", SLUICE_FAMILY_FIELD_TRANSFORMATIONS },
  { N_ ("Feed"), "partner_feed_id", SLUICE_FAMILY_FEEDS },
};

static const struct
{
  const char *title;
  const char *member;
} words[] = {
  { N_ ("Environment"), "environment" },
  { N_ ("Data Type"), "data_type" },
  { N_ ("Data Plan"), "plan_id" },
};

G_DEFINE_FINAL_TYPE (SluicePipelineFacts, sluice_pipeline_facts, ADW_TYPE_PREFERENCES_GROUP)

static AdwActionRow *
ensure_row (SluicePipelineFacts *self, const char *title)
{
  AdwActionRow *row = g_hash_table_lookup (self->rows, title);

  if (row != NULL)
    return row;
  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle-lines", 0,
                      NULL);
  gtk_widget_add_css_class (GTK_WIDGET (row), "fact");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  g_hash_table_insert (self->rows, g_strdup (title), row);
  return row;
}

static void
set_fact (SluicePipelineFacts *self, const char *title, const char *value, const char *tooltip)
{
  AdwActionRow *row;

  if (value == NULL || *value == '\0')
    return;
  row = ensure_row (self, title);
  adw_action_row_set_subtitle (row, value);
  sluice_tooltip_set (row, tooltip);
}

static SluiceComponent *
find_component (SluicePipelineFacts *self, guint reference)
{
  JsonObject *pipeline = sluice_pipeline_status_get_pipeline (self->status);
  g_autofree char *id = sluice_json_dup_text (pipeline, references[reference].member);

  if (id == NULL)
    return NULL;
  return sluice_component_store_find (sluice_component_store_get (
                                          sluice_pipeline_status_get_session (self->status)),
                                      references[reference].family, id);
}

static void
on_row_activated_cb (SluicePipelineFacts *self, AdwActionRow *row)
{
  guint reference = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "reference"));
  SluiceComponent *component = find_component (self, reference);

  if (component != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, component);
}

/* Once it is known what the row is about, it leads there. */
static void
let_lead_on (SluicePipelineFacts *self, guint reference)
{
  AdwActionRow *row = ensure_row (self, _ (references[reference].title));

  if (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)))
    return;
  g_object_set_data (G_OBJECT (row), "reference", GUINT_TO_POINTER (reference));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
show_schedule (SluicePipelineFacts *self)
{
  g_autoptr (JsonObject) schedule = sluice_pipeline_status_get_schedule (self->status);
  g_autofree char *text = schedule != NULL ? sluice_schedule_describe (schedule) : NULL;
  GDateTime *next = sluice_pipeline_status_get_next_run (self->status);
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *when = NULL;
  g_autofree char *utc = NULL;

  set_fact (self, _ ("Schedule"), text, NULL);
  if (next == NULL)
    {
      set_fact (self, _ ("Next Run"), _ ("None is due"), NULL);
      return;
    }
  local = g_date_time_to_local (next);
  when = sluice_moment_describe_exactly (local, NULL);
  utc = sluice_pipeline_words_format_utc (g_date_time_to_unix (next) * G_TIME_SPAN_SECOND);
  set_fact (self, _ ("Next Run"), when, utc);
}

static void
show_references (SluicePipelineFacts *self)
{
  JsonObject *pipeline = sluice_pipeline_status_get_pipeline (self->status);

  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    {
      g_autofree char *id = sluice_json_dup_text (pipeline, references[i].member);
      SluiceComponent *component = find_component (self, i);

      set_fact (self, _ (references[i].title),
                component != NULL ? sluice_component_get_name (component) : id, id);
      if (component != NULL)
        let_lead_on (self, i);
    }
}

static void
show_id (SluicePipelineFacts *self)
{
  const char *id = sluice_pipeline_status_get_id (self->status);
  /* Translators: what a copy button copies, for example "Copy ID" */
  g_autofree char *subject = g_strdup_printf (_ ("Copy %s"), _ ("ID"));

  if (g_hash_table_contains (self->rows, _ ("ID")))
    return;
  set_fact (self, _ ("ID"), id, NULL);
  adw_action_row_add_suffix (ensure_row (self, _ ("ID")), sluice_copy_button_new (id, subject));
}

static void
update (SluicePipelineFacts *self)
{
  JsonObject *pipeline = sluice_pipeline_status_get_pipeline (self->status);

  set_fact (self, _ ("Warehouse"), sluice_pipeline_words_get_warehouse (self->status), NULL);
  show_references (self);
  show_schedule (self);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *value = sluice_json_dup_text (pipeline, words[i].member);

      if (value != NULL)
        set_fact (self, _ (words[i].title), sluice_pipeline_words_translate (value), NULL);
    }
  show_id (self);
}

static void
sluice_pipeline_facts_dispose (GObject *object)
{
  SluicePipelineFacts *self = SLUICE_PIPELINE_FACTS (object);

  g_clear_object (&self->status);
  g_hash_table_remove_all (self->rows);
  G_OBJECT_CLASS (sluice_pipeline_facts_parent_class)->dispose (object);
}

static void
sluice_pipeline_facts_finalize (GObject *object)
{
  g_hash_table_unref (SLUICE_PIPELINE_FACTS (object)->rows);
  G_OBJECT_CLASS (sluice_pipeline_facts_parent_class)->finalize (object);
}

static void
sluice_pipeline_facts_class_init (SluicePipelineFactsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_pipeline_facts_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_pipeline_facts_finalize;

  /**
   * SluicePipelineFacts::chosen:
   * @self: the facts
   * @component: what the pipeline uses and somebody wants to see
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, SLUICE_TYPE_COMPONENT);
}

static void
sluice_pipeline_facts_init (SluicePipelineFacts *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * sluice_pipeline_facts_set_status:
 * @self: the facts
 * @status: the pipeline they are about; set once
 *
 * Reads the names of what the pipeline uses, too.
 */
void
sluice_pipeline_facts_set_status (SluicePipelineFacts *self, SluicePipelineStatus *status)
{
  SluiceComponentStore *store =
      sluice_component_store_get (sluice_pipeline_status_get_session (status));

  g_set_object (&self->status, status);
  g_signal_connect_object (status, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    if (!sluice_component_store_is_loaded (store, references[i].family))
      sluice_component_store_refresh (store, references[i].family);
}
