/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-connections.h"

#include "api/sluice-api-error-private.h"
#include "sluice-json.h"

#include <glib/gi18n.h>

static char *
join_errors (JsonArray *errors)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; errors != NULL && i < json_array_get_length (errors); i++)
    {
      JsonNode *entry = json_array_get_element (errors, i);
      const char *message = JSON_NODE_HOLDS_OBJECT (entry)
                                ? sluice_json_get_string (json_node_get_object (entry), "message")
                                : NULL;

      if (message != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", message);
    }
  return g_strdup (text->str);
}

/**
 * sluice_connection_check_health:
 * @connection: a connection as the API tells it
 * @error: return location for a WAREHOUSE error
 *
 * A connection that the API gives no status for, or none but that it does not know yet, passes: of the
 * words only "healthy" is documented (FACTS 4).
 *
 * Returns: whether mParticle reaches the warehouse through it, as far as is known
 */
gboolean
sluice_connection_check_health (JsonObject *connection, GError **error)
{
  static const char *const fine[] = { "healthy", "unknown", "pending", "", NULL };
  g_autofree char *status = sluice_json_dup_text (connection, "status");
  g_autofree char *lower = status != NULL ? g_ascii_strdown (status, -1) : g_strdup ("");
  g_autofree char *id = sluice_json_dup_text (connection, "id");
  g_autofree char *reasons = NULL;

  if (g_strv_contains (fine, lower))
    return TRUE;
  reasons = join_errors (sluice_json_get_array (connection, "errors"));
  if (*reasons != '\0')
    g_propagate_error (
        error, sluice_api_error_new (SLUICE_API_ERROR_WAREHOUSE, NULL,
                                     /* Translators: a connection's id, its status, the reasons */
                                     _ ("Connection “%s” is %s: %s"), id, status, reasons));
  else
    g_propagate_error (error, sluice_api_error_new (SLUICE_API_ERROR_WAREHOUSE, NULL,
                                                    _ ("Connection “%s” is %s."), id, status));
  return FALSE;
}
