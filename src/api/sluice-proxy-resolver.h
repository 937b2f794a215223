/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_PROXY_RESOLVER (sluice_proxy_resolver_get_type ())

/**
 * SluiceProxyResolver:
 *
 * The system's proxy settings, but for this machine's own addresses: those take plain HTTP, which
 * must not leave the machine (CONTRACT 1).
 */
G_DECLARE_FINAL_TYPE (SluiceProxyResolver, sluice_proxy_resolver, SLUICE, PROXY_RESOLVER, GObject)

GProxyResolver *sluice_proxy_resolver_new (void);

G_END_DECLS
