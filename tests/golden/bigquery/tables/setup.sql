-- Grants mParticle's service account what it needs on the data. setup.sh makes the account first, then runs
-- this file; it can be run by itself in the BigQuery console too. Granting again does no harm.

-- Read the rows of this table or view and its description.
GRANT `roles/bigquery.dataViewer` ON TABLE `example.com:acme-project`.`crm`.`customers` TO "serviceAccount:mparticle-sync@acme-project.example.com.iam.gserviceaccount.com";

-- Read the rows of this table or view and its description.
GRANT `roles/bigquery.dataViewer` ON TABLE `example.com:acme-project`.`crm`.`scores` TO "serviceAccount:mparticle-sync@acme-project.example.com.iam.gserviceaccount.com";
