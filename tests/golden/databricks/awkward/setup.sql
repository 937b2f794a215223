-- Sets up Databricks for mParticle Warehouse Sync, by Delta Sharing (newer pages of Databricks call it
-- OpenSharing).
--
-- Run it on a SQL warehouse or cluster that can use Unity Catalog, as a metastore admin, or with the
-- privileges that privileges.md names. Turn Delta Sharing on first: only the account console can.
--
-- All but the last part can be run again at any time. setup.sh does the same and looks before it adds.

-- mParticle, as your metastore knows it. The identifier says which metastore is mParticle's. If you have
-- a recipient with this identifier under another name, use that name instead.
CREATE RECIPIENT IF NOT EXISTS `re'ci``pient`
  USING ID 'aws:ap-southeast-2:ac9a9fc4-22a2-40cc-a706-fef8a4cd554e'
  COMMENT 'mParticle Warehouse Sync';

-- What mParticle is to read goes in here. It is empty at first.
CREATE SHARE IF NOT EXISTS `%{share}`
  COMMENT 'mParticle Warehouse Sync';

-- Let mParticle read what is in the share.
GRANT SELECT ON SHARE `%{share}` TO RECIPIENT `re'ci``pient`;

-- What is shared. Whoever owns the share must be able to read it as long as it is shared. What is in the
-- share already cannot be added again: leave it out of a later run. SHOW ALL IN SHARE tells what is there.

-- Put this table in the share.
ALTER SHARE `%{share}` ADD TABLE `tick``tock`.`it's`.`back\slash`;

-- Put this table in the share.
ALTER SHARE `%{share}` ADD TABLE `tick``tock`.`it's`.`{{name}}`;

-- Put this table in the share.
ALTER SHARE `%{share}` ADD TABLE `tick``tock`.`it's`.`Größe`;

-- Put this table in the share.
ALTER SHARE `%{share}` ADD TABLE `tick``tock`.`it's`.`--x`;

-- Put this table in the share.
ALTER SHARE `%{share}` ADD TABLE `tick``tock`.`it's`.`a"b`;
