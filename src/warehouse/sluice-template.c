/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-template.h"

#include <string.h>

#include <glib/gi18n.h>

#include "warehouse/sluice-warehouse.h"

/* A mark: what stands between two pairs of braces. from and to are its ends in the template. */
typedef struct
{
  char sign;
  char *name;
  char **roles;
  const char *from;
  const char *to;
} Mark;

static void
mark_clear (Mark *mark)
{
  g_clear_pointer (&mark->name, g_free);
  g_clear_pointer (&mark->roles, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Mark, mark_clear)

/* A section mark alone on its line takes the line with it. */
static void
widen_to_line (Mark *mark, const char *begin, const char *end)
{
  const char *from = mark->from;
  const char *to = mark->to;

  while (from > begin && (from[-1] == ' ' || from[-1] == '\t'))
    from--;
  while (to < end && (*to == ' ' || *to == '\t'))
    to++;
  if ((from == begin || from[-1] == '\n') && to < end && *to == '\n')
    {
      mark->from = from;
      mark->to = to + 1;
    }
}

static gboolean
next_mark (const char *begin, const char *at, const char *end, Mark *mark)
{
  const char *open = g_strstr_len (at, end - at, "{{");
  const char *close = open != NULL ? g_strstr_len (open, end - open, "}}") : NULL;
  g_autofree char *inside = NULL;
  const char *name;

  mark_clear (mark);
  if (close == NULL)
    return FALSE;

  inside = g_strndup (open + 2, close - open - 2);
  mark->sign = strchr ("#^/", *inside) != NULL ? *inside : '\0';
  name = mark->sign != '\0' ? inside + 1 : inside;
  mark->roles = g_strsplit (name, "|", -1);
  mark->name = g_strdup (mark->roles[0] != NULL ? mark->roles[0] : "");
  mark->from = open;
  mark->to = close + 2;
  if (mark->sign != '\0')
    widen_to_line (mark, begin, end);
  return TRUE;
}

/* Sections of one name do not nest in themselves, so the next end of that name is the right one. */
static gboolean
find_end (const char *begin, const char *end, const Mark *open, Mark *close)
{
  const char *at = open->to;

  while (next_mark (begin, at, end, close))
    {
      if (close->sign == '/' && g_str_equal (close->name, open->name))
        return TRUE;
      at = close->to;
    }
  return FALSE;
}

static gboolean
fail_template (GError **error, const char *name, const char *what)
{
  g_set_error (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_UNKNOWN, "%s: %s", name, what);
  return FALSE;
}

static gboolean
quote_parts (const SluiceQuoting *quoting,
             SluiceQuoteFunc quote,
             char **parts,
             GString *out,
             GError **error)
{
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, '.');
      if (!quote (quoting, parts[i], out, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
quote_chain (const SluiceQuoting *quoting, char **roles, char **parts, GString *out, GError **error)
{
  g_autofree char *written = NULL;

  for (guint i = 0; roles[i] != NULL; i++)
    {
      SluiceQuoteFunc quote = sluice_quote_find (roles[i]);
      g_autoptr (GString) next = g_string_new (NULL);

      if (quote == NULL)
        return fail_template (error, roles[i],
                              _ ("the template asks for a role that does not exist"));
      if (i == 0 ? !quote_parts (quoting, quote, parts, next, error)
                 : !quote (quoting, written, next, error))
        return FALSE;
      g_free (written);
      written = g_string_free (g_steal_pointer (&next), FALSE);
    }
  g_string_append (out, written);
  return TRUE;
}

/* A name of several parts is made of several fields: the one whose own value was refused is at fault. */
static const char *
find_culprit (const SluiceScope *scope, const SluiceSlot *slot)
{
  const char *key = NULL;

  for (guint i = 0; slot->parts[1] != NULL && slot->parts[i] != NULL && key == NULL; i++)
    key = sluice_scope_find_refused (scope, slot->parts[i]);
  return key != NULL ? key : slot->key;
}

static gboolean
write_value (const Mark *mark,
             const SluiceScope *scope,
             const SluiceQuoting *quoting,
             GString *out,
             GError **error)
{
  const SluiceSlot *slot = sluice_scope_lookup (scope, mark->name);

  if (slot == NULL || mark->roles[1] == NULL)
    return fail_template (error, mark->name, _ ("the template uses a name that does not exist"));
  if (slot->error != NULL)
    {
      g_propagate_error (error, g_error_copy (slot->error));
      return FALSE;
    }
  if (slot->parts == NULL)
    {
      g_set_error (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_MISSING,
                   _ ("%s: This value is missing. Fill it in."), slot->key);
      return FALSE;
    }
  if (!quote_chain (quoting, mark->roles + 1, slot->parts, out, error))
    {
      g_prefix_error (error, "%s: ", find_culprit (scope, slot));
      return FALSE;
    }
  return TRUE;
}

static gboolean render_range (const char *begin,
                              const char *end,
                              const SluiceScope *scope,
                              const SluiceQuoting *quoting,
                              GString *out,
                              GError **error);

static gboolean
write_section (const Mark *open,
               const char *body_end,
               const SluiceScope *scope,
               const SluiceQuoting *quoting,
               GString *out,
               GError **error)
{
  const SluiceSlot *slot = sluice_scope_lookup (scope, open->name);

  if (slot == NULL)
    return fail_template (error, open->name, _ ("the template uses a name that does not exist"));
  if (slot->error != NULL)
    {
      g_propagate_error (error, g_error_copy (slot->error));
      return FALSE;
    }
  if (open->sign == '^' || slot->items == NULL)
    return slot->flag == (open->sign == '^') ||
           render_range (open->to, body_end, scope, quoting, out, error);
  for (guint i = 0; i < slot->items->len; i++)
    if (!render_range (open->to, body_end, g_ptr_array_index (slot->items, i), quoting, out, error))
      return FALSE;
  return TRUE;
}

static gboolean
render_range (const char *begin,
              const char *end,
              const SluiceScope *scope,
              const SluiceQuoting *quoting,
              GString *out,
              GError **error)
{
  const char *at = begin;
  g_auto (Mark) mark = { 0 };
  g_auto (Mark) close = { 0 };

  while (next_mark (begin, at, end, &mark))
    {
      g_string_append_len (out, at, mark.from - at);
      at = mark.to;
      if (mark.sign == '\0')
        {
          if (!write_value (&mark, scope, quoting, out, error))
            return FALSE;
          continue;
        }
      if (mark.sign == '/' || !find_end (begin, end, &mark, &close))
        return fail_template (error, mark.name, _ ("the template's sections do not match"));
      if (!write_section (&mark, close.from, scope, quoting, out, error))
        return FALSE;
      at = close.to;
    }
  g_string_append_len (out, at, end - at);
  return TRUE;
}

/**
 * sluice_template_render:
 * @text: a template
 * @scope: what its names stand for
 * @quoting: how the warehouse writes
 * @out: where the text is added
 * @error: return location; its message begins with the key of the value at fault
 *
 * Returns: whether all of it could be written
 */
gboolean
sluice_template_render (const char *text,
                        const SluiceScope *scope,
                        const SluiceQuoting *quoting,
                        GString *out,
                        GError **error)
{
  return render_range (text, text + strlen (text), scope, quoting, out, error);
}

typedef struct
{
  const SluiceTemplateName *names;
  gsize n_names;
  GPtrArray *open;
  GPtrArray *problems;
} Check;

static const SluiceTemplateName *
find_declared (const Check *check, const char *name)
{
  for (gsize i = 0; i < check->n_names; i++)
    if (g_str_equal (check->names[i].name, name))
      return &check->names[i];
  return NULL;
}

static gboolean
is_known (const Check *check, const char *name)
{
  for (guint i = 0; i < check->open->len; i++)
    {
      const SluiceTemplateName *list = find_declared (check, g_ptr_array_index (check->open, i));

      if (list != NULL && list->items != NULL &&
          (g_str_equal (name, "first") || g_str_equal (name, "last") ||
           g_strv_contains (list->items, name)))
        return TRUE;
    }
  return find_declared (check, name) != NULL;
}

static void
add_problem (const Check *check, const Mark *mark, const char *what)
{
  g_ptr_array_add (check->problems, g_strdup_printf ("{{%s}}: %s", mark->name, what));
}

static void
check_section (const Check *check, const Mark *mark)
{
  guint last = check->open->len;

  if (mark->sign != '/')
    g_ptr_array_add (check->open, g_strdup (mark->name));
  else if (last == 0 || !g_str_equal (g_ptr_array_index (check->open, last - 1), mark->name))
    add_problem (check, mark, "ends a section that is not open");
  else
    g_ptr_array_set_size (check->open, last - 1);
}

static void
check_value (const Check *check, const Mark *mark)
{
  if (mark->roles[1] == NULL)
    add_problem (check, mark, "has no role");
  for (guint i = 1; mark->roles[i] != NULL; i++)
    if (sluice_quote_find (mark->roles[i]) == NULL)
      add_problem (check, mark, "has an unknown role");
}

/**
 * sluice_template_check:
 * @text: a template
 * @names: every name it may use
 * @n_names: their number
 * @problems: (element-type utf8): where each mistake is added, those in sections not written too
 *
 * For tests: finds undefined names and roles, and sections that do not match.
 */
void
sluice_template_check (const char *text,
                       const SluiceTemplateName *names,
                       gsize n_names,
                       GPtrArray *problems)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  const Check check = { names, n_names, open, problems };
  const char *end = text + strlen (text);
  g_auto (Mark) mark = { 0 };

  for (const char *at = text; next_mark (text, at, end, &mark); at = mark.to)
    {
      if (!is_known (&check, mark.name))
        add_problem (&check, &mark, "is not defined");
      if (mark.sign != '\0')
        check_section (&check, &mark);
      else
        check_value (&check, &mark);
    }
  if (open->len > 0)
    g_ptr_array_add (problems, g_strdup_printf ("{{#%s}}: never ends",
                                                (char *) g_ptr_array_index (open, open->len - 1)));
}
