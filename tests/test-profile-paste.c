/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib.h>

#include "store/sluice-profile-paste.h"

static void
check (const char *text,
       const char *pod,
       const char *org,
       const char *account,
       const char *workspace)
{
  g_autoptr (SluiceProfilePaste) paste = sluice_profile_paste_parse (text);

  g_assert_cmpstr (paste->pod, ==, pod);
  g_assert_cmpstr (paste->org_id, ==, org);
  g_assert_cmpstr (paste->account_id, ==, account);
  g_assert_cmpstr (paste->workspace_id, ==, workspace);
}

static void
test_page_source (void)
{
  check ("<script>var x={\"orgId\":123,\"accountId\":4567,\"workspaceId\":89012}</script>", NULL,
         "123", "4567", "89012");
  check ("{\\\"orgId\\\":\\\"1\\\",\\\"accountId\\\":\\\"2\\\"}", NULL, "1", "2", NULL);
  check ("“orgId”: 77", NULL, "77", NULL, NULL);
}

static void
test_address (void)
{
  check ("https://app.us2.mparticle.com/x?accountId=5678&workspaceId=9012", "us2", NULL, "5678",
         "9012");
  check ("https://app.mparticle.com/platform/v2/workspaces/9012/connections", "us1", NULL, NULL,
         "9012");
  check ("https://app.EU1.mparticle.com", "eu1", NULL, NULL, NULL);
}

static void
test_notes (void)
{
  check ("Org ID: 1234\nAccount ID = 5678\nWorkspace-ID:9012\npod: AU1", "au1", "1234", "5678",
         "9012");
}

static void
test_first_wins (void)
{
  check ("orgId: 1, orgId: 2", NULL, "1", NULL, NULL);
}

static void
test_nothing (void)
{
  check ("", NULL, NULL, NULL, NULL);
  check ("orgId: none, accountId:\"x1\", myorgid:3", NULL, NULL, NULL, NULL);
  check ("\xff\xfe orgId:5 \xc0", NULL, "5", NULL, NULL);
}

static void
test_large (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 200000; i++)
    g_string_append (text, "accountId ");
  g_string_append (text, "accountId:42");
  check (text->str, NULL, NULL, "42", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile-paste/page-source", test_page_source);
  g_test_add_func ("/profile-paste/address", test_address);
  g_test_add_func ("/profile-paste/notes", test_notes);
  g_test_add_func ("/profile-paste/first-wins", test_first_wins);
  g_test_add_func ("/profile-paste/nothing", test_nothing);
  g_test_add_func ("/profile-paste/large", test_large);
  return g_test_run ();
}
