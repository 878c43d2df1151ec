-- A log has no foreign keys: its rows outlive what they are about.
CREATE TABLE credential_audit_logs (
    workspace_id    uuid        NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    id              uuid        NOT NULL DEFAULT gen_random_uuid(),
    credential_id   int8        NOT NULL,
    credential_name text        NOT NULL,
    action          text        NOT NULL,
    performed_by    text        NOT NULL,
    success         boolean     NOT NULL,
    error_message   text,
    details         jsonb       NOT NULL DEFAULT '{}',
    PRIMARY KEY (workspace_id, created_at, id),
    CONSTRAINT credential_audit_logs_credential_name_length CHECK (char_length(credential_name) BETWEEN 1 AND 255),
    CONSTRAINT credential_audit_logs_action_check CHECK (
        action IN ('created', 'updated', 'deleted', 'accessed', 'tested', 'rotated')
    )
) PARTITION BY RANGE (created_at);

CREATE INDEX credential_audit_logs_credential_id_idx
    ON credential_audit_logs (workspace_id, credential_id, created_at DESC, id DESC);

ALTER TABLE credential_audit_logs ENABLE ROW LEVEL SECURITY;
ALTER TABLE credential_audit_logs FORCE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON credential_audit_logs
    USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)
    WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);

COMMENT ON TABLE credential_audit_logs IS 'Who did what with a credential, kept when it is deleted. Append-only, by month.';
COMMENT ON COLUMN credential_audit_logs.workspace_id IS 'Workspace of the credential.';
COMMENT ON COLUMN credential_audit_logs.created_at IS 'When it was done; decides the partition.';
COMMENT ON COLUMN credential_audit_logs.id IS 'Key, ordered by time.';
COMMENT ON COLUMN credential_audit_logs.credential_id IS 'Credential it was done to, which may be gone.';
COMMENT ON COLUMN credential_audit_logs.credential_name IS 'Name the credential had.';
COMMENT ON COLUMN credential_audit_logs.action IS 'What was done: created, updated, deleted, accessed, tested or rotated.';
COMMENT ON COLUMN credential_audit_logs.performed_by IS 'Who did it.';
COMMENT ON COLUMN credential_audit_logs.success IS 'Whether it succeeded.';
COMMENT ON COLUMN credential_audit_logs.error_message IS 'Why it failed, without the secret.';
COMMENT ON COLUMN credential_audit_logs.details IS 'What else is to be said of it, never a secret.';
