-- Counts the rows that the query would sync, so that they can be compared with mParticle's limits before
-- the first run. It changes nothing, but reads the data once for each of its two statements.
--
-- Limits as of February 2025: 1,000,000 rows an hourly run, 24,000,000 a daily one, 40,000,000 a weekly or
-- monthly one, 24,000,000 rows of history before the schedule's start. Ask mParticle for today's.
--
-- Put the name of your iterator field in place of updated_at, wherever it stands.
--
-- Where that column counts seconds, write TIMESTAMP_SECONDS(..) around it in the line that ends in
-- AS changed_at; where it counts milliseconds, TIMESTAMP_MILLIS(..).

-- All rows, and the time they span.
SELECT COUNT(*) AS total_rows,
       COUNT(updated_at) AS rows_with_a_time,
       MIN(updated_at) AS earliest,
       MAX(updated_at) AS latest
FROM (
SELECT id, updated_at FROM `acme-project.crm.customers`
) AS synced;

-- The fullest hour, day, week and month: what the largest run of each schedule would sync.
WITH times AS (
  SELECT CAST(updated_at AS TIMESTAMP) AS changed_at
  FROM (
SELECT id, updated_at FROM `acme-project.crm.customers`
  ) AS synced
),
windows AS (
  SELECT 'hourly' AS schedule, TIMESTAMP_TRUNC(changed_at, HOUR) AS starts, COUNT(*) AS row_count
  FROM times GROUP BY starts
  UNION ALL
  SELECT 'daily', TIMESTAMP_TRUNC(changed_at, DAY) AS starts, COUNT(*) FROM times GROUP BY starts
  UNION ALL
  SELECT 'weekly', TIMESTAMP_TRUNC(changed_at, WEEK) AS starts, COUNT(*) FROM times GROUP BY starts
  UNION ALL
  SELECT 'monthly', TIMESTAMP_TRUNC(changed_at, MONTH) AS starts, COUNT(*) FROM times GROUP BY starts
)
SELECT schedule, MAX(row_count) AS most_rows, AVG(row_count) AS average_rows, COUNT(*) AS windows_with_rows
FROM windows
GROUP BY schedule
ORDER BY most_rows;
