-- Sets up Databricks for mParticle Warehouse Sync, by Delta Sharing (newer pages of Databricks call it
-- OpenSharing).
--
-- Run it on a SQL warehouse or cluster that can use Unity Catalog, as a metastore admin, or with the
-- privileges that privileges.md names. Turn Delta Sharing on first: only the account console can.
--
-- All but the last part can be run again at any time. setup.sh does the same and looks before it adds.

-- mParticle, as your metastore knows it. The identifier says which metastore is mParticle's. If you have
-- a recipient with this identifier under another name, use that name instead.
CREATE RECIPIENT IF NOT EXISTS {{recipient_name|identifier}}
  USING ID {{sharing_identifier|string}}
  COMMENT 'mParticle Warehouse Sync';

-- What mParticle is to read goes in here. It is empty at first.
CREATE SHARE IF NOT EXISTS {{share_name|identifier}}
  COMMENT 'mParticle Warehouse Sync';

{{#grants}}
{{#to_recipient}}
-- {{why|comment}}
GRANT {{privilege|keyword}} ON {{object_type|keyword}} {{object|identifier}} TO RECIPIENT {{to|identifier}};

{{/to_recipient}}
{{/grants}}
-- What is shared. Whoever owns the share must be able to read it as long as it is shared. What is in the
-- share already cannot be added again: leave it out of a later run. SHOW ALL IN SHARE tells what is there.
{{#grants}}
{{#share_table}}

-- {{why|comment}}
ALTER SHARE {{to|identifier}} ADD TABLE {{object|identifier}};
{{/share_table}}
{{#share_all}}

-- {{why|comment}}
ALTER SHARE {{to|identifier}} ADD SCHEMA {{object|identifier}};
{{/share_all}}
{{/grants}}
