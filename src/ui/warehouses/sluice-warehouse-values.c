/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/warehouses/sluice-warehouse-values.h"

#include <glib/gi18n.h>

#include "sluice-json.h"
#include "store/sluice-drafts.h"

/* Long enough to leave out most keystrokes, short enough to lose none that matters. */
#define SAVE_MILLISECONDS 300

struct _SluiceWarehouseValues
{
  GObject parent_instance;

  SluiceUiContext *context;
  const SluiceWarehouse *kind;
  SluiceDrafts *drafts;
  char *draft_id;
  SluiceValues *given;
  SluiceValues *completed;
  guint save_id;
  gboolean loading;
};

enum
{
  COMPLETED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceWarehouseValues, sluice_warehouse_values, G_TYPE_OBJECT)

static void
complete (SluiceWarehouseValues *self)
{
  SluiceProfile *profile = sluice_ui_context_get_profile (self->context);
  SluiceAccount account = { NULL };

  if (profile != NULL)
    {
      account.pod = sluice_profile_get_pod (profile);
      account.org_id = sluice_profile_get_org_id (profile);
      account.account_id = sluice_profile_get_account_id (profile);
    }
  g_clear_object (&self->completed);
  self->completed = sluice_warehouse_complete (self->kind, self->given, &account);
  g_signal_emit (self, signals[COMPLETED], 0);
}

/* The form itself goes on where the draft cannot be written. */
static void
save (SluiceWarehouseValues *self)
{
  g_autoptr (JsonObject) object = sluice_warehouse_values_to_json (self->kind, self->given);
  g_autofree char *text = sluice_json_object_to_text (object, FALSE);
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->save_id, g_source_remove);
  id = sluice_drafts_save (self->drafts, self->draft_id,
                           sluice_warehouse_get_display_name (self->kind), text, &error);
  if (id == NULL)
    sluice_ui_context_present_error (self->context, _ ("The draft could not be kept."), error);
}

static void
on_save_timeout_cb (gpointer user_data)
{
  SluiceWarehouseValues *self = user_data;

  self->save_id = 0;
  save (self);
}

static void
on_given_changed_cb (SluiceWarehouseValues *self)
{
  if (self->loading)
    return;

  if (self->save_id == 0)
    self->save_id = g_timeout_add_once (SAVE_MILLISECONDS, on_save_timeout_cb, self);
  complete (self);
}

static void
clear (SluiceValues *values)
{
  g_auto (GStrv) keys = sluice_values_list_keys (values);

  for (guint i = 0; keys[i] != NULL; i++)
    sluice_values_unset (values, keys[i]);
}

static void
copy (SluiceValues *from, SluiceValues *to, const SluiceWarehouse *kind)
{
  g_auto (GStrv) keys = sluice_values_list_keys (from);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      const SluiceField *field = sluice_warehouse_find_field (kind, keys[i]);

      if (field != NULL && field->flags & SLUICE_FIELD_LIST)
        sluice_values_set_list (to, keys[i], sluice_values_get_list (from, keys[i]));
      else if (field != NULL)
        sluice_values_set (to, keys[i], sluice_values_get (from, keys[i]));
    }
}

/* What cannot be read any more, because a newer version wrote it, begins empty. */
static void
load (SluiceWarehouseValues *self)
{
  g_autoptr (SluiceDraft) draft = sluice_drafts_load (self->drafts, self->draft_id, NULL);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (SluiceValues) values = NULL;

  if (draft != NULL && draft->text != NULL)
    root = sluice_json_parse (draft->text, -1, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;

  values = sluice_warehouse_values_from_json (self->kind, json_node_get_object (root), errors);
  if (values != NULL)
    copy (values, self->given, self->kind);
}

static void
on_context_profile_cb (SluiceWarehouseValues *self)
{
  SluiceProfile *profile = sluice_ui_context_get_profile (self->context);

  if (self->save_id != 0)
    save (self);
  g_free (self->draft_id);
  self->draft_id =
      sluice_drafts_dup_id_for_values (profile != NULL ? sluice_profile_get_id (profile) : "",
                                       sluice_warehouse_get_id (self->kind));
  self->loading = TRUE;
  clear (self->given);
  load (self);
  self->loading = FALSE;
  complete (self);
}

static void
sluice_warehouse_values_dispose (GObject *object)
{
  SluiceWarehouseValues *self = SLUICE_WAREHOUSE_VALUES (object);

  if (self->save_id != 0)
    save (self);
  g_clear_object (&self->drafts);
  g_clear_object (&self->given);
  g_clear_object (&self->completed);
  g_clear_object (&self->context);
  g_clear_pointer (&self->draft_id, g_free);

  G_OBJECT_CLASS (sluice_warehouse_values_parent_class)->dispose (object);
}

static void
sluice_warehouse_values_class_init (SluiceWarehouseValuesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_warehouse_values_dispose;

  signals[COMPLETED] = g_signal_new ("completed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_warehouse_values_init (SluiceWarehouseValues *self)
{
  self->given = sluice_values_new ();
}

/**
 * sluice_warehouse_values_new:
 * @context: the context of the window, whose workspace decides what is derived and kept
 * @kind: the kind of warehouse
 *
 * Returns: (transfer full): the values as they were typed last time
 */
SluiceWarehouseValues *
sluice_warehouse_values_new (SluiceUiContext *context, const SluiceWarehouse *kind)
{
  SluiceWarehouseValues *self = g_object_new (SLUICE_TYPE_WAREHOUSE_VALUES, NULL);

  self->context = g_object_ref (context);
  self->kind = kind;
  self->drafts = sluice_drafts_new (sluice_ui_context_get_store (context));
  g_signal_connect_object (self->given, "changed", G_CALLBACK (on_given_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::profile", G_CALLBACK (on_context_profile_cb), self,
                           G_CONNECT_SWAPPED);
  on_context_profile_cb (self);
  return self;
}

/**
 * sluice_warehouse_values_get_given:
 * @self: the values
 *
 * Returns: (transfer none): what was typed, to be read and written
 */
SluiceValues *
sluice_warehouse_values_get_given (SluiceWarehouseValues *self)
{
  g_return_val_if_fail (SLUICE_IS_WAREHOUSE_VALUES (self), NULL);

  return self->given;
}

/**
 * sluice_warehouse_values_get_completed:
 * @self: the values
 *
 * Returns: (transfer none): the same with the derived values and the fallbacks, to be read only
 */
SluiceValues *
sluice_warehouse_values_get_completed (SluiceWarehouseValues *self)
{
  g_return_val_if_fail (SLUICE_IS_WAREHOUSE_VALUES (self), NULL);

  return self->completed;
}
