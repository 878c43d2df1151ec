-- A log has no foreign keys: its rows outlive what they are about.
CREATE TABLE audit_events (
    workspace_id uuid        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    id           uuid        NOT NULL DEFAULT gen_random_uuid(),
    actor        text        NOT NULL,
    command      text        NOT NULL,
    object_type  text        NOT NULL,
    object_id    text        NOT NULL,
    object_name  text        NOT NULL,
    action       text        NOT NULL,
    reason       text,
    before       jsonb       NOT NULL DEFAULT '{}',
    after        jsonb       NOT NULL DEFAULT '{}',
    tool_version text        NOT NULL,
    db_user      text        NOT NULL DEFAULT session_user,
    PRIMARY KEY (workspace_id, created_at, id),
    CONSTRAINT audit_events_object_type_length CHECK (char_length(object_type) BETWEEN 1 AND 100),
    CONSTRAINT audit_events_action_length CHECK (char_length(action) BETWEEN 1 AND 100),
    CONSTRAINT audit_events_tool_version_length CHECK (char_length(tool_version) <= 50)
) PARTITION BY RANGE (created_at);

ALTER TABLE audit_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_events FORCE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON audit_events
    USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)
    WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);

COMMENT ON TABLE audit_events IS 'What was changed, by whom and why: one row per changed object, written with the change. Append-only, by month.';
COMMENT ON COLUMN audit_events.workspace_id IS 'Workspace the object is in; the platform workspace for catalogs.';
COMMENT ON COLUMN audit_events.created_at IS 'When it was changed; decides the partition.';
COMMENT ON COLUMN audit_events.id IS 'Key, ordered by time.';
COMMENT ON COLUMN audit_events.actor IS 'Who did it, as given to the command.';
COMMENT ON COLUMN audit_events.command IS 'Command that did it.';
COMMENT ON COLUMN audit_events.object_type IS 'Kind of object, e.g. agent.';
COMMENT ON COLUMN audit_events.object_id IS 'Key of the object, as text; the run''s key where one row stands for a whole run.';
COMMENT ON COLUMN audit_events.object_name IS 'Name the object had.';
COMMENT ON COLUMN audit_events.action IS 'What was done to it, e.g. created.';
COMMENT ON COLUMN audit_events.reason IS 'Why, where the command was told.';
COMMENT ON COLUMN audit_events.before IS 'Changed fields as they were, secrets masked.';
COMMENT ON COLUMN audit_events.after IS 'Changed fields as they became, secrets masked.';
COMMENT ON COLUMN audit_events.tool_version IS 'Version of the program that wrote the row.';
COMMENT ON COLUMN audit_events.db_user IS 'Database user of the session, which the actor cannot choose.';
