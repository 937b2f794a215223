/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "interop/sluice-postman-scope.h"

#include <glib/gi18n.h>
#include <string.h>

#include "secrets/sluice-secret.h"

/* A variable may refer to another, and that to a third; more is a circle or a mistake. */
#define MAX_REFERENCES 16
/* Nobody writes a value this long; references that double each other would. */
#define MAX_VALUE_LENGTH (1024 * 1024)

struct _SluicePostmanScope
{
  GPtrArray *files;     /* (element-type SluicePostmanFile) */
  GHashTable *counting; /* name -> the SluicePostmanVariable that counts */
  GHashTable *referred; /* names that a value in use refers to */
  GPtrArray *met;       /* (element-type utf8) those that the text at hand refers to */
};

static gboolean
is_usable (const SluicePostmanVariable *variable)
{
  return !variable->disabled && !sluice_postman_is_placeholder (variable->value);
}

/* An unusable line never hides a usable one: a forked environment still holds "replace_me" where the
 * collection has the value. */
static void
add_file (SluicePostmanScope *self, const SluicePostmanFile *file)
{
  g_autoptr (GHashTable) own = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer name, variable;

  for (guint i = 0; i < file->variables->len; i++)
    {
      SluicePostmanVariable *line = g_ptr_array_index (file->variables, i);

      if (is_usable (line))
        g_hash_table_replace (own, line->name, line);
    }
  g_hash_table_iter_init (&iter, own);
  while (g_hash_table_iter_next (&iter, &name, &variable))
    if (!g_hash_table_contains (self->counting, name))
      g_hash_table_insert (self->counting, name, variable);
}

/**
 * sluice_postman_scope_new:
 * @files: (element-type SluicePostmanFile): the files
 *
 * Returns: (transfer full): their variables in one scope
 */
SluicePostmanScope *
sluice_postman_scope_new (GPtrArray *files)
{
  SluicePostmanScope *self = g_new0 (SluicePostmanScope, 1);

  self->files = g_ptr_array_ref (files);
  self->counting = g_hash_table_new (g_str_hash, g_str_equal);
  self->referred = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->met = g_ptr_array_new_with_free_func (g_free);
  for (int kind = SLUICE_POSTMAN_ENVIRONMENT; kind <= SLUICE_POSTMAN_GLOBALS; kind++)
    for (guint i = 0; i < files->len; i++)
      {
        const SluicePostmanFile *file = g_ptr_array_index (files, i);

        if ((int) file->kind == kind)
          add_file (self, file);
      }
  return self;
}

/**
 * sluice_postman_scope_free:
 * @self: (transfer full): a scope
 */
void
sluice_postman_scope_free (SluicePostmanScope *self)
{
  g_ptr_array_unref (self->files);
  g_hash_table_unref (self->counting);
  g_hash_table_unref (self->referred);
  g_ptr_array_unref (self->met);
  g_free (self);
}

static gboolean
refuse_reference (const char *name, gboolean known, char **reason)
{
  if (known)
    *reason = g_strdup_printf (_ ("It refers to “%s”, which leads back to itself."), name);
  else
    *reason = g_strdup_printf (_ ("It refers to “%s”, which has no value in these files."), name);
  return FALSE;
}

/* Our own exports fill a value in as JSON under its name with this behind it; what is meant is the value. */
#define AS_JSON "_JSON"

static const SluicePostmanVariable *
find_variable (SluicePostmanScope *self, char *name)
{
  const SluicePostmanVariable *variable = g_hash_table_lookup (self->counting, name);

  if (variable == NULL && g_str_has_suffix (name, AS_JSON))
    {
      name[strlen (name) - strlen (AS_JSON)] = '\0';
      variable = g_hash_table_lookup (self->counting, name);
    }
  return variable;
}

static gboolean
append_resolved (SluicePostmanScope *self,
                 const char *text,
                 guint depth,
                 GString *to,
                 char **reason)
{
  for (;;)
    {
      const char *open = strstr (text, "{{");
      const char *close = open != NULL ? strstr (open + 2, "}}") : NULL;
      g_autofree char *name = NULL;
      const SluicePostmanVariable *variable;

      if (close == NULL)
        break;
      g_string_append_len (to, text, open - text);
      name = g_strstrip (g_strndup (open + 2, close - open - 2));
      variable = find_variable (self, name);
      if (variable == NULL || depth >= MAX_REFERENCES || to->len > MAX_VALUE_LENGTH)
        return refuse_reference (name, variable != NULL, reason);
      g_ptr_array_add (self->met, g_strdup (name));
      if (!append_resolved (self, variable->value, depth + 1, to, reason))
        return FALSE;
      text = close + 2;
    }
  g_string_append (to, text);
  return TRUE;
}

/**
 * sluice_postman_scope_resolve:
 * @self: a scope
 * @text: a text that may refer to variables as {{NAME}}
 * @reason: (out): why it cannot be resolved, translated
 *
 * Returns: (transfer full) (nullable): the text with all references replaced
 */
char *
sluice_postman_scope_resolve (SluicePostmanScope *self, const char *text, char **reason)
{
  GString *resolved = g_string_new (NULL);

  g_ptr_array_set_size (self->met, 0);
  if (append_resolved (self, text, 0, resolved, reason))
    {
      for (guint i = 0; i < self->met->len; i++)
        g_hash_table_add (self->referred, g_strdup (g_ptr_array_index (self->met, i)));
      return g_string_free (resolved, FALSE);
    }
  sluice_secret_wipe_memory (resolved->str, resolved->len);
  g_string_free (resolved, TRUE);
  return NULL;
}

/**
 * sluice_postman_scope_look_up:
 * @self: a scope
 * @name: a variable's name
 * @reason: (out) (nullable): why its value cannot be used, translated; %NULL where there is no such
 *   variable with a value
 *
 * Returns: (transfer full) (nullable): its value, resolved
 */
char *
sluice_postman_scope_look_up (SluicePostmanScope *self, const char *name, char **reason)
{
  const SluicePostmanVariable *variable = g_hash_table_lookup (self->counting, name);

  return variable != NULL ? sluice_postman_scope_resolve (self, variable->value, reason) : NULL;
}

static const char *
judge_line (SluicePostmanScope *self, const SluicePostmanVariable *variable)
{
  if (variable->disabled)
    return _ ("It is disabled.");
  if (g_ascii_strcasecmp (variable->value, "replace_me") == 0)
    return _ ("It still says “replace_me”.");
  if (sluice_postman_is_placeholder (variable->value))
    return _ ("It is empty.");
  if (g_hash_table_lookup (self->counting, variable->name) != variable)
    return _ ("The same name stands in a place that counts more.");
  return NULL;
}

/**
 * sluice_postman_scope_foreach:
 * @self: a scope
 * @func: called for each variable of each file, in their order
 * @user_data: for @func
 */
void
sluice_postman_scope_foreach (SluicePostmanScope *self,
                              SluicePostmanScopeFunc func,
                              gpointer user_data)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      const SluicePostmanFile *file = g_ptr_array_index (self->files, i);

      for (guint j = 0; j < file->variables->len; j++)
        {
          const SluicePostmanVariable *variable = g_ptr_array_index (file->variables, j);

          func (file, variable, judge_line (self, variable), user_data);
        }
    }
}

/**
 * sluice_postman_scope_was_referred_to:
 * @self: a scope
 * @name: a variable's name
 *
 * Returns: whether a value that was looked up refers to it
 */
gboolean
sluice_postman_scope_was_referred_to (SluicePostmanScope *self, const char *name)
{
  return g_hash_table_contains (self->referred, name);
}
