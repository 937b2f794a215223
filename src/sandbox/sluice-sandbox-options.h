/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a command line of sluice-sandbox says, and what an in-process sandbox of a test is made from. */
typedef struct
{
  int port;              /* 0: any free one */
  char *address_file;    /* (nullable) */
  double speed;          /* seconds of the sandbox's clock in one real second */
  char *scenario_file;   /* (nullable) */
  int latency_ms;        /* added to each reply */
  gboolean alternate;    /* serve the second candidates of CONTRACT 2 only */
  gboolean early_access; /* reports and runs in the Early Access shape */
  char *state_file;      /* (nullable) */
  gboolean seed_world;   /* begin with a ready-made world */
  gboolean no_preview;   /* leave out the preview audience routes */
  char *client_id;       /* (nullable): the only one accepted */
  char *client_secret;   /* (nullable): the only one accepted */
  char *account_id;      /* (nullable): the only one accepted */
  char *workspace_id;    /* (nullable): the only one accepted */
  int token_lifetime;    /* real seconds */
  int active_limit;      /* active pipelines of a workspace */
  int failure_rate;      /* percent of the later runs that fail, as many again are partial */
} SluiceSandboxOptions;

SluiceSandboxOptions *sluice_sandbox_options_new (void);
SluiceSandboxOptions *sluice_sandbox_options_parse (int *argc, char ***argv, GError **error);
void sluice_sandbox_options_free (SluiceSandboxOptions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceSandboxOptions, sluice_sandbox_options_free)

G_END_DECLS
