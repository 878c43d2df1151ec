ALTER TABLE seed_entries DROP COLUMN is_whole;
