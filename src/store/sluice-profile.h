/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SLUICE_DEFAULT_API_URL   "https://api.mparticle.com"
#define SLUICE_DEFAULT_TOKEN_URL "https://sso.auth.mparticle.com/oauth/token"
#define SLUICE_OAUTH_AUDIENCE    "https://api.mparticle.com"

#define SLUICE_PROFILE_ERROR (sluice_profile_error_quark ())

/**
 * SluiceProfileError:
 * @SLUICE_PROFILE_ERROR_FIELD: a member is missing or malformed; the message names it
 * @SLUICE_PROFILE_ERROR_PLAIN_HTTP: plain http to a machine that is not this one
 */
typedef enum
{
  SLUICE_PROFILE_ERROR_FIELD,
  SLUICE_PROFILE_ERROR_PLAIN_HTTP,
} SluiceProfileError;

GQuark sluice_profile_error_quark (void);

#define SLUICE_TYPE_PROFILE (sluice_profile_get_type ())

/**
 * SluiceProfile:
 *
 * A workspace as Sluice knows it (CONTRACT 1). Holds no secret. Properties, all strings:
 * id (our own, a UUID), name, pod (lower case), org-id, account-id, workspace-id, client-id,
 * api-url, token-url, environment. The ::learned-changed signal (key) tells of a learned route.
 */
G_DECLARE_FINAL_TYPE (SluiceProfile, sluice_profile, SLUICE, PROFILE, GObject)

SluiceProfile *sluice_profile_new (void);
SluiceProfile *sluice_profile_copy (SluiceProfile *self);

const char *sluice_profile_get_id (SluiceProfile *self);
const char *sluice_profile_get_name (SluiceProfile *self);
const char *sluice_profile_get_pod (SluiceProfile *self);
const char *sluice_profile_get_org_id (SluiceProfile *self);
const char *sluice_profile_get_account_id (SluiceProfile *self);
const char *sluice_profile_get_workspace_id (SluiceProfile *self);
const char *sluice_profile_get_client_id (SluiceProfile *self);
const char *sluice_profile_get_api_url (SluiceProfile *self);
const char *sluice_profile_get_token_url (SluiceProfile *self);
const char *sluice_profile_get_environment (SluiceProfile *self);

/* What the journal calls this workspace: the API and the workspace id, so that a profile made anew,
 * or none at all, still finds what was done before. */
char *sluice_profile_dup_scope (SluiceProfile *self);

gboolean sluice_profile_validate (SluiceProfile *self, GError **error);
gboolean sluice_profile_validate_property (const char *property, const char *text, GError **error);
/* One property by its name, for a form that judges each field as it is typed. */
gboolean sluice_profile_validate_field (SluiceProfile *self, const char *property, GError **error);
gboolean sluice_profile_url_is_local (const char *url);
gboolean sluice_profile_url_is_acceptable (const char *url, GError **error);

/* Learned routes (CONTRACT 2): family or aspect name -> what was learned. Saved with the profile. */
const char *sluice_profile_get_learned (SluiceProfile *self, const char *key);
void sluice_profile_set_learned (SluiceProfile *self, const char *key, const char *value);
char **sluice_profile_list_learned (SluiceProfile *self);

G_END_DECLS
