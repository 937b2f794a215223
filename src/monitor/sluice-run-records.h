/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-run.h"
#include "store/sluice-run-history.h"

G_BEGIN_DECLS

/* Runs as the API tells them, in the store's form. */

GPtrArray *sluice_run_records_from_runs (GPtrArray *runs);

G_END_DECLS
