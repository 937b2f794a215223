/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "api/sluice-session.h"
#include "audience/sluice-criterion.h"

G_BEGIN_DECLS

/**
 * SluiceOfferedAttribute:
 * @name: the attribute
 * @model: the name of the data model that loads it
 * @type: what its values are, or probably are
 * @is_certain: whether the query or a pipeline says so, rather than the name
 */
typedef struct
{
  char *name;
  char *model;
  SluiceValueType type;
  gboolean is_certain;
} SluiceOfferedAttribute;

#define SLUICE_TYPE_ATTRIBUTE_OFFER (sluice_attribute_offer_get_type ())

/**
 * SluiceAttributeOffer:
 *
 * The attributes that the data models of a workspace load, by their queries' output columns, those of the
 * preferred data model first. Emits ::changed when more is known.
 */
G_DECLARE_FINAL_TYPE (SluiceAttributeOffer,
                      sluice_attribute_offer,
                      SLUICE,
                      ATTRIBUTE_OFFER,
                      GObject)

SluiceAttributeOffer *sluice_attribute_offer_new (SluiceSession *session);
void sluice_attribute_offer_prefer (SluiceAttributeOffer *self, const char *data_model_id);
GPtrArray *sluice_attribute_offer_list (SluiceAttributeOffer *self);
const SluiceOfferedAttribute *sluice_attribute_offer_find (SluiceAttributeOffer *self,
                                                           const char *name);
char *sluice_offered_attribute_describe (const SluiceOfferedAttribute *attribute);
void sluice_attribute_offer_attach (SluiceAttributeOffer *self, GtkEntry *entry);

G_END_DECLS
