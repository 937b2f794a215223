/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/help/sluice-help-topics.h"

#include <glib/gi18n.h>

/* In the order of the sidebar, then what belongs to no view. */
static const SluiceHelpTopic topics[] = {
  { .name = "welcome",
    .title = N_ ("First Steps"),
    .icon = "emoji-objects-symbolic",
    .about = N_ (
        "Sluice sets up and watches Warehouse Sync, by which mParticle reads rows from your "
        "warehouse. It works on a workspace: three numbers that say which one, and an API "
        "credential that lets Sluice in. The sandbox is a stand-in for mParticle on this computer, "
        "for looking around without an account."),
    .faults =
        {
            { N_ ("I do not know the three numbers"),
              N_ ("Open mParticle in your browser, let it show the source of the page (Ctrl+U), "
                  "copy all of it and paste it into the dialog. The numbers are picked out.") },
            { N_ ("The test says that the credential is refused"),
              N_ ("Compare the client ID. The client secret is shown once, when the credential is "
                  "made; if it is lost, make a new credential with the permissions Platform and "
                  "Admin.") },
            { N_ ("The test says that the account is not found"),
              N_ ("Compare the account ID, and whether the pod is the one of your account.") },
            { N_ ("Nobody answers"),
              N_ ("Check the network. Behind a proxy, check its settings in the system, too.") },
        },
    .next =
        {
            { N_ ("Add a workspace"), NULL, "win.add-workspace" },
            { N_ ("Import from Postman"), NULL, "win.import-postman" },
            { N_ ("Prepare the warehouse"), NULL, "win.show-view::warehouses" },
        } },
  { .name = "overview",
    .title = N_ ("Overview"),
    .icon = "user-home-symbolic",
    .about = N_ ("Whether all is well, at a glance: the pipelines by state, how many of those that "
                 "your contract allows are active, the last failures, and what runs next. It is "
                 "looked at again every few minutes."),
    .faults =
        {
            { N_ ("A pipeline is faulted"),
              N_ ("Click it: its page says why, in the words of mParticle, and what to do.") },
            { N_ ("The numbers look old"),
              N_ ("Press Ctrl+R to refresh them. If that fails, the page says why.") },
        },
    .next =
        {
            { N_ ("See all pipelines"), NULL, "win.show-view::pipelines" },
            { N_ ("Be told on the desktop"), NULL, "win.preferences" },
        } },
  { .name = "pipelines",
    .title = N_ ("Pipelines"),
    .icon = "sluice-pipeline-symbolic",
    .about = N_ (
        "A pipeline carries the rows of a query from your warehouse to mParticle, once or again "
        "and again. Each turn is a run. The list shows how each one stands; its page shows the "
        "runs, the errors and what they mean, and lets you run, pause, change or delete it."),
    .faults =
        {
            { N_ ("A new pipeline has no report"),
              N_ ("Nothing is wrong: the first one takes about a minute.") },
            { N_ ("A run failed"),
              N_ ("Open the pipeline. Below the error stands what to do, most often in the "
                  "connection: user, password, or the list of allowed addresses.") },
            { N_ ("A run found no rows"),
              N_ ("An incremental pipeline reads only rows whose iterator field moved on since the "
                  "last run. Check that your warehouse changes it with the row.") },
            { N_ ("It cannot be made active"),
              N_ ("Only so many pipelines may be active at once. Pause one of them, or write the "
                  "number of your contract in the preferences, under Limits.") },
        },
    .next =
        {
            { N_ ("Make a new pipeline"), NULL, "win.show-view::new-pipeline" },
            { N_ ("See what was sent and answered"), NULL, "win.show-view::activity" },
        } },
  { .name = "warehouses",
    .title = N_ ("Warehouses"),
    .icon = "sluice-warehouse-symbolic",
    .about = N_ (
        "Before mParticle can read, your warehouse must let it in. Fill in the form, and the files "
        "beside it are written while you type: what sets the access up, what verifies it, what "
        "takes it away again, and a list of every privilege with its reason for whoever reviews "
        "it. Sluice never runs them: an administrator of the warehouse does."),
    .faults =
        {
            { N_ ("A file is only a draft"),
              N_ ("The line above it names what is missing. Examples stand in its place until "
                  "then.") },
            { N_ ("The script asks for a password"),
              N_ ("No file holds one. Put it in where the placeholder stands, when you run the "
                  "script, or use Copy With Password for one copy.") },
            { N_ ("The script was refused"),
              N_ ("Run it with the role that its first lines name. It can be run again: what is "
                  "there already stays.") },
        },
    .next =
        {
            { N_ ("Make a pipeline with these values"), NULL, "win.show-view::new-pipeline" },
        } },
  { .name = "new-pipeline",
    .title = N_ ("New Pipeline"),
    .icon = "list-add-symbolic",
    .about = N_ (
        "Seven steps from the feed to the first run. You can go back and forth; everything is kept "
        "as a draft with each change. Nothing is sent before the last step, and the step before it "
        "shows all that will be."),
    .faults =
        {
            { N_ ("Next does not go on"),
              N_ ("The keyboard is in the field that needs something, and what that is stands "
                  "below it.") },
            { N_ ("The query has a finding"),
              N_ ("Put the pointer on the underlined words, or read the list below. Many findings "
                  "have a button that mends them.") },
            { N_ ("Something of that name is there already"),
              N_ ("The step says whether it is the same. Use the one that is there, or choose "
                  "another name.") },
            { N_ ("Creating it stopped half way"),
              N_ ("What was made is kept, and so is the draft. Mend what the step says and resume: "
                  "nothing is made twice. The main menu can undo it, too.") },
        },
    .next =
        {
            { N_ ("Watch the pipelines"), NULL, "win.show-view::pipelines" },
        } },
  { .name = "components",
    .title = N_ ("Components"),
    .icon = "view-grid-symbolic",
    .about = N_ (
        "What pipelines are made of. A connection tells mParticle how to reach your warehouse; a "
        "data model is the query; a feed is the input in mParticle that the rows arrive through; a "
        "field transformation says which column goes where in an event. Each page says which "
        "pipelines use it."),
    .faults =
        {
            { N_ ("Delete is greyed out"),
              N_ ("A pipeline uses it: the page lists which. Feeds can only be deleted in "
                  "mParticle.") },
            { N_ ("Saving asks for a password"),
              N_ ("mParticle never tells a secret, so a change must send it again. It is taken "
                  "from the keyring where it is there.") },
            { N_ ("A connection is faulted"),
              N_ ("Check user, password, account, region, warehouse, database and the list of "
                  "allowed addresses.") },
        },
    .next =
        {
            { N_ ("Make a new pipeline"), NULL, "win.show-view::new-pipeline" },
        } },
  { .name = "audiences",
    .title = N_ ("Audiences"),
    .icon = "system-users-symbolic",
    .about = N_ ("An audience is the people whose loaded data match what you describe. The list "
                 "shows how large each one is and how it moved within a day; its page shows where "
                 "it is forwarded to."),
    .faults =
        {
            { N_ ("New audiences cannot be made here"),
              N_ ("Your workspace has no access to that part of the API yet. Sluice writes a "
                  "checklist for making it in mParticle by hand.") },
            { N_ ("The size is missing"),
              N_ ("It is counted in the background, which can take hours for a new audience.") },
            { N_ ("An attribute is not offered"),
              N_ ("A pipeline must have loaded it. Its name can be typed, too.") },
        },
    .next =
        {
            { N_ ("Load the attributes that are missing"), NULL, "win.show-view::new-pipeline" },
        } },
  { .name = "activity",
    .title = N_ ("Activity"),
    .icon = "sluice-activity-symbolic",
    .about = N_ ("Every request that Sluice sent and what came back, with secrets masked. Useful "
                 "for whoever has to ask the support of mParticle: each call can be copied as "
                 "cURL, with a place for the token instead of the token."),
    .faults =
        {
            { N_ ("A call failed"),
              N_ ("Open it: what went wrong and what to do stands on top. Failed Only shows these "
                  "alone.") },
            { N_ ("Earlier calls are missing"),
              N_ ("They are kept until Sluice is closed, unless you choose to keep them across "
                  "restarts: the button with the gear.") },
        },
    .next =
        {
            { N_ ("See how the pipelines stand"), NULL, "win.show-view::pipelines" },
        } },
  { .name = "secrets",
    .title = N_ ("Secrets, and What Is Kept"),
    .icon = "dialog-password-symbolic",
    .about = N_ (
        "Client secrets, passwords and keys are kept in the keyring of your system and nowhere "
        "else: no file, export, log or command holds one. Workspaces, drafts and what was watched "
        "are in a database in your home folder; the size of the window and the preferences are in "
        "the settings of the system."),
    .faults =
        {
            { N_ ("The keyring is locked"),
              N_ ("Unlock it, with Passwords and Keys or by signing in again, then try again.") },
            { N_ ("There is no keyring"),
              N_ ("Sluice offers to keep secrets for this session only: they are forgotten when it "
                  "is closed.") },
            { N_ ("I want all of it gone"),
              N_ ("Remove the workspace: choose it above the sidebar, then Edit This Workspace. "
                  "Nothing changes in mParticle.") },
        },
    .next =
        {
            { N_ ("Preferences"), NULL, "win.preferences" },
        } },
};

