CREATE TABLE agent_app_assignments (
    workspace_id uuid        NOT NULL,
    agent_id     int8        NOT NULL,
    app_name     text        NOT NULL,
    app_type     text        NOT NULL DEFAULT 'EXTERNAL',
    priority     int4        NOT NULL DEFAULT 0,
    config       jsonb       NOT NULL DEFAULT '{}',
    is_active    boolean     NOT NULL DEFAULT true,
    assigned_at  timestamptz NOT NULL DEFAULT now(),
    assigned_by  text,
    PRIMARY KEY (workspace_id, agent_id, app_name),
    FOREIGN KEY (workspace_id, agent_id) REFERENCES agents ON DELETE CASCADE,
    CONSTRAINT agent_app_assignments_app_name_length CHECK (char_length(app_name) BETWEEN 1 AND 255),
    CONSTRAINT agent_app_assignments_app_type_check CHECK (app_type IN ('EXTERNAL', 'INTERNAL'))
);

ALTER TABLE agent_app_assignments ENABLE ROW LEVEL SECURITY;
ALTER TABLE agent_app_assignments FORCE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON agent_app_assignments
    USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)
    WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);

COMMENT ON TABLE agent_app_assignments IS 'Applications whose tools an agent may call.';
COMMENT ON COLUMN agent_app_assignments.workspace_id IS 'Workspace of the agent.';
COMMENT ON COLUMN agent_app_assignments.agent_id IS 'Agent.';
COMMENT ON COLUMN agent_app_assignments.app_name IS 'Application; an internal one has no row in composio_apps_cache.';
COMMENT ON COLUMN agent_app_assignments.app_type IS 'EXTERNAL: through Composio. INTERNAL: the platform''s own.';
COMMENT ON COLUMN agent_app_assignments.priority IS 'Place among the agent''s applications, highest first.';
COMMENT ON COLUMN agent_app_assignments.config IS 'Settings of the application for this agent.';
COMMENT ON COLUMN agent_app_assignments.is_active IS 'False: its tools are not offered to the agent.';
COMMENT ON COLUMN agent_app_assignments.assigned_at IS 'When it was assigned.';
COMMENT ON COLUMN agent_app_assignments.assigned_by IS 'Who assigned it.';
