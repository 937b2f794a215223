/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "audience/sluice-criterion.h"

G_BEGIN_DECLS

/* What kind of value an attribute has, as far as a query, a pipeline or its name tells. */

gboolean sluice_attribute_type_of_word (const char *word, SluiceValueType *type);
gboolean sluice_attribute_type_of_expression (const char *expression, SluiceValueType *type);
SluiceValueType sluice_attribute_type_of_name (const char *name);
const char *sluice_attribute_type_get_label (SluiceValueType type);

G_END_DECLS
