/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-retry.h"

#include "api/sluice-api-error-private.h"

/* How long until the server wants to be asked again, in milliseconds; 0 where it does not say. */
static gint64
asked_wait (const GError *error)
{
  gint64 until = sluice_api_error_get_until (error);

  return until != 0 ? MAX ((until - g_get_real_time () + 999) / 1000, 1) : 0;
}

/**
 * sluice_retry_is_allowed:
 * @method: the request's method; "TOKEN" for a token request, which makes nothing
 * @error: how it failed
 * @retries: how often it was repeated already
 *
 * The rule of CONTRACT 5: GET, PUT and DELETE on what passes; POST only where the server refused it
 * and said when to come again.
 *
 * Returns: whether to send it again after sluice_retry_get_delay()
 */
gboolean
sluice_retry_is_allowed (const char *method, const GError *error, guint retries)
{
  SluiceApiErrorPrivate *priv = sluice_api_error_peek (error);

  if (priv == NULL || !priv->transient || retries >= SLUICE_RETRY_MOST)
    return FALSE;
  if (asked_wait (error) > SLUICE_RETRY_MAX_WAIT_MS)
    return FALSE;
  if (g_str_equal (method, "POST"))
    return priv->status == 429 && asked_wait (error) > 0;
  return TRUE;
}

/**
 * sluice_retry_get_delay:
 * @error: how the request failed
 * @retries: how often it was repeated already
 * @base: the first step in milliseconds
 *
 * Returns: how long to wait, in milliseconds: what the server asked for, else a random part (full
 *   jitter) of a step that doubles each time
 */
guint
sluice_retry_get_delay (const GError *error, guint retries, guint base)
{
  gint64 asked = asked_wait (error);
  guint step = MIN (base << MIN (retries, 10), SLUICE_RETRY_MAX_WAIT_MS);

  if (asked > 0)
    return (guint) MIN (asked, SLUICE_RETRY_MAX_WAIT_MS);
  return (guint) g_random_int_range (0, (gint32) step + 1);
}

static gboolean
on_wait_over_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_get_completed (task))
    g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

/**
 * sluice_retry_wait_async:
 * @milliseconds: how long
 * @cancellable: (nullable): a cancellable
 * @callback: called when the time is over, or @cancellable is cancelled
 * @user_data: for @callback
 */
void
sluice_retry_wait_async (guint milliseconds,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GSource) timer = g_timeout_source_new (milliseconds);

  g_task_set_source_tag (task, sluice_retry_wait_async);
  g_task_set_check_cancellable (task, FALSE);
  g_source_set_callback (timer, on_wait_over_cb, task, g_object_unref);
  if (cancellable != NULL)
    {
      g_autoptr (GSource) watch = g_cancellable_source_new (cancellable);

      /* A child source wakes its parent and goes with it. */
      g_source_set_dummy_callback (watch);
      g_source_add_child_source (timer, watch);
    }
  g_source_attach (timer, g_main_context_get_thread_default ());
}

/**
 * sluice_retry_wait_finish:
 * @result: the result
 * @error: return location for a CANCELLED error
 *
 * Returns: whether the time went by
 */
gboolean
sluice_retry_wait_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      g_propagate_error (error, sluice_api_error_new_cancelled ());
      return FALSE;
    }
  return g_task_propagate_boolean (G_TASK (result), error);
}
