/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GListModel *sluice_slow_list_new (GListModel *model);

G_END_DECLS
