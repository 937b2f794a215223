-- Counts the rows that the query would sync, so that they can be compared with mParticle's limits before
-- the first run. It changes nothing.
--
-- Limits as of February 2025: 1,000,000 rows an hourly run, 24,000,000 a daily one, 40,000,000 a weekly or
-- monthly one, 24,000,000 rows of history before the schedule's start. Ask mParticle for today's.

-- All rows.
SELECT COUNT(*) AS total_rows
FROM (
SELECT updated_at, customer_id FROM sales.customers
) AS synced;

-- The fullest hour, day, week and month: what the largest run of each schedule would sync.
WITH times AS (
  -- Put the name of your iterator field in place of updated_at. If it holds numbers, use
  -- TIMESTAMP_SECONDS(..) or TIMESTAMP_MILLIS(..) around it.
  SELECT updated_at AS changed_at
  FROM (
SELECT updated_at, customer_id FROM sales.customers
  ) AS synced
),
windows AS (
  SELECT 'hourly' AS schedule, DATE_TRUNC('HOUR', changed_at) AS starts, COUNT(*) AS row_count
  FROM times GROUP BY DATE_TRUNC('HOUR', changed_at)
  UNION ALL
  SELECT 'daily', DATE_TRUNC('DAY', changed_at), COUNT(*)
  FROM times GROUP BY DATE_TRUNC('DAY', changed_at)
  UNION ALL
  SELECT 'weekly', DATE_TRUNC('WEEK', changed_at), COUNT(*)
  FROM times GROUP BY DATE_TRUNC('WEEK', changed_at)
  UNION ALL
  SELECT 'monthly', DATE_TRUNC('MONTH', changed_at), COUNT(*)
  FROM times GROUP BY DATE_TRUNC('MONTH', changed_at)
)
SELECT schedule, MAX(row_count) AS most_rows, AVG(row_count) AS average_rows, COUNT(*) AS windows_with_rows
FROM windows
GROUP BY schedule
ORDER BY most_rows;
