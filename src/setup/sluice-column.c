/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "setup/sluice-check-private.h"

struct _SluiceColumn
{
  GObject parent_instance;

  char *name;
  SluiceBecomes becomes;
  guint line;
  guint column;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_BECOMES,
  PROP_LINE,
  PROP_COLUMN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SluiceColumn, sluice_column, G_TYPE_OBJECT)

static void
sluice_column_finalize (GObject *object)
{
  SluiceColumn *self = SLUICE_COLUMN (object);

  g_free (self->name);

  G_OBJECT_CLASS (sluice_column_parent_class)->finalize (object);
}

static void
sluice_column_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceColumn *self = SLUICE_COLUMN (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_BECOMES:
      g_value_set_int (value, (int) self->becomes);
      break;
    case PROP_LINE:
      g_value_set_uint (value, self->line);
      break;
    case PROP_COLUMN:
      g_value_set_uint (value, self->column);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_column_class_init (SluiceColumnClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = sluice_column_finalize;
  object_class->get_property = sluice_column_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_BECOMES] =
      g_param_spec_int ("becomes", NULL, NULL, 0, SLUICE_BECOMES_IGNORED, 0, flags);
  properties[PROP_LINE] = g_param_spec_uint ("line", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_COLUMN] = g_param_spec_uint ("column", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sluice_column_init (SluiceColumn *self)
{
}

/**
 * sluice_column_new:
 * @name: the column's name, as written in the query
 * @becomes: what mParticle makes of it
 * @line: where its name stands in the query, from 1
 * @column: the same, in characters from 1
 *
 * Returns: (transfer full): a new column
 */
SluiceColumn *
sluice_column_new (const char *name, SluiceBecomes becomes, guint line, guint column)
{
  SluiceColumn *self = g_object_new (SLUICE_TYPE_COLUMN, NULL);

  self->name = g_strdup (name);
  self->becomes = becomes;
  self->line = line;
  self->column = column;
  return self;
}

/**
 * sluice_column_get_name:
 * @self: a column
 *
 * Returns: (transfer none): its name, as written in the query
 */
const char *
sluice_column_get_name (SluiceColumn *self)
{
  g_return_val_if_fail (SLUICE_IS_COLUMN (self), NULL);

  return self->name;
}

/**
 * sluice_column_get_becomes:
 * @self: a column
 *
 * Returns: what mParticle makes of it
 */
SluiceBecomes
sluice_column_get_becomes (SluiceColumn *self)
{
  g_return_val_if_fail (SLUICE_IS_COLUMN (self), SLUICE_BECOMES_ATTRIBUTE);

  return self->becomes;
}

/**
 * sluice_becomes_to_string:
 * @becomes: what mParticle makes of a column
 *
 * Returns: (transfer none): the word for machines (CONTRACT 8)
 */
const char *
sluice_becomes_to_string (SluiceBecomes becomes)
{
  static const char *const words[] = { "identity", "attribute", "iterator", "mapped", "ignored" };

  g_return_val_if_fail (becomes < G_N_ELEMENTS (words), NULL);

  return words[becomes];
}
