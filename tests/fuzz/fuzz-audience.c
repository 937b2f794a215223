/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audience/sluice-audience-file.h"
#include "audience/sluice-criterion.h"
#include "audience/sluice-definition-place.h"
#include "audience/sluice-definition.h"
#include "sluice-json.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Each problem of a document has its place in the text. */
static void
find_places (const char *text, JsonNode *root)
{
  g_autoptr (GPtrArray) problems = sluice_definition_validate (root);

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const SluiceDefinitionProblem *problem = g_ptr_array_index (problems, i);
      guint start = 0;
      guint end = 0;

      if (!sluice_definition_find_place (text, problem->pointer, &start, &end) || start > end ||
          end > g_utf8_strlen (text, -1))
        g_error ("A problem without a place");
    }
}

/* Whatever a file of an audience holds, it is refused with a reason, or its definition is the same after it
 * went through the form, and can be told in words. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *name = NULL;
  g_autofree char *words = NULL;
  g_autoptr (JsonNode) root = sluice_json_parse (text, -1, NULL);
  g_autoptr (JsonNode) definition = NULL;
  g_autoptr (JsonNode) again = NULL;
  g_autoptr (SluiceCriterion) form = NULL;
  g_autoptr (GError) error = NULL;

  if (root != NULL)
    find_places (text, root);
  if (!sluice_audience_file_read (text, -1, &name, &definition, &error))
    {
      if (error == NULL || *error->message == '\0')
        g_error ("A refusal without a reason");
      return 0;
    }
  form = sluice_criterion_new_from_definition (definition);
  again = sluice_criterion_to_definition (form);
  if (!sluice_json_equal (definition, again))
    g_error ("The form changes what it shows");
  words = sluice_definition_describe (definition, NULL, NULL);
  if (words == NULL || *words == '\0')
    g_error ("A definition without words");
  return 0;
}
