-- A recipe that is offered no more stays for the workflows that were made from it.
ALTER TABLE workflow_recipes ADD COLUMN archived_at timestamptz;
COMMENT ON COLUMN workflow_recipes.archived_at IS 'When it was archived; null: it is offered.';

