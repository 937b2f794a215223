-- Sets up Databricks for mParticle Warehouse Sync, by Delta Sharing (newer pages of Databricks call it
-- OpenSharing).
--
-- Run it on a SQL warehouse or cluster that can use Unity Catalog, as a metastore admin, or with the
-- privileges that privileges.md names. Turn Delta Sharing on first: only the account console can.
--
-- All but the last part can be run again at any time. setup.sh does the same and looks before it adds.

-- mParticle, as your metastore knows it. The identifier says which metastore is mParticle's. If you have
-- a recipient with this identifier under another name, use that name instead.
CREATE RECIPIENT IF NOT EXISTS `mParticle_us1`
  USING ID 'aws:us-east-1:e92fd7c1-5d24-4113-b83d-07e0edbb787b'
  COMMENT 'mParticle Warehouse Sync';

-- What mParticle is to read goes in here. It is empty at first.
CREATE SHARE IF NOT EXISTS `mparticle_1234_5678`
  COMMENT 'mParticle Warehouse Sync';

-- Let mParticle read what is in the share.
GRANT SELECT ON SHARE `mparticle_1234_5678` TO RECIPIENT `mParticle_us1`;

-- What is shared. Whoever owns the share must be able to read it as long as it is shared. What is in the
-- share already cannot be added again: leave it out of a later run. SHOW ALL IN SHARE tells what is there.

-- Put this table in the share.
ALTER SHARE `mparticle_1234_5678` ADD TABLE `main`.`sales`.`customers`;

-- Put this table in the share.
ALTER SHARE `mparticle_1234_5678` ADD TABLE `main`.`ml`.`scores`;
