-- Grants mParticle's service account what it needs on the data. setup.sh makes the account first, then runs
-- this file; it can be run by itself in the BigQuery console too. Granting again does no harm.
{{#grants}}
{{#on_dataset}}

-- {{why|comment}}
GRANT `{{privilege|keyword}}` ON SCHEMA {{object|identifier}} TO {{member|json}};
{{/on_dataset}}
{{#on_table}}

-- {{why|comment}}
GRANT `{{privilege|keyword}}` ON TABLE {{object|identifier}} TO {{member|json}};
{{/on_table}}
{{/grants}}
