-- A log has no foreign keys: its rows outlive what they are about.
CREATE TABLE unrouted_events (
    workspace_id uuid        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    id           uuid        NOT NULL DEFAULT gen_random_uuid(),
    source       text        NOT NULL,
    content      text        NOT NULL,
    raw_payload  jsonb       NOT NULL DEFAULT '{}',
    reason       text        NOT NULL,
    PRIMARY KEY (workspace_id, created_at, id)
) PARTITION BY RANGE (created_at);

ALTER TABLE unrouted_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE unrouted_events FORCE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON unrouted_events
    USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)
    WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);

COMMENT ON TABLE unrouted_events IS 'Requests no rule had a place for. Append-only, by month.';
COMMENT ON COLUMN unrouted_events.workspace_id IS 'Workspace of the request.';
COMMENT ON COLUMN unrouted_events.created_at IS 'When it came; decides the partition.';
COMMENT ON COLUMN unrouted_events.id IS 'Key, ordered by time.';
COMMENT ON COLUMN unrouted_events.source IS 'Where it came from.';
COMMENT ON COLUMN unrouted_events.content IS 'Text of the request.';
COMMENT ON COLUMN unrouted_events.raw_payload IS 'The request as it came.';
COMMENT ON COLUMN unrouted_events.reason IS 'Why it could not be routed.';
