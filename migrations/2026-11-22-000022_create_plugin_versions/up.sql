CREATE TABLE plugin_versions (
    id                 uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    plugin_id          uuid        NOT NULL REFERENCES marketplace_plugins ON DELETE CASCADE,
    version            text        NOT NULL,
    package_sha256     text        NOT NULL,
    package_size_bytes int8        NOT NULL,
    storage_uri        text        NOT NULL,
    manifest           jsonb       NOT NULL DEFAULT '{}',
    contents           jsonb       NOT NULL DEFAULT '{}',
    security_scan_id   uuid        REFERENCES plugin_security_scans ON DELETE RESTRICT,
    security_status    text        NOT NULL DEFAULT 'pending',
    approval_status    text        NOT NULL DEFAULT 'pending',
    approved_by        text,
    approved_at        timestamptz,
    rejection_reason   text,
    uploaded_by        text        NOT NULL,
    created_at         timestamptz NOT NULL DEFAULT now(),
    updated_at         timestamptz NOT NULL DEFAULT now(),
    UNIQUE (plugin_id, version),
    CONSTRAINT plugin_versions_version_length CHECK (char_length(version) BETWEEN 1 AND 50),
    CONSTRAINT plugin_versions_package_sha256_shape CHECK (package_sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT plugin_versions_package_size_bytes_range CHECK (package_size_bytes >= 0),
    CONSTRAINT plugin_versions_storage_uri_length CHECK (char_length(storage_uri) BETWEEN 1 AND 500),
    CONSTRAINT plugin_versions_security_status_check CHECK (
        security_status IN ('pending', 'safe', 'review_required', 'blocked')
    ),
    CONSTRAINT plugin_versions_approval_status_check CHECK (approval_status IN ('pending', 'approved', 'rejected')),
    CONSTRAINT plugin_versions_approval_is_signed CHECK (
        approval_status <> 'approved' OR (approved_by IS NOT NULL AND approved_at IS NOT NULL)
    )
);

CREATE INDEX plugin_versions_security_scan_id_idx ON plugin_versions (security_scan_id);
CREATE INDEX plugin_versions_pending_idx
    ON plugin_versions (approval_status, created_at) WHERE approval_status = 'pending';

COMMENT ON TABLE plugin_versions IS 'Uploaded versions of a plugin, each with its package, scan and approval. A catalog.';
COMMENT ON COLUMN plugin_versions.id IS 'Key, ordered by time.';
COMMENT ON COLUMN plugin_versions.plugin_id IS 'Plugin it is a version of.';
COMMENT ON COLUMN plugin_versions.version IS 'Semantic version.';
COMMENT ON COLUMN plugin_versions.package_sha256 IS 'SHA-256 of the package''s bytes, 64 lower-case hexadecimal digits; names the package in the store.';
COMMENT ON COLUMN plugin_versions.package_size_bytes IS 'Size of the package in bytes.';
COMMENT ON COLUMN plugin_versions.storage_uri IS 'Where the package is kept.';
COMMENT ON COLUMN plugin_versions.manifest IS 'Manifest as its author wrote it.';
COMMENT ON COLUMN plugin_versions.contents IS 'What is in the package: counts, and the list of files with their digests.';
COMMENT ON COLUMN plugin_versions.security_scan_id IS 'Scan that security_status comes from.';
COMMENT ON COLUMN plugin_versions.security_status IS 'pending, safe, review_required or blocked.';
COMMENT ON COLUMN plugin_versions.approval_status IS 'pending, approved or rejected.';
COMMENT ON COLUMN plugin_versions.approved_by IS 'Who approved it.';
COMMENT ON COLUMN plugin_versions.approved_at IS 'When it was approved.';
COMMENT ON COLUMN plugin_versions.rejection_reason IS 'Why it was rejected.';
COMMENT ON COLUMN plugin_versions.uploaded_by IS 'Who uploaded it.';
COMMENT ON COLUMN plugin_versions.created_at IS 'When it was uploaded.';
COMMENT ON COLUMN plugin_versions.updated_at IS 'When the row was last changed, set by the statement that changes it.';
