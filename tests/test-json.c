/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-json.h"

#include <string.h>

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = sluice_json_parse (text, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  return node;
}

static void
test_accepts (void)
{
  static const char *const good[] = {
    "{}",
    " [1, -2.5e+3, 0, 0.1, true, false, null] ",
    "\"\\u00e9\\n\\\"\"",
    "\xef\xbb\xbf{\"a\": {\"a\": []}}",
    "7",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (JsonNode) node = parse (good[i]);
    }
}

/* Megabytes of text are the same as a few bytes of it. */
static void
test_long_text (void)
{
  static const char *const tails[] = { "", "\\n\\u0065", "\xc3\xa9" };
  static const char *const meant[] = { "", "\ne", "\xc3\xa9" };
  g_autofree char *filling = g_strnfill (3 * 1024 * 1024, 'x');
  g_autoptr (GError) error = NULL;
  g_autofree char *open = g_strconcat ("[\"", filling, NULL);
  g_autofree char *control = g_strconcat ("[\"", filling, "\n\"]", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *text = g_strconcat ("{\"a\":\"", filling, tails[i], "\",\"b\":\"y\"}", NULL);
      g_autofree char *expected = g_strconcat (filling, meant[i], NULL);
      g_autoptr (JsonNode) node = parse (text);

      g_assert_cmpstr (sluice_json_get_string (json_node_get_object (node), "a"), ==, expected);
      g_assert_cmpstr (sluice_json_get_string (json_node_get_object (node), "b"), ==, "y");
    }
  g_assert_null (sluice_json_parse (open, -1, &error));
  g_assert_nonnull (strstr (error->message, "line 1, column 3145731: it ends within a text"));
  g_clear_error (&error);
  g_assert_null (sluice_json_parse (control, -1, &error));
  g_assert_nonnull (strstr (error->message, "a control character within a text"));
}

static void
test_refuses (void)
{
  static const struct
  {
    const char *text;
    SluiceJsonError code;
  } bad[] = {
    { "", SLUICE_JSON_ERROR_SYNTAX },
    { "{\"a\": 1", SLUICE_JSON_ERROR_SYNTAX },
    { "{\"a\": 1,}", SLUICE_JSON_ERROR_SYNTAX },
    { "{'a': 1}", SLUICE_JSON_ERROR_SYNTAX },
    { "[1] [2]", SLUICE_JSON_ERROR_SYNTAX },
    { "/* no */ {}", SLUICE_JSON_ERROR_SYNTAX },
    { "[01]", SLUICE_JSON_ERROR_SYNTAX },
    { "[\"\\x\"]", SLUICE_JSON_ERROR_SYNTAX },
    { "[\"a\nb\"]", SLUICE_JSON_ERROR_SYNTAX },
    { "nul", SLUICE_JSON_ERROR_SYNTAX },
    { "[-]", SLUICE_JSON_ERROR_SYNTAX },
    { "[1.]", SLUICE_JSON_ERROR_SYNTAX },
    { "[1e+]", SLUICE_JSON_ERROR_SYNTAX },
    { "[\"\\u12\"]", SLUICE_JSON_ERROR_SYNTAX },
    { "[\"\\", SLUICE_JSON_ERROR_SYNTAX },
    { "{\"a\" 1}", SLUICE_JSON_ERROR_SYNTAX },
    { "{\"a\": 1 \"b\": 2}", SLUICE_JSON_ERROR_SYNTAX },
    { "{\"a\": 1, \"a\": 2}", SLUICE_JSON_ERROR_DUPLICATE },
    { "{\"a\": 1, \"\\u0061\": 2}", SLUICE_JSON_ERROR_DUPLICATE },
    { "[\"\xff\"]", SLUICE_JSON_ERROR_ENCODING },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sluice_json_parse (bad[i].text, -1, &error));
      g_assert_error (error, SLUICE_JSON_ERROR, (int) bad[i].code);
    }
}

