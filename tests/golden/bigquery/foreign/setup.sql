-- Grants mParticle's service account what it needs on the data. setup.sh makes the account first, then runs
-- this file; it can be run by itself in the BigQuery console too. Granting again does no harm.

-- Read the rows and the descriptions of all tables and views of the dataset, later ones too.
GRANT `roles/bigquery.dataViewer` ON SCHEMA `acme-project`.`crm` TO "serviceAccount:mparticle@other-project.iam.gserviceaccount.com";

-- List the tables of the dataset and read its description, as mParticle’s documentation asks.
GRANT `roles/bigquery.user` ON SCHEMA `acme-project`.`crm` TO "serviceAccount:mparticle@other-project.iam.gserviceaccount.com";
