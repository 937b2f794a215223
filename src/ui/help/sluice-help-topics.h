/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluiceHelpEntry:
 * @title: what goes wrong, or what comes next; marked for translation
 * @text: (nullable): what to do about it; marked for translation
 * @action: (nullable): a detailed action of the window that leads there
 */
typedef struct
{
  const char *title;
  const char *text;
  const char *action;
} SluiceHelpEntry;

/**
 * SluiceHelpTopic:
 * @name: the name of the view that it is about, or a name of its own
 * @title: its heading, marked for translation
 * @icon: a symbolic icon
 * @about: what this is, marked for translation
 * @faults: what can go wrong; ended by one without a title
 * @next: what comes next; ended by one without a title
 *
 * One page of the help.
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *icon;
  const char *about;
  SluiceHelpEntry faults[6];
  SluiceHelpEntry next[5];
} SluiceHelpTopic;

const SluiceHelpTopic *sluice_help_topics_get (guint *n_topics);
const SluiceHelpTopic *sluice_help_topics_find (const char *name);
char *sluice_help_topic_dup_words (const SluiceHelpTopic *topic);

G_END_DECLS
