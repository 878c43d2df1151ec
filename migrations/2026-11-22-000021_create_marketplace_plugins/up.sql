CREATE TABLE marketplace_plugins (
    id                 uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    slug               text        NOT NULL UNIQUE,
    name               text        NOT NULL,
    version            text        NOT NULL,
    storage_uri        text,
    package_sha256     text,
    description        text,
    long_description   text,
    category_id        uuid        REFERENCES plugin_categories ON DELETE RESTRICT,
    tags               text[]      NOT NULL DEFAULT '{}',
    skills_count       int4        NOT NULL DEFAULT 0,
    commands_count     int4        NOT NULL DEFAULT 0,
    agents_count       int4        NOT NULL DEFAULT 0,
    hooks_count        int4        NOT NULL DEFAULT 0,
    source_type        text,
    source_url         text,
    source_repo        text,
    original_author    text,
    license            text,
    token_estimate     int4        NOT NULL DEFAULT 0,
    recommended_models text[]      NOT NULL DEFAULT '{}',
    security_scan_id   uuid        REFERENCES plugin_security_scans ON DELETE RESTRICT,
    security_status    text        NOT NULL DEFAULT 'pending',
    is_active          boolean     NOT NULL DEFAULT true,
    is_featured        boolean     NOT NULL DEFAULT false,
    approval_status    text        NOT NULL DEFAULT 'pending',
    approved_by        text,
    approved_at        timestamptz,
    rejection_reason   text,
    enable_count       int4        NOT NULL DEFAULT 0,
    created_at         timestamptz NOT NULL DEFAULT now(),
    updated_at         timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT marketplace_plugins_slug_length CHECK (char_length(slug) BETWEEN 1 AND 100),
    CONSTRAINT marketplace_plugins_name_length CHECK (char_length(name) BETWEEN 1 AND 255),
    CONSTRAINT marketplace_plugins_version_length CHECK (char_length(version) BETWEEN 1 AND 50),
    CONSTRAINT marketplace_plugins_storage_uri_length CHECK (char_length(storage_uri) <= 500),
    CONSTRAINT marketplace_plugins_package_sha256_shape CHECK (package_sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT marketplace_plugins_tags_no_nulls CHECK (array_position(tags, NULL) IS NULL),
    CONSTRAINT marketplace_plugins_counts_range CHECK (
        least(skills_count, commands_count, agents_count, hooks_count, token_estimate, enable_count) >= 0
    ),
    CONSTRAINT marketplace_plugins_source_type_length CHECK (char_length(source_type) <= 100),
    CONSTRAINT marketplace_plugins_source_url_length CHECK (char_length(source_url) <= 500),
    CONSTRAINT marketplace_plugins_source_repo_length CHECK (char_length(source_repo) <= 500),
    CONSTRAINT marketplace_plugins_recommended_models_no_nulls CHECK (array_position(recommended_models, NULL) IS NULL),
    CONSTRAINT marketplace_plugins_security_status_check CHECK (
        security_status IN ('pending', 'safe', 'review_required', 'blocked')
    ),
    CONSTRAINT marketplace_plugins_approval_status_check CHECK (approval_status IN ('pending', 'approved', 'rejected'))
);

CREATE INDEX marketplace_plugins_category_id_idx ON marketplace_plugins (category_id);
CREATE INDEX marketplace_plugins_security_scan_id_idx ON marketplace_plugins (security_scan_id);
CREATE INDEX marketplace_plugins_tags_idx ON marketplace_plugins USING gin (tags);
CREATE INDEX marketplace_plugins_approval_status_is_active_idx ON marketplace_plugins (approval_status, is_active);
CREATE INDEX marketplace_plugins_pending_idx
    ON marketplace_plugins (approval_status, created_at) WHERE approval_status = 'pending';
CREATE INDEX marketplace_plugins_visible_by_category_idx
    ON marketplace_plugins (category_id, enable_count DESC, id) WHERE approval_status = 'approved' AND is_active;
CREATE INDEX marketplace_plugins_visible_by_slug_idx
    ON marketplace_plugins (slug) WHERE approval_status = 'approved' AND is_active;

COMMENT ON TABLE marketplace_plugins IS 'Plugins of the marketplace, each as its shown version is. A catalog.';
COMMENT ON COLUMN marketplace_plugins.id IS 'Key.';
COMMENT ON COLUMN marketplace_plugins.slug IS 'Stable name used on the command line.';
COMMENT ON COLUMN marketplace_plugins.name IS 'Name to show.';
COMMENT ON COLUMN marketplace_plugins.version IS 'Version that is shown; moves only when another is approved.';
COMMENT ON COLUMN marketplace_plugins.storage_uri IS 'Where the shown version''s package is kept.';
COMMENT ON COLUMN marketplace_plugins.package_sha256 IS 'SHA-256 of that package, 64 lower-case hexadecimal digits.';
COMMENT ON COLUMN marketplace_plugins.description IS 'What it does, in a sentence.';
COMMENT ON COLUMN marketplace_plugins.long_description IS 'What it does, at length.';
COMMENT ON COLUMN marketplace_plugins.category_id IS 'Group it is listed under.';
COMMENT ON COLUMN marketplace_plugins.tags IS 'Words to find it by.';
COMMENT ON COLUMN marketplace_plugins.skills_count IS 'Skills in it.';
COMMENT ON COLUMN marketplace_plugins.commands_count IS 'Commands in it.';
COMMENT ON COLUMN marketplace_plugins.agents_count IS 'Agents in it.';
COMMENT ON COLUMN marketplace_plugins.hooks_count IS 'Hooks in it.';
COMMENT ON COLUMN marketplace_plugins.source_type IS 'How it came here, e.g. upload or github.';
COMMENT ON COLUMN marketplace_plugins.source_url IS 'Page it came from.';
COMMENT ON COLUMN marketplace_plugins.source_repo IS 'Repository it came from.';
COMMENT ON COLUMN marketplace_plugins.original_author IS 'Who wrote it.';
COMMENT ON COLUMN marketplace_plugins.license IS 'Licence it is under.';
COMMENT ON COLUMN marketplace_plugins.token_estimate IS 'Tokens it adds to an agent''s prompt, estimated.';
COMMENT ON COLUMN marketplace_plugins.recommended_models IS 'Models it works well with.';
COMMENT ON COLUMN marketplace_plugins.security_scan_id IS 'Scan that security_status comes from.';
COMMENT ON COLUMN marketplace_plugins.security_status IS 'pending, safe, review_required or blocked.';
COMMENT ON COLUMN marketplace_plugins.is_active IS 'False: taken off the marketplace.';
COMMENT ON COLUMN marketplace_plugins.is_featured IS 'Whether it is shown first.';
COMMENT ON COLUMN marketplace_plugins.approval_status IS 'pending, approved or rejected; once a version is approved it stays so whatever is uploaded.';
COMMENT ON COLUMN marketplace_plugins.approved_by IS 'Who approved the shown version.';
COMMENT ON COLUMN marketplace_plugins.approved_at IS 'When the shown version was approved.';
COMMENT ON COLUMN marketplace_plugins.rejection_reason IS 'Why it was rejected.';
COMMENT ON COLUMN marketplace_plugins.enable_count IS 'Workspaces that have it enabled.';
COMMENT ON COLUMN marketplace_plugins.created_at IS 'When the row was written first.';
COMMENT ON COLUMN marketplace_plugins.updated_at IS 'When the row was last changed, set by the statement that changes it.';