static void
test_depth (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; i < SLUICE_JSON_MAX_DEPTH; i++)
    g_string_append_c (deep, '[');
  for (guint i = 0; i < SLUICE_JSON_MAX_DEPTH; i++)
    g_string_append_c (deep, ']');
  node = parse (deep->str);
  g_string_prepend_c (deep, '[');
  g_string_append_c (deep, ']');
  g_assert_null (sluice_json_parse (deep->str, -1, &error));
  g_assert_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_DEPTH);
}

/* Small in a file, gigabytes as a tree. */
static void
test_size (void)
{
  g_autoptr (GString) wide = g_string_new ("[0");
  g_autoptr (GError) error = NULL;

  while (!sluice_json_exceeds (wide->str, wide->len, SLUICE_JSON_MAX_TREE))
    for (guint i = 0; i < 100000; i++)
      g_string_append (wide, ",0");
  g_string_append_c (wide, ']');
  g_assert_cmpuint (wide->len, <, 16 * 1024 * 1024);
  g_assert_null (sluice_json_parse (wide->str, -1, &error));
  g_assert_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_SIZE);
}

static void
test_is_open (void)
{
  static const char *const open[] = {
    "[", " {\"a\": 1", "[\"]", "[\"\\\"]", "{\"a\": [1]", "[tru"
  };
  static const char *const closed[] = { "", "  ", "<p>[", "\"a", "[1] [2", "{a}", "[\"a\\\\\"]" };

  for (guint i = 0; i < G_N_ELEMENTS (open); i++)
    g_assert_true (sluice_json_is_open (open[i], strlen (open[i])));
  for (guint i = 0; i < G_N_ELEMENTS (closed); i++)
    g_assert_false (sluice_json_is_open (closed[i], strlen (closed[i])));
  g_assert_false (sluice_json_is_open ("[1]", 0));
  g_assert_true (sluice_json_is_open ("[1]", 2));
}

static void
test_says_where (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sluice_json_parse ("{\n  \"ä\": ?\n}", -1, &error));
  g_assert_true (g_str_has_prefix (error->message, "line 2, column 8:"));
}

static void
test_reads_leniently (void)
{
  g_autoptr (JsonNode) node =
      parse ("{\"n\": \"12\", \"m\": 12, \"f\": 2.0, \"b\": \"true\", \"s\": \"x\", \"z\": null}");
  JsonObject *object = json_node_get_object (node);
  g_autofree char *id = sluice_json_dup_text (object, "m");
  gint64 number = 0;

  g_assert_true (sluice_json_get_int (object, "n", &number) && number == 12);
  g_assert_true (sluice_json_get_int (object, "f", &number) && number == 2);
  g_assert_false (sluice_json_get_int (object, "s", NULL));
  g_assert_cmpstr (id, ==, "12");
  g_assert_true (sluice_json_get_boolean (object, "b", FALSE));
  g_assert_null (sluice_json_get_string (object, "z"));
  g_assert_null (sluice_json_get_object (object, "s"));
  g_assert_null (sluice_json_get_array (NULL, "s"));
}

static void
test_pointer (void)
{
  g_autoptr (JsonNode) node = parse ("{\"a/b\": [{\"~\": 1}]}");
  g_autofree char *joined = sluice_json_pointer_join ("/a~1b/0", "~");
  JsonNode *found = sluice_json_pointer_get (node, joined);

  g_assert_cmpint (json_node_get_int (found), ==, 1);
  g_assert_null (sluice_json_pointer_get (node, "/a~1b/7"));
  g_assert_true (sluice_json_pointer_get (node, "") == node);
  json_node_unref (node);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, json_object_new ());
  g_assert_true (
      sluice_json_pointer_set (node, "/x/y", json_node_init_int (json_node_alloc (), 3)));
  g_assert_cmpint (json_node_get_int (sluice_json_pointer_get (node, "/x/y")), ==, 3);
  g_assert_true (sluice_json_pointer_set (node, "/x/y", NULL));
  g_assert_null (sluice_json_pointer_get (node, "/x/y"));
}

