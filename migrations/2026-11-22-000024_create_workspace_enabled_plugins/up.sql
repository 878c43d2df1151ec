CREATE TABLE workspace_enabled_plugins (
    workspace_id uuid        NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    plugin_id    uuid        NOT NULL REFERENCES marketplace_plugins ON DELETE CASCADE,
    enabled_by   text        NOT NULL,
    enabled_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (workspace_id, plugin_id)
);

CREATE INDEX workspace_enabled_plugins_plugin_id_workspace_id_idx
    ON workspace_enabled_plugins (plugin_id, workspace_id);

ALTER TABLE workspace_enabled_plugins ENABLE ROW LEVEL SECURITY;
ALTER TABLE workspace_enabled_plugins FORCE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON workspace_enabled_plugins
    USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)
    WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);

COMMENT ON TABLE workspace_enabled_plugins IS 'Plugins a workspace has enabled, which its agents may be assigned.';
COMMENT ON COLUMN workspace_enabled_plugins.workspace_id IS 'Workspace.';
COMMENT ON COLUMN workspace_enabled_plugins.plugin_id IS 'Plugin it enabled.';
COMMENT ON COLUMN workspace_enabled_plugins.enabled_by IS 'Who enabled it.';
COMMENT ON COLUMN workspace_enabled_plugins.enabled_at IS 'When it was enabled.';
