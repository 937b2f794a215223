/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "audience/sluice-criterion.h"

G_BEGIN_DECLS

struct _SluiceCriterion
{
  GObject parent_instance;

  SluiceCriterionKind kind;
  gboolean any;
  gboolean written; /* a definition had this group: it stays, even around a lone condition */
  char *subject;
  char *relation; /* a word of the schema */
  char *value;
  SluiceValueType value_type;
  char *unit;
  int count;
  SluiceWindow window;
  int length;
  char *version;   /* (nullable): of the definition that it was read from */
  JsonNode *other; /* (nullable): the condition of an OTHER */
  GListStore *children;
};

SluiceCriterion *sluice_criterion_new_from_expression (JsonNode *expression);
JsonNode *sluice_criterion_to_expression (SluiceCriterion *self);

G_END_DECLS