static void
test_equal (void)
{
  g_autoptr (JsonNode) a = parse ("{\"a\": 1, \"b\": [\"x\", null]}");
  g_autoptr (JsonNode) b = parse ("{\"b\": [\"x\", null], \"a\": \"1\"}");
  g_autoptr (JsonNode) c = parse ("{\"b\": [\"x\"], \"a\": \"1\"}");

  g_assert_true (sluice_json_equal (a, b));
  g_assert_false (sluice_json_equal (a, c));
}

static void
test_writes (void)
{
  static const char pretty[] =
      "{\n  \"z\": 0.7,\n  \"a\": [\n    1,\n    \"\\\"\\n\\u0001é\"\n  ],\n  \"e\": {}\n}";
  g_autoptr (JsonNode) node = parse (pretty);
  g_autofree char *text = sluice_json_to_text (node, TRUE);
  g_autofree char *line = sluice_json_to_text (node, FALSE);
  g_autoptr (JsonNode) again = parse (line);

  g_assert_cmpstr (text, ==, pretty);
  g_assert_true (sluice_json_equal (node, again));
}

/* A NUL must not cut a text short, and half a pair must not eat what follows. */
static void
test_unreadable_characters (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "[\"A\\u0000B\"]", "A\xef\xbf\xbd"
                         "B" },
    { "[\"\\ud800\", 1]", "\xef\xbf\xbd" },
    { "[\"\\udc00x\"]", "\xef\xbf\xbdx" },
    { "[\"\\ud83d\\ude00\"]", "\xf0\x9f\x98\x80" },
    { "[\"\\ud83d\\u0041\"]", "\xef\xbf\xbd"
                              "A" },
    { "[\"\\\\u0000\"]", "\\u0000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = parse (cases[i].text);

      g_assert_cmpstr (json_array_get_string_element (json_node_get_array (node), 0), ==,
                       cases[i].expected);
    }
}

static const char rich[] =
    "{\"a\": [1, -2, 0, -0.5, 1.5e3, 2E-2, 9223372036854775807, -9223372036854775808], \"\": {},"
    " \"b\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\": \"\\u20ac \xe2\x82\xac \\ud83d\\ude00\", \"c\": [[], "
    "[true]],"
    " \"d\": {\"e\": {\"f\": null, \"g\": false}}, \"plain\": \"text\"}";

/* Where both accept a document they read the same in it, with the same types. */
static void
test_reads_as_json_glib (void)
{
  g_autoptr (JsonNode) node = parse (rich);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, rich, -1, &error);
  g_assert_no_error (error);
  g_assert_true (json_node_equal (node, json_parser_get_root (parser)));
  g_assert_true (json_node_is_immutable (node));
}

static void
test_cut_short (void)
{
  for (gsize i = 0; i < strlen (rich); i++)
    {
      g_autofree char *start = g_memdup2 (rich, i);
      g_autoptr (GError) error = NULL;

      g_assert_null (sluice_json_parse (start != NULL ? start : "", (gssize) i, &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/unreadable-characters", test_unreadable_characters);
  g_test_add_func ("/json/reads-as-json-glib", test_reads_as_json_glib);
  g_test_add_func ("/json/cut-short", test_cut_short);
  g_test_add_func ("/json/accepts", test_accepts);
  g_test_add_func ("/json/long-text", test_long_text);
  g_test_add_func ("/json/refuses", test_refuses);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/size", test_size);
  g_test_add_func ("/json/is-open", test_is_open);
  g_test_add_func ("/json/says-where", test_says_where);
  g_test_add_func ("/json/reads-leniently", test_reads_leniently);
  g_test_add_func ("/json/pointer", test_pointer);
  g_test_add_func ("/json/equal", test_equal);
  g_test_add_func ("/json/writes", test_writes);
  return g_test_run ();
}
