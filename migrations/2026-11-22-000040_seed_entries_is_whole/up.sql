ALTER TABLE seed_entries ADD COLUMN is_whole boolean NOT NULL DEFAULT false;

COMMENT ON COLUMN seed_entries.is_whole IS 'True: when this was written, the row had every value of the item, so that neither an operator''s value nor a conflict was left to tell of.';
