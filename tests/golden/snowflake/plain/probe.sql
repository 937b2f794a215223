-- Counts the rows that the query would sync, so that they can be compared with mParticle's limits before
-- the first run. It changes nothing.
--
-- Limits as of February 2025: 1,000,000 rows an hourly run, 24,000,000 a daily one, 40,000,000 a weekly or
-- monthly one, 24,000,000 rows of history before the schedule's start. Ask mParticle for today's.
--
-- You need the role yourself for this: GRANT ROLE MPARTICLE_ROLE TO USER (you). Take it back afterwards.
USE ROLE MPARTICLE_ROLE;
USE WAREHOUSE COMPUTE_WH;

-- The column that tells when a row changed.
-- Put the name of your iterator field in place of UPDATED_AT.
SET sluice_iterator = 'UPDATED_AT';

-- All rows, and the time they span.
SELECT COUNT(*) AS total_rows,
       COUNT(IDENTIFIER($sluice_iterator)) AS rows_with_a_time,
       MIN(IDENTIFIER($sluice_iterator)) AS earliest,
       MAX(IDENTIFIER($sluice_iterator)) AS latest
FROM (
SELECT u.updated_at, u.id AS customer_id
FROM acme.crm.customers u
) AS synced;

-- The fullest hour, day, week and month: what the largest run of each schedule would sync.
-- If the column holds numbers, use TO_TIMESTAMP_NTZ(IDENTIFIER($sluice_iterator)) for seconds, or
-- TO_TIMESTAMP_NTZ(IDENTIFIER($sluice_iterator), 3) for milliseconds, in the line after WITH.
WITH times AS (
  SELECT IDENTIFIER($sluice_iterator) AS changed_at
  FROM (
SELECT u.updated_at, u.id AS customer_id
FROM acme.crm.customers u
  ) AS synced
),
windows AS (
  SELECT 'hourly' AS schedule, DATE_TRUNC('HOUR', changed_at) AS starts, COUNT(*) AS row_count
  FROM times GROUP BY starts
  UNION ALL
  SELECT 'daily', DATE_TRUNC('DAY', changed_at) AS starts, COUNT(*) FROM times GROUP BY starts
  UNION ALL
  SELECT 'weekly', DATE_TRUNC('WEEK', changed_at) AS starts, COUNT(*) FROM times GROUP BY starts
  UNION ALL
  SELECT 'monthly', DATE_TRUNC('MONTH', changed_at) AS starts, COUNT(*) FROM times GROUP BY starts
)
SELECT schedule, MAX(row_count) AS most_rows, AVG(row_count) AS average_rows, COUNT(*) AS windows_with_rows
FROM windows
GROUP BY schedule
ORDER BY most_rows;
