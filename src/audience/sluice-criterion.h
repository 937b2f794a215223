/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SluiceCriterionKind:
 * @SLUICE_CRITERION_GROUP: others together, all or any of them
 * @SLUICE_CRITERION_ATTRIBUTE: a user attribute against a value, or a question about it alone
 * @SLUICE_CRITERION_EVENTS: how often an event happened in a window of time
 * @SLUICE_CRITERION_MEMBERSHIP: being in another audience, or not
 * @SLUICE_CRITERION_OTHER: a condition that the form cannot show; kept as it is
 */
typedef enum
{
  SLUICE_CRITERION_GROUP,
  SLUICE_CRITERION_ATTRIBUTE,
  SLUICE_CRITERION_EVENTS,
  SLUICE_CRITERION_MEMBERSHIP,
  SLUICE_CRITERION_OTHER,
} SluiceCriterionKind;

/**
 * SluiceValueType:
 *
 * @SLUICE_VALUE_TEXT: a text
 * @SLUICE_VALUE_NUMBER: a number
 * @SLUICE_VALUE_BOOLEAN: yes or no
 * @SLUICE_VALUE_DATE: a date, as 2026-01-31
 * @SLUICE_VALUE_AGO: so many units before the moment of looking
 * @SLUICE_VALUE_AHEAD: so many units after it
 *
 * What an attribute is compared with.
 */
typedef enum
{
  SLUICE_VALUE_TEXT,
  SLUICE_VALUE_NUMBER,
  SLUICE_VALUE_BOOLEAN,
  SLUICE_VALUE_DATE,
  SLUICE_VALUE_AGO,
  SLUICE_VALUE_AHEAD,
} SluiceValueType;

/**
 * SluiceWindow:
 * @SLUICE_WINDOW_EVER: at any time
 * @SLUICE_WINDOW_LAST: in the last length units
 * @SLUICE_WINDOW_SINCE: since the date that is the value
 *
 * When events count.
 */
typedef enum
{
  SLUICE_WINDOW_EVER,
  SLUICE_WINDOW_LAST,
  SLUICE_WINDOW_SINCE,
} SluiceWindow;

#define SLUICE_TYPE_CRITERION (sluice_criterion_get_type ())

/**
 * SluiceCriterion:
 *
 * A node of the tree that the builder's form edits. Properties, all readable and writable: any
 * (boolean, of a group), subject (string: attribute, event or audience id), operator (string, a word
 * of the schema), value (string), value-type (int), unit (string, a word of the schema, of a value in
 * units or a window), and of events count, window and length (int). Emits ::changed whenever it or one
 * below it does.
 */
G_DECLARE_FINAL_TYPE (SluiceCriterion, sluice_criterion, SLUICE, CRITERION, GObject)

SluiceCriterion *sluice_criterion_new (SluiceCriterionKind kind);
SluiceCriterion *sluice_criterion_new_from_definition (JsonNode *root);
JsonNode *sluice_criterion_to_definition (SluiceCriterion *self);

SluiceCriterionKind sluice_criterion_get_kind (SluiceCriterion *self);
GListModel *sluice_criterion_get_children (SluiceCriterion *self);
void sluice_criterion_add (SluiceCriterion *self, SluiceCriterion *child);
void sluice_criterion_remove (SluiceCriterion *self, SluiceCriterion *child);
gboolean sluice_criterion_is_complete (SluiceCriterion *self);
const char *sluice_criterion_find_problem (SluiceCriterion *self);

G_END_DECLS
