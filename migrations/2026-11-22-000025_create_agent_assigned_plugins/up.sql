CREATE TABLE agent_assigned_plugins (
    workspace_id uuid        NOT NULL,
    agent_id     int8        NOT NULL,
    plugin_id    uuid        NOT NULL,
    priority     int4        NOT NULL DEFAULT 0,
    assigned_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (workspace_id, agent_id, plugin_id),
    FOREIGN KEY (workspace_id, agent_id) REFERENCES agents ON DELETE CASCADE,
    -- Only what the workspace has enabled can be assigned, and disabling it there removes the assignment.
    FOREIGN KEY (workspace_id, plugin_id) REFERENCES workspace_enabled_plugins ON DELETE CASCADE
);

CREATE INDEX agent_assigned_plugins_workspace_id_plugin_id_idx ON agent_assigned_plugins (workspace_id, plugin_id);

ALTER TABLE agent_assigned_plugins ENABLE ROW LEVEL SECURITY;
ALTER TABLE agent_assigned_plugins FORCE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON agent_assigned_plugins
    USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)
    WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);

COMMENT ON TABLE agent_assigned_plugins IS 'Plugins an agent has, of those its workspace has enabled.';
COMMENT ON COLUMN agent_assigned_plugins.workspace_id IS 'Workspace of the agent.';
COMMENT ON COLUMN agent_assigned_plugins.agent_id IS 'Agent.';
COMMENT ON COLUMN agent_assigned_plugins.plugin_id IS 'Plugin it has.';
COMMENT ON COLUMN agent_assigned_plugins.priority IS 'Place among the agent''s plugins, highest first.';
COMMENT ON COLUMN agent_assigned_plugins.assigned_at IS 'When it was given the plugin.';
