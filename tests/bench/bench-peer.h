/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "api/sluice-session.h"

G_BEGIN_DECLS

/* The sandbox as users start it, in a process of its own, with pipelines that run on demand; and the barest loop
 * that can ask it the same things. */

typedef struct _BenchPeer BenchPeer;

BenchPeer *bench_peer_start (const char *program, guint n_pipelines, const char *speed);
void bench_peer_stop (BenchPeer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchPeer, bench_peer_stop)

SluiceSession *bench_peer_open_session (BenchPeer *self, SluiceStore *store);
char *bench_peer_dup_report (guint pipeline);

/* Gives each of so many pipelines a run; back when all of them are over. */
void bench_peer_run_all (BenchPeer *self, guint n_pipelines);

/* GETs each path, so many at once, and throws the replies away. */
void bench_peer_get_all (BenchPeer *self, char **paths, guint at_once);

G_END_DECLS
