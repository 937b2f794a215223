/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SluiceWork:
 * @data: what it is done on; nobody else touches it until the work is done
 *
 * Pure work: no translations, no settings, no signals.
 */
typedef void (*SluiceWork) (gpointer data);

void sluice_worker_run_async (SluiceWork work,
                              gpointer data,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
void sluice_worker_run_finish (GAsyncResult *result);
void sluice_worker_drop (gpointer data, GDestroyNotify destroy);

G_END_DECLS
