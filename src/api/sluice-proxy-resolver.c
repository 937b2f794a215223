/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-proxy-resolver.h"

#include "store/sluice-profile.h"

struct _SluiceProxyResolver
{
  GObject parent_instance;
};

static char **
no_proxy (void)
{
  static const char *const direct[] = { "direct://", NULL };

  return g_strdupv ((char **) direct);
}

static gboolean
sluice_proxy_resolver_is_supported (GProxyResolver *resolver)
{
  return TRUE;
}

static char **
sluice_proxy_resolver_lookup (GProxyResolver *resolver,
                              const char *uri,
                              GCancellable *cancellable,
                              GError **error)
{
  return sluice_profile_url_is_local (uri)
             ? no_proxy ()
             : g_proxy_resolver_lookup (g_proxy_resolver_get_default (), uri, cancellable, error);
}

static void
on_system_looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char **proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (source), result, &error);

  if (proxies != NULL)
    g_task_return_pointer (task, proxies, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

static void
sluice_proxy_resolver_lookup_async (GProxyResolver *resolver,
                                    const char *uri,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_set_source_tag (task, sluice_proxy_resolver_lookup_async);
  if (sluice_profile_url_is_local (uri))
    g_task_return_pointer (task, no_proxy (), (GDestroyNotify) g_strfreev);
  else
    g_proxy_resolver_lookup_async (g_proxy_resolver_get_default (), uri, cancellable,
                                   on_system_looked_up_cb, g_steal_pointer (&task));
}

static char **
sluice_proxy_resolver_lookup_finish (GProxyResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sluice_proxy_resolver_interface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = sluice_proxy_resolver_is_supported;
  iface->lookup = sluice_proxy_resolver_lookup;
  iface->lookup_async = sluice_proxy_resolver_lookup_async;
  iface->lookup_finish = sluice_proxy_resolver_lookup_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceProxyResolver,
                               sluice_proxy_resolver,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER,
                                                      sluice_proxy_resolver_interface_init))

static void
sluice_proxy_resolver_class_init (SluiceProxyResolverClass *klass)
{
}

static void
sluice_proxy_resolver_init (SluiceProxyResolver *self)
{
}

/**
 * sluice_proxy_resolver_new:
 *
 * Returns: (transfer full): a resolver that asks the system's
 */
GProxyResolver *
sluice_proxy_resolver_new (void)
{
  return g_object_new (SLUICE_TYPE_PROXY_RESOLVER, NULL);
}
