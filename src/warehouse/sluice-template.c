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

static gboolean
fail_template (GError **error, const char *name, const char *what)
{
  g_set_error (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_UNKNOWN, "%s: %s", name, what);
  return FALSE;
}

/* A template, read once: a list of these, each with what stands in its section. */
typedef struct
{
  char sign;
  char *name;
  SluiceQuoteFunc *roles;
  const char *text;
  gsize length;
  GPtrArray *children;
} Node;

#define PLAIN 't'

static void
node_free (Node *node)
{
  g_free (node->name);
  g_free (node->roles);
  g_clear_pointer (&node->children, g_ptr_array_unref);
  g_free (node);
}

static Node *
add_node (GPtrArray *nodes, char sign)
{
  Node *node = g_new0 (Node, 1);

  node->sign = sign;
  g_ptr_array_add (nodes, node);
  return node;
}

static GPtrArray *
new_nodes (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) node_free);
}

static void
add_plain (GPtrArray *nodes, const char *from, const char *to)
{
  Node *node;

  if (from == to)
    return;
  node = add_node (nodes, PLAIN);
  node->text = from;
  node->length = to - from;
}

static gboolean
add_value (GPtrArray *nodes, const Mark *mark, GError **error)
{
  guint n_roles = g_strv_length (mark->roles) - 1;
  Node *node = add_node (nodes, '\0');

  if (n_roles == 0)
    return fail_template (error, mark->name, _ ("the template does not say how to write it"));
  node->name = g_strdup (mark->name);
  node->roles = g_new0 (SluiceQuoteFunc, n_roles + 1);
  for (guint i = 0; i < n_roles; i++)
    {
      node->roles[i] = sluice_quote_find (mark->roles[i + 1]);
      if (node->roles[i] == NULL)
        return fail_template (error, mark->roles[i + 1],
                              _ ("the template asks for a role that does not exist"));
    }
  return TRUE;
}

/* Reads up to the end of the section named, or of the text; moves at behind it. */
static GPtrArray *
parse (const char *begin, const char **at, const char *end, const char *section, GError **error)
{
  g_autoptr (GPtrArray) nodes = new_nodes ();
  g_auto (Mark) mark = { 0 };

  while (next_mark (begin, *at, end, &mark))
    {
      add_plain (nodes, *at, mark.from);
      *at = mark.to;
      if (mark.sign == '/' && g_strcmp0 (mark.name, section) == 0)
        return g_steal_pointer (&nodes);
      if (mark.sign == '\0' && !add_value (nodes, &mark, error))
        return NULL;
      if (mark.sign == '#' || mark.sign == '^')
        {
          Node *node = add_node (nodes, mark.sign);

          node->name = g_strdup (mark.name);
          node->children = parse (begin, at, end, mark.name, error);
          if (node->children == NULL)
            return NULL;
        }
      if (mark.sign == '/')
        break;
    }
  if (section != NULL || mark.sign == '/')
    {
      fail_template (error, section != NULL ? section : mark.name,
                     _ ("the template's sections do not match"));
      return NULL;
    }
  add_plain (nodes, *at, end);
  return g_steal_pointer (&nodes);
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
quote_chain (const SluiceQuoting *quoting,
             const SluiceQuoteFunc *roles,
             char **parts,
             GString *out,
             GError **error)
{
  g_autoptr (GString) inner = NULL;

  if (roles[1] == NULL)
    return quote_parts (quoting, roles[0], parts, out, error);
  inner = g_string_new (NULL);
  if (!quote_parts (quoting, roles[0], parts, inner, error))
    return FALSE;
  for (roles++; roles[1] != NULL; roles++)
    {
      g_autofree char *text = g_strdup (inner->str);

      g_string_truncate (inner, 0);
      if (!roles[0](quoting, text, inner, error))
        return FALSE;
    }
  return roles[0](quoting, inner->str, out, error);
}

/* The slot of a name, unless its value cannot be used. */
static const SluiceSlot *
find_slot (const SluiceScope *scope, const char *name, GError **error)
{
  const SluiceSlot *slot = sluice_scope_lookup (scope, name);

  if (slot == NULL)
    {
      fail_template (error, name, _ ("the template uses a name that does not exist"));
      return NULL;
    }
  if (slot->error != NULL)
    {
      g_propagate_error (error, g_error_copy (slot->error));
      return NULL;
    }
  return slot;
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
write_value (const Node *node,
             const SluiceScope *scope,
             const SluiceQuoting *quoting,
             GString *out,
             GError **error)
{
  const SluiceSlot *slot = find_slot (scope, node->name, error);

  if (slot == NULL)
    return FALSE;
  if (slot->parts == NULL)
    {
      g_set_error (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_MISSING,
                   _ ("%s: This value is missing. Fill it in."), slot->key);
      return FALSE;
    }
  if (!quote_chain (quoting, node->roles, slot->parts, out, error))
    {
      g_prefix_error (error, "%s: ", find_culprit (scope, slot));
      return FALSE;
    }
  return TRUE;
}

static gboolean write_nodes (const GPtrArray *nodes,
                             const SluiceScope *scope,
                             const SluiceQuoting *quoting,
                             GString *out,
                             GError **error);

static gboolean
write_section (const Node *node,
               const SluiceScope *scope,
               const SluiceQuoting *quoting,
               GString *out,
               GError **error)
{
  const SluiceSlot *slot = find_slot (scope, node->name, error);

  if (slot == NULL)
    return FALSE;
  if (node->sign == '^' || slot->items == NULL)
    return slot->flag == (node->sign == '^') ||
           write_nodes (node->children, scope, quoting, out, error);
  for (guint i = 0; i < slot->items->len; i++)
    if (!write_nodes (node->children, g_ptr_array_index (slot->items, i), quoting, out, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_nodes (const GPtrArray *nodes,
             const SluiceScope *scope,
             const SluiceQuoting *quoting,
             GString *out,
             GError **error)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      const Node *node = g_ptr_array_index (nodes, i);

      if (node->sign == PLAIN)
        g_string_append_len (out, node->text, node->length);
      else if (node->sign == '\0' ? !write_value (node, scope, quoting, out, error)
                                  : !write_section (node, scope, quoting, out, error))
        return FALSE;
    }
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
  const char *at = text;
  g_autoptr (GPtrArray) nodes = parse (text, &at, text + strlen (text), NULL, error);

  return nodes != NULL && write_nodes (nodes, scope, quoting, out, error);
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
