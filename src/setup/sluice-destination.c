/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "setup/sluice-destination.h"

#include <string.h>

#include "setup/sluice-identity.h"

typedef struct _Name Name;

/* A field of an event batch: with fields of its own, with any that people make up, or with neither.
 * Each list ends with a field without a name. Where an event's data differs by its type, the fields of
 * all types stand together, since a transformation does not say for which type it is (FACTS 6). */
struct _Name
{
  const char *name;
  const Name *fields;
  gboolean open;
};

static const Name location_names[] = {
  { "latitude" },    { "longitude" },   { "accuracy" },        { "dma_code" },  { "country_code" },
  { "region_code" }, { "postal_code" }, { "location_source" }, { "city_name" }, { NULL },
};

static const Name state_names[] = {
  { "time_since_start_ms" },
  { "battery_level" },
  { "data_connection_type" },
  { "data_connection_type_detail" },
  { "gps_state" },
  { "total_system_memory_usage_bytes" },
  { "disk_space_free_bytes" },
  { "external_disk_space_free_bytes" },
  { "cpu" },
  { "system_memory_available_bytes" },
  { "system_memory_low" },
  { "system_memory_threshold_bytes" },
  { "application_memory_available_bytes" },
  { "application_memory_max_bytes" },
  { "application_memory_total_bytes" },
  { "device_orientation" },
  { "status_bar_orientation" },
  { NULL },
};

static const Name product_names[] = {
  { "id" },
  { "name" },
  { "brand" },
  { "category" },
  { "variant" },
  { "position" },
  { "price" },
  { "quantity" },
  { "coupon_code" },
  { "added_to_cart_time_ms" },
  { "total_product_amount" },
  { "custom_attributes", NULL, TRUE },
  { NULL },
};

static const Name promotion_names[] = {
  { "id" }, { "name" }, { "creative" }, { "position" }, { NULL },
};

static const Name product_action_names[] = {
  { "action" },
  { "checkout_step" },
  { "checkout_options" },
  { "product_action_list" },
  { "product_list_source" },
  { "transaction_id" },
  { "affiliation" },
  { "total_amount" },
  { "tax_amount" },
  { "shipping_amount" },
  { "coupon_code" },
  { "products", product_names },
  { NULL },
};

static const Name impression_names[] = {
  { "product_impression_list" },
  { "products", product_names },
  { NULL },
};

static const Name promotion_action_names[] = {
  { "action" },
  { "promotions", promotion_names },
  { NULL },
};

static const Name cart_names[] = {
  { "products", product_names },
  { NULL },
};

static const Name notification_names[] = {
  { "type" },
  { NULL },
};

static const Name changed_names[] = {
  { "identity_type" },      { "identity" }, { "timestamp_unixtime_ms" },
  { "created_this_batch" }, { NULL },
};

static const Name breadcrumb_data_names[] = {
  { "timestamp_unixtime_ms" },
  { "event_id" },
  { "source_message_id" },
  { "session_id" },
  { "session_uuid" },
  { "session_start_unixtime_ms" },
  { "event_start_unixtime_ms" },
  { "custom_attributes", NULL, TRUE },
  { "location", location_names },
  { "device_current_state", state_names },
  { "is_goal_defined" },
  { "lifetime_value_change" },
  { "lifetime_value_attribute_name" },
  { "data_connection_type" },
  { "event_num" },
  { "view_controller" },
  { "is_main_thread" },
  { "canonical_name" },
  { "event_system_notification_info", notification_names },
  { "session_number" },
  { "label" },
  { NULL },
};

static const Name breadcrumb_names[] = {
  { "event_type" },
  { "data", breadcrumb_data_names },
  { NULL },
};

static const Name data_names[] = {
  { "timestamp_unixtime_ms" },
  { "event_id" },
  { "source_message_id" },
  { "session_id" },
  { "session_uuid" },
  { "session_start_unixtime_ms" },
  { "event_start_unixtime_ms" },
  { "custom_attributes", NULL, TRUE },
  { "custom_flags", NULL, TRUE },
  { "location", location_names },
  { "device_current_state", state_names },
  { "is_goal_defined" },
  { "lifetime_value_change" },
  { "lifetime_value_attribute_name" },
  { "data_connection_type" },
  { "event_num" },
  { "view_controller" },
  { "is_main_thread" },
  { "canonical_name" },
  { "event_system_notification_info", notification_names },
  { "custom_event_type" },
  { "event_name" },
  { "successfully_closed" },
  { "is_first_run" },
  { "is_upgrade" },
  { "push_notification_payload" },
  { "launch_referral" },
  { "application_transition_type" },
  { "session_number" },
  { "label" },
  { "product_action", product_action_names },
  { "promotion_action", promotion_action_names },
  { "product_impressions", impression_names },
  { "shopping_cart", cart_names },
  { "currency_code" },
  { "screen_name" },
  { "is_non_interactive" },
  { "breadcrumbs", breadcrumb_names },
  { "class_name" },
  { "severity" },
  { "message" },
  { "stack_trace" },
  { "exception_handled" },
  { "topmost_context" },
  { "pl_crash_report_file_base64" },
  { "ios_image_base_address" },
  { "ios_image_size" },
  { "http_verb" },
  { "url" },
  { "time_elapsed" },
  { "bytes_in" },
  { "bytes_out" },
  { "response_code" },
  { "data" },
  { "is_opted_out" },
  { "previous_mpid" },
  { "current_mpid" },
  { "profile_event_type" },
  { "push_message_token" },
  { "push_message_type" },
  { "network" },
  { "application_state" },
  { "action_identifier" },
  { "push_message_behavior" },
  { "register" },
  { "registration_token" },
  { "activity_type" },
  { "session_duration_ms" },
  { "user_attribute_name" },
  { "new", changed_names },
  { "old", changed_names },
  { "deleted" },
  { "is_new_attribute" },
  { NULL },
};

