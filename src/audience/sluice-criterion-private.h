/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "audience/sluice-criterion.h"

G_BEGIN_DECLS

struct _SluiceCriterion
{
  GObject parent_instance;

  SluiceCriterionKind kind;
  gboolean any;
  char *subject;
  char *relation; /* a word of the schema */
  char *value;
  SluiceValueType value_type;
  int count;
  int days;
  JsonNode *other; /* (nullable): the condition of an OTHER */
  GListStore *children;
};

G_END_DECLS
