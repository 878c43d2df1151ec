CREATE TABLE plugin_sync_history (
    id             uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    action         text        NOT NULL,
    plugin_id      uuid        REFERENCES marketplace_plugins ON DELETE SET NULL,
    plugin_slug    text        NOT NULL,
    plugin_version text,
    status         text        NOT NULL,
    details        jsonb       NOT NULL DEFAULT '{}',
    error_message  text,
    performed_by   text        NOT NULL,
    started_at     timestamptz NOT NULL DEFAULT now(),
    completed_at   timestamptz,
    CONSTRAINT plugin_sync_history_action_check CHECK (
        action IN (
            'upload', 'scan', 'approve', 'reject', 'activate', 'deactivate', 'enable', 'disable', 'delete'
        )
    ),
    CONSTRAINT plugin_sync_history_plugin_slug_length CHECK (char_length(plugin_slug) BETWEEN 1 AND 100),
    CONSTRAINT plugin_sync_history_plugin_version_length CHECK (char_length(plugin_version) <= 50),
    CONSTRAINT plugin_sync_history_status_length CHECK (char_length(status) BETWEEN 1 AND 50)
);

CREATE INDEX plugin_sync_history_plugin_id_idx ON plugin_sync_history (plugin_id);
CREATE INDEX plugin_sync_history_plugin_slug_started_at_idx ON plugin_sync_history (plugin_slug, started_at DESC);

COMMENT ON TABLE plugin_sync_history IS 'What was done to a plugin, kept when it is deleted. Append-only. A catalog.';
COMMENT ON COLUMN plugin_sync_history.id IS 'Key, ordered by time.';
COMMENT ON COLUMN plugin_sync_history.action IS 'What was done: upload, scan, approve, reject, activate, deactivate, enable, disable or delete.';
COMMENT ON COLUMN plugin_sync_history.plugin_id IS 'Plugin it was done to; null: never made, or deleted since.';
COMMENT ON COLUMN plugin_sync_history.plugin_slug IS 'Slug of the plugin.';
COMMENT ON COLUMN plugin_sync_history.plugin_version IS 'Version it was done to; null: to the plugin as a whole.';
COMMENT ON COLUMN plugin_sync_history.status IS 'How it went, in one word.';
COMMENT ON COLUMN plugin_sync_history.details IS 'What else is to be said of it.';
COMMENT ON COLUMN plugin_sync_history.error_message IS 'Why it failed.';
COMMENT ON COLUMN plugin_sync_history.performed_by IS 'Who did it.';
COMMENT ON COLUMN plugin_sync_history.started_at IS 'When it began.';
COMMENT ON COLUMN plugin_sync_history.completed_at IS 'When it ended; null: it did not.';
