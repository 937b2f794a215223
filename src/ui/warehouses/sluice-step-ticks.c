/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/warehouses/sluice-step-ticks.h"

#include "sluice-json.h"
#include "store/sluice-drafts.h"

struct _SluiceStepTicks
{
  GObject parent_instance;

  SluiceUiContext *context;
  const SluiceWarehouse *kind;
  SluiceDrafts *drafts;
  char *draft_id;
  JsonObject *ticks; /* key of a step -> true */
};

static guint reloaded_signal;

G_DEFINE_FINAL_TYPE (SluiceStepTicks, sluice_step_ticks, G_TYPE_OBJECT)

/* A tick that cannot be written is one to be made again, no more. */
static void
save (SluiceStepTicks *self)
{
  g_autofree char *text = sluice_json_object_to_text (self->ticks, FALSE);
  g_autoptr (GError) error = NULL;
  g_autofree char *id =
      sluice_drafts_save (self->drafts, self->draft_id,
                          sluice_warehouse_get_display_name (self->kind), text, &error);

  if (id == NULL)
    g_warning ("The ticks could not be kept: %s", error->message);
}

static void
load (SluiceStepTicks *self)
{
  g_autoptr (SluiceDraft) draft = sluice_drafts_load (self->drafts, self->draft_id, NULL);
  g_autoptr (JsonNode) root = NULL;

  g_clear_pointer (&self->ticks, json_object_unref);
  if (draft != NULL && draft->text != NULL)
    root = sluice_json_parse (draft->text, -1, NULL);
  self->ticks = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_dup_object (root)
                                                              : json_object_new ();
}

static void
on_context_profile_cb (SluiceStepTicks *self)
{
  SluiceProfile *profile = sluice_ui_context_get_profile (self->context);
  g_autofree char *values_id =
      sluice_drafts_dup_id_for_values (profile != NULL ? sluice_profile_get_id (profile) : "",
                                       sluice_warehouse_get_id (self->kind));

  g_free (self->draft_id);
  self->draft_id = g_strconcat (values_id, "/steps", NULL);
  load (self);
  g_signal_emit (self, reloaded_signal, 0);
}

static void
sluice_step_ticks_finalize (GObject *object)
{
  SluiceStepTicks *self = SLUICE_STEP_TICKS (object);

  g_clear_pointer (&self->ticks, json_object_unref);
  g_clear_pointer (&self->draft_id, g_free);
  g_clear_object (&self->drafts);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sluice_step_ticks_parent_class)->finalize (object);
}

static void
sluice_step_ticks_class_init (SluiceStepTicksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_step_ticks_finalize;

  reloaded_signal = g_signal_new ("reloaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_step_ticks_init (SluiceStepTicks *self)
{
}

/**
 * sluice_step_ticks_new:
 * @context: the context of the window
 * @kind: the kind of warehouse
 *
 * Returns: (transfer full): the ticks that were made in this workspace
 */
SluiceStepTicks *
sluice_step_ticks_new (SluiceUiContext *context, const SluiceWarehouse *kind)
{
  SluiceStepTicks *self = g_object_new (SLUICE_TYPE_STEP_TICKS, NULL);

  self->context = g_object_ref (context);
  self->kind = kind;
  self->drafts = sluice_drafts_new (sluice_ui_context_get_store (context));
  g_signal_connect_object (context, "notify::profile", G_CALLBACK (on_context_profile_cb), self,
                           G_CONNECT_SWAPPED);
  on_context_profile_cb (self);
  return self;
}

/**
 * sluice_step_ticks_dup_key:
 * @step: a step of the checklist
 *
 * Returns: (transfer full): what the step is known by, for the calls below
 */
char *
sluice_step_ticks_dup_key (const SluiceConsoleStep *step)
{
  return g_strconcat (step->title, "\n", step->value, NULL);
}

/**
 * sluice_step_ticks_get:
 * @self: the ticks
 * @key: a step's key
 *
 * Returns: whether the step is ticked off
 */
gboolean
sluice_step_ticks_get (SluiceStepTicks *self, const char *key)
{
  g_return_val_if_fail (SLUICE_IS_STEP_TICKS (self), FALSE);

  return sluice_json_get_boolean (self->ticks, key, FALSE);
}

/**
 * sluice_step_ticks_set:
 * @self: the ticks
 * @key: a step's key
 * @ticked: whether it is done
 *
 * Remembers it at once.
 */
void
sluice_step_ticks_set (SluiceStepTicks *self, const char *key, gboolean ticked)
{
  g_return_if_fail (SLUICE_IS_STEP_TICKS (self));

  if (ticked == sluice_step_ticks_get (self, key))
    return;
  if (ticked)
    json_object_set_boolean_member (self->ticks, key, TRUE);
  else
    json_object_remove_member (self->ticks, key);
  save (self);
}
