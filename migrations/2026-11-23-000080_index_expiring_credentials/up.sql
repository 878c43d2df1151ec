-- What `credential list` asks for with a time: those of a workspace that expire by then.
CREATE INDEX CONCURRENTLY credentials_workspace_id_expires_at_idx
    ON credentials (workspace_id, expires_at) WHERE expires_at IS NOT NULL;
