ALTER TABLE workflow_recipes DROP COLUMN archived_at;