static const Name event_names[] = {
  { "event_type" },
  { "data", data_names },
  { NULL },
};

static const Name device_names[] = {
  { "brand" },
  { "product" },
  { "device" },
  { "android_uuid" },
  { "device_manufacturer" },
  { "platform" },
  { "os_version" },
  { "device_model" },
  { "screen_height" },
  { "screen_width" },
  { "screen_dpi" },
  { "device_country" },
  { "locale_language" },
  { "locale_country" },
  { "network_country" },
  { "network_carrier" },
  { "network_code" },
  { "network_mobile_country_code" },
  { "timezone_offset" },
  { "build_identifier" },
  { "http_header_user_agent" },
  { "ios_advertising_id" },
  { "att_authorization_status" },
  { "att_timestamp_unixtime_ms" },
  { "push_token" },
  { "cpu_architecture" },
  { "is_tablet" },
  { "push_notification_sound_enabled" },
  { "push_notification_vibrate_enabled" },
  { "radio_access_technology" },
  { "supports_telephony" },
  { "has_nfc" },
  { "bluetooth_enabled" },
  { "bluetooth_version" },
  { "ios_idfv" },
  { "android_advertising_id" },
  { "build_version_release" },
  { "limit_ad_tracking" },
  { "amp_id" },
  { "is_dst" },
  { "roku_advertising_id" },
  { "roku_publisher_id" },
  { "microsoft_advertising_id" },
  { "microsoft_publisher_id" },
  { "fire_advertising_id" },
  { NULL },
};

static const Name application_names[] = {
  { "application_name" },
  { "application_version" },
  { "application_build_number" },
  { "install_referrer" },
  { "package" },
  { "os" },
  { "apple_search_ads_attributes", NULL, TRUE },
  { NULL },
};

static const Name identity_names[] = {
  { "customer_id" },
  { "email" },
  { "facebook" },
  { "twitter" },
  { "google" },
  { "microsoft" },
  { "yahoo" },
  { "alias" },
  { "other" },
  { "other_id_2" },
  { "other_id_3" },
  { "other_id_4" },
  { "other_id_5" },
  { "other_id_6" },
  { "other_id_7" },
  { "other_id_8" },
  { "other_id_9" },
  { "other_id_10" },
  { "mobile_number" },
  { "phone_number_2" },
  { "phone_number_3" },
  { "facebook_custom_audience_id" },
  { NULL },
};

static const Name attribution_names[] = {
  { "service_provider" },
  { "publisher" },
  { "campaign" },
  { NULL },
};

static const Name plan_names[] = {
  { "plan_id" },
  { "plan_version" },
  { NULL },
};

static const Name context_names[] = {
  { "data_plan", plan_names },
  { "location", location_names },
  { NULL },
};

static const Name consent_names[] = {
  { "gdpr", NULL, TRUE },
  { "ccpa", NULL, TRUE },
  { NULL },
};

static const Name source_names[] = {
  { "channel" },           { "partner" },       { "is_historical" },
  { "replay_request_id" }, { "replay_job_id" }, { NULL },
};

static const Name root_names[] = {
  { "events", event_names },
  { "device_info", device_names },
  { "application_info", application_names },
  { "source_request_id" },
  { "user_attributes", NULL, TRUE },
  { "deleted_user_attributes" },
  { "user_identities", identity_names },
  { "partner_identities", NULL, TRUE },
  { "integration_attributes", NULL, TRUE },
  { "environment" },
  { "context", context_names },
  { "mpid" },
  { "ip" },
  { "mp_deviceid" },
  { "consent_state", consent_names },
  { "attribution_info", attribution_names },
  { "timestamp_unixtime_ms" },
  { "api_key" },
  { "api_keys" },
  { "batch_id" },
  { "job_id" },
  { "origin_mpid" },
  { "partner_identity" },
  { "sdk_version" },
  { "source_info", source_names },
  { NULL },
};

static const Name *
find_name (const Name *names, const char *name)
{
  for (; names != NULL && names->name != NULL; names++)
    if (strcmp (names->name, name) == 0)
      return names;
  return NULL;
}