/**
 * sluice_help_topics_get:
 * @n_topics: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_topics): all pages of the help, in their order
 */
const SluiceHelpTopic *
sluice_help_topics_get (guint *n_topics)
{
  *n_topics = G_N_ELEMENTS (topics);
  return topics;
}

/**
 * sluice_help_topics_find:
 * @name: (nullable): the name of a view or of a topic
 *
 * Returns: (transfer none) (nullable): its page
 */
const SluiceHelpTopic *
sluice_help_topics_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    if (g_strcmp0 (topics[i].name, name) == 0)
      return &topics[i];
  return NULL;
}

static void
add_words (GString *words, const SluiceHelpEntry *entries)
{
  for (; entries->title != NULL; entries++)
    g_string_append_printf (words, " %s %s", _ (entries->title),
                            entries->text != NULL ? _ (entries->text) : "");
}

/**
 * sluice_help_topic_dup_words:
 * @topic: a page
 *
 * Returns: (transfer full): all that it says, translated and folded to be searched
 */
char *
sluice_help_topic_dup_words (const SluiceHelpTopic *topic)
{
  g_autoptr (GString) words = g_string_new (_ (topic->title));

  g_string_append_printf (words, " %s", _ (topic->about));
  add_words (words, topic->faults);
  add_words (words, topic->next);
  return g_utf8_casefold (words->str, (gssize) words->len);
}
