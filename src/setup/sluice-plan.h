/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-session.h"
#include "setup/sluice-setup.h"
#include "setup/sluice-step.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_PLAN_UPDATE = 1 << 0,         /* overwrite what is there and not ours */
  SLUICE_PLAN_RESEND_SECRETS = 1 << 1, /* write the connection again with its secrets */
} SluicePlanFlags;

#define SLUICE_TYPE_PLAN (sluice_plan_get_type ())

/**
 * SluicePlan:
 *
 * A setup against what exists: a GListModel of #SluiceStep, in the order they must run. Reading only.
 */
G_DECLARE_FINAL_TYPE (SluicePlan, sluice_plan, SLUICE, PLAN, GObject)

void sluice_plan_make_async (SluiceSession *session,
                             SluiceSetup *setup,
                             SluicePlanFlags flags,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
SluicePlan *sluice_plan_make_finish (GAsyncResult *result, GError **error);

SluiceSetup *sluice_plan_get_setup (SluicePlan *self);
gboolean sluice_plan_has_conflict (SluicePlan *self);
/* Keys of the warehouse's secret fields that the steps to come will send; NULL-terminated. */
const char *const *sluice_plan_get_needed_secrets (SluicePlan *self);

G_END_DECLS
