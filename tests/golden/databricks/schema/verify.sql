-- Shows what mParticle can read in Databricks. It changes nothing. Compare with privileges.md.

-- Delta Sharing must be open to parties outside: INTERNAL_AND_EXTERNAL. The organization name is the
-- provider name of the connection.
SELECT metastore_name, delta_sharing_scope, delta_sharing_organization_name
FROM system.information_schema.metastores;

-- The recipient must be of the type DATABRICKS.
DESCRIBE RECIPIENT `mParticle_eu1`;

-- What is in the share.
SHOW ALL IN SHARE `mparticle_1_2`;

-- Who can read the share: the recipient, and whoever you added.
SHOW GRANTS ON SHARE `mparticle_1_2`;

-- Every share that the recipient can read.
SHOW GRANTS TO RECIPIENT `mParticle_eu1`;

-- Columns that cannot be synced: TIMESTAMP_NTZ and INTERVAL, and for events maps and arrays within arrays.
-- Of what you share, nothing should be listed; cast such a column, or leave it out of the query.
SELECT table_schema, table_name, column_name, full_data_type
FROM `Main`.information_schema.columns
WHERE table_schema IN ('sales')
  AND (UPPER(data_type) IN ('TIMESTAMP_NTZ', 'INTERVAL', 'MAP')
       OR LOWER(full_data_type) LIKE '%timestamp_ntz%'
       OR LOWER(full_data_type) LIKE '%interval %'
       OR LOWER(full_data_type) LIKE '%map<%'
       OR LOWER(full_data_type) LIKE '%array<array<%');

-- Views, which cannot be synced. Of what you share, nothing should be listed.
SELECT table_schema, table_name, table_type
FROM `Main`.information_schema.tables
WHERE table_schema IN ('sales')
  AND table_type NOT IN ('MANAGED', 'EXTERNAL');
