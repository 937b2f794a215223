/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/components/sluice-component-undo.h"

#include <glib/gi18n.h>

#include "api/sluice-resource.h"
#include "api/sluice-shape.h"
#include "sluice-json.h"
#include "ui/components/sluice-component-store.h"

/* Long enough to read the list that it is gone from. */
#define SECONDS 15

typedef struct
{
  SluiceUiContext *context;
  SluiceSession *session; /* the one it was deleted in; the window may be on another by then */
  SluiceComponent *component;
} Undo;

static Undo *
undo_new (SluiceUiContext *context, SluiceSession *session, SluiceComponent *component)
{
  Undo *undo = g_new0 (Undo, 1);

  undo->context = g_object_ref (context);
  undo->session = g_object_ref (session);
  undo->component = g_object_ref (component);
  return undo;
}

static void
undo_free (Undo *undo)
{
  g_object_unref (undo->context);
  g_object_unref (undo->session);
  g_object_unref (undo->component);
  g_free (undo);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Undo, undo_free)

static void
on_undo_gone_cb (gpointer data, GClosure *closure)
{
  undo_free (data);
}

static void
on_component_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Undo) undo = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object =
      sluice_resource_create_finish (SLUICE_CLIENT (source), result, &error);
  g_autofree char *text = NULL;

  if (object == NULL)
    {
      sluice_ui_context_present_error (undo->context, _ ("It could not be made again"), error);
      return;
    }
  sluice_component_store_refresh (sluice_component_store_get (undo->session),
                                  sluice_component_get_family (undo->component));
  /* Translators: the name of what was deleted and is there again */
  text = g_strdup_printf (_ ("“%s” is there again."), sluice_component_get_name (undo->component));
  sluice_ui_context_toast (undo->context, text);
}

static void
on_toast_button_clicked_cb (AdwToast *toast, Undo *undo)
{
  g_autoptr (JsonObject) nothing = json_object_new ();
  g_autoptr (JsonObject) object =
      sluice_shape_merge (sluice_component_get_object (undo->component), nothing);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (SluiceBody) body = NULL;
  json_object_set_string_member (object, "id", sluice_component_get_id (undo->component));
  node = sluice_json_node_for_object (object);
  body = sluice_body_new (node);
  sluice_resource_create_async (sluice_session_get_client (undo->session),
                                sluice_component_get_family (undo->component), body, NULL,
                                on_component_made_cb,
                                undo_new (undo->context, undo->session, undo->component));
}

/**
 * sluice_component_undo_is_possible:
 * @component: a component
 *
 * A query and a mapping are all that there is to them. A connection is not made again: the server
 * keeps its secrets to itself.
 *
 * Returns: whether it could be made again after it was deleted
 */
gboolean
sluice_component_undo_is_possible (SluiceComponent *component)
{
  SluiceFamily family = sluice_component_get_family (component);

  return family == SLUICE_FAMILY_DATA_MODELS || family == SLUICE_FAMILY_FIELD_TRANSFORMATIONS;
}

/**
 * sluice_component_undo_offer:
 * @context: the context of the window
 * @component: what was just deleted
 * @complete: whether all that the server said of it is known
 *
 * Says that it is gone, with a button to undo that where it is possible.
 */
void
sluice_component_undo_offer (SluiceUiContext *context,
                             SluiceComponent *component,
                             gboolean complete)
{
  SluiceSession *session = sluice_ui_context_get_session (context);
  /* Translators: the name of what was deleted */
  g_autofree char *text =
      g_strdup_printf (_ ("“%s” is deleted."), sluice_component_get_name (component));
  g_autofree char *title = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (title);

  if (complete && session != NULL && sluice_component_undo_is_possible (component))
    {
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_timeout (toast, SECONDS);
      g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_toast_button_clicked_cb),
                             undo_new (context, session, component), on_undo_gone_cb, 0);
    }
  sluice_ui_context_add_toast (context, toast);
}
