/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-activity.h"
#include "api/sluice-body.h"
#include "api/sluice-reply.h"

G_BEGIN_DECLS

void sluice_call_log_add (SluiceActivity *activity,
                          const SluiceReplyCall *call,
                          SluiceBody *body,
                          SluiceReply *reply,
                          const GError *error,
                          gint64 started,
                          guint attempt);

G_END_DECLS
