-- Sets up Databricks for mParticle Warehouse Sync, by Delta Sharing (newer pages of Databricks call it
-- OpenSharing).
--
-- Run it on a SQL warehouse or cluster that can use Unity Catalog, as a metastore admin, or with the
-- privileges that privileges.md names. Turn Delta Sharing on first: only the account console can.
--
-- All but the last part can be run again at any time. setup.sh does the same and looks before it adds.

-- mParticle, as your metastore knows it. The identifier says which metastore is mParticle's. If you have
-- a recipient with this identifier under another name, use that name instead.
CREATE RECIPIENT IF NOT EXISTS `mParticle_eu1`
  USING ID 'aws:eu-central-1:2b8d9413-05fe-43ce-a570-3f6bc5fc3acf'
  COMMENT 'mParticle Warehouse Sync';

-- What mParticle is to read goes in here. It is empty at first.
CREATE SHARE IF NOT EXISTS `mparticle_1_2`
  COMMENT 'mParticle Warehouse Sync';

-- Let mParticle read what is in the share.
GRANT SELECT ON SHARE `mparticle_1_2` TO RECIPIENT `mParticle_eu1`;

-- What is shared. Whoever owns the share must be able to read it as long as it is shared. What is in the
-- share already cannot be added again: leave it out of a later run. SHOW ALL IN SHARE tells what is there.

-- Put all that is in this schema in the share, now and later.
ALTER SHARE `mparticle_1_2` ADD SCHEMA `Main`.`Sales`;
