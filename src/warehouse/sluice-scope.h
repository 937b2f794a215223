/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluiceScope:
 *
 * The names a template may use: texts, names of several parts, lists and flags. A scope inside a list
 * sees its own names first, then those around it. Names are declared before they are set, so that a
 * misspelt one is an error and not an empty text.
 */
typedef struct _SluiceScope SluiceScope;

/**
 * SluiceTemplateName:
 * @name: as it stands in the template
 * @items: (nullable): for a list, the names inside it; "first" and "last" are always there
 */
typedef struct
{
  const char *name;
  const char *const *items;
} SluiceTemplateName;

/**
 * SluiceSlot:
 * @key: (nullable): whose value it is, for error messages
 * @parts: (nullable): one text, or the parts of a name
 * @items: (nullable) (element-type SluiceScope): a list
 * @flag: whether a section of this name is written
 * @error: (nullable): why the value cannot be used; a template that uses it fails with it
 */
typedef struct
{
  const char *key;
  char **parts;
  GPtrArray *items;
  gboolean flag;
  GError *error;
} SluiceSlot;

SluiceScope *sluice_scope_new (void);
void sluice_scope_free (SluiceScope *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceScope, sluice_scope_free)

void sluice_scope_declare (SluiceScope *self, const char *name);
void sluice_scope_set_text (SluiceScope *self, const char *name, const char *key, const char *text);
void sluice_scope_set_name (SluiceScope *self,
                            const char *name,
                            const char *key,
                            const char *const *parts);
void sluice_scope_set_flag (SluiceScope *self, const char *name, gboolean flag);
void sluice_scope_set_error (SluiceScope *self, const char *name, const GError *error);
SluiceScope *sluice_scope_add_item (SluiceScope *self, const char *name);

const char *sluice_scope_find_refused (const SluiceScope *self, const char *text);
const SluiceSlot *sluice_scope_lookup (const SluiceScope *self, const char *name);

G_END_DECLS