/**
 * sluice_destination_normalize:
 * @path: a destination as written
 *
 * The documents do not say how an element of an array is written, so "$.", "[0]" and "[*]" are all
 * taken for the same (FACTS 6).
 *
 * Returns: (transfer full): the path in names and points only
 */
char *
sluice_destination_normalize (const char *path)
{
  g_autoptr (GRegex) index = g_regex_new ("\\[(\\*|[0-9]*)\\]", 0, 0, NULL);

  if (g_str_has_prefix (path, "$."))
    path += 2;
  return g_regex_replace_literal (index, path, -1, 0, "", 0, NULL);
}

/**
 * sluice_destination_is_valid:
 * @path: where a field transformation puts a column
 *
 * Returns: whether an event batch has such a field
 */
gboolean
sluice_destination_is_valid (const char *path)
{
  g_autofree char *plain = sluice_destination_normalize (path);
  g_auto (GStrv) parts = g_strsplit (plain, ".", -1);
  const Name *names = root_names;
  const Name *found = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0')
        return FALSE;
      if (found != NULL && found->open)
        continue;
      found = find_name (names, parts[i]);
      if (found == NULL)
        return FALSE;
      names = found->fields;
    }
  /* A column cannot be all the events, or all of an event's data. */
  return found != NULL && found->fields != event_names && found->fields != data_names &&
         found->fields != breadcrumb_names && found->fields != breadcrumb_data_names;
}

/**
 * sluice_destination_is_identity:
 * @path: where a field transformation puts a column
 *
 * Returns: whether it tells whose event it is
 */
gboolean
sluice_destination_is_identity (const char *path)
{
  g_autofree char *plain = sluice_destination_normalize (path);
  const char *last = strrchr (plain, '.');

  if (g_str_has_prefix (plain, "user_identities.") || strcmp (plain, "mpid") == 0 ||
      strcmp (plain, "mp_deviceid") == 0)
    return TRUE;
  return g_str_has_prefix (plain, "device_info.") && sluice_identity_is_reserved (last + 1);
}

/* The letters and digits of a name, in lower case: eventId, EVENT_ID and "Event id" are one. */
static char *
squeeze (const char *name)
{
  g_autoptr (GString) squeezed = g_string_new (NULL);

  for (; *name != '\0'; name++)
    if (g_ascii_isalnum (*name))
      g_string_append_c (squeezed, g_ascii_tolower (*name));
  return g_strdup (squeezed->str);
}

static char *
propose_in (const Name *names, const char *prefix, const char *column)
{
  g_autofree char *wanted = squeeze (column);

  for (; names->name != NULL; names++)
    {
      g_autofree char *have = squeeze (names->name);

      if (names->fields == NULL && !names->open && strcmp (have, wanted) == 0)
        return g_strconcat (prefix, names->name, NULL);
    }
  return NULL;
}

/**
 * sluice_destination_propose:
 * @column: an output column's name
 *
 * Returns: (transfer full): where the column most likely belongs in an event batch: a field of the
 *   same name, an identity, or else a custom attribute of the event
 */
char *
sluice_destination_propose (const char *column)
{
  static const struct
  {
    const char *column;
    const char *destination;
  } known[] = {
    { "timestamp", "events.data.timestamp_unixtime_ms" },
    { "eventtimestamp", "events.data.timestamp_unixtime_ms" },
    { "eventtime", "events.data.timestamp_unixtime_ms" },
    { "ipaddress", "ip" },
  };
  const char *identity = sluice_identity_get_destination (column);
  g_autofree char *wanted = squeeze (column);
  char *found;

  if (identity != NULL)
    return g_strdup (identity);
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (known[i].column, wanted) == 0)
      return g_strdup (known[i].destination);
  found = propose_in (event_names, "events.", column);
  if (found == NULL)
    found = propose_in (data_names, "events.data.", column);
  if (found == NULL)
    found = propose_in (identity_names, "user_identities.", column);
  if (found == NULL)
    found = propose_in (device_names, "device_info.", column);
  return found != NULL ? found : g_strconcat ("events.data.custom_attributes.", column, NULL);
}

static void
add_open (GStrvBuilder *list, const char *prefix, const char *column)
{
  g_autofree char *path = g_strconcat (prefix, column, NULL);

  g_strv_builder_add (list, path);
}

static void
list_names (const Name *names, const char *prefix, const char *column, GStrvBuilder *list)
{
  for (; names->name != NULL; names++)
    {
      g_autofree char *path = g_strconcat (prefix, names->name, NULL);
      g_autofree char *inner = g_strconcat (path, ".", NULL);

      if (names->fields != NULL)
        list_names (names->fields, inner, column, list);
      else if (names->open)
        add_open (list, inner, column);
      else
        g_strv_builder_add (list, path);
    }
}

/**
 * sluice_destination_list:
 * @column: an output column's name, for those places where people make names up
 *
 * Returns: (transfer full): all places of an event batch that a column can go to, for completion
 */
char **
sluice_destination_list (const char *column)
{
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();

  list_names (root_names, "", column, list);
  return g_strv_builder_end (list);
}
