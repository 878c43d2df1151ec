-- What a sync needs to know: where a folder is, what its new skills are given, and which content each
-- version had, so that an edit made here is told from a change made there.
ALTER TABLE skill_sources ADD COLUMN folder_path text;
ALTER TABLE skill_sources ADD COLUMN git_tag text;
ALTER TABLE skill_sources ADD COLUMN default_skill_type text NOT NULL DEFAULT 'technical';
ALTER TABLE skill_sources ADD COLUMN default_category text;
ALTER TABLE skill_sources ADD CONSTRAINT skill_sources_git_tag_length CHECK (char_length(git_tag) <= 255);
ALTER TABLE skill_sources ADD CONSTRAINT skill_sources_default_skill_type_check
    CHECK (default_skill_type IN ('cognitive', 'technical', 'communication'));
ALTER TABLE skill_sources ADD CONSTRAINT skill_sources_default_category_length
    CHECK (char_length(default_category) <= 100);

COMMENT ON COLUMN skill_sources.folder_path IS 'Folder of a source that is no repository; absolute.';
COMMENT ON COLUMN skill_sources.git_tag IS 'Tag that is fetched instead of a branch.';
COMMENT ON COLUMN skill_sources.default_skill_type IS 'Type of its skills that name none: cognitive, technical or communication.';
COMMENT ON COLUMN skill_sources.default_category IS 'Category of its skills that name none.';

ALTER TABLE skill_versions ADD COLUMN content_sha256 text;
ALTER TABLE skill_versions ADD COLUMN security_status text;
ALTER TABLE skill_versions ADD COLUMN risk_score int4;
ALTER TABLE skill_versions ADD CONSTRAINT skill_versions_content_sha256_shape
    CHECK (content_sha256 ~ '^[0-9a-f]{64}$');
ALTER TABLE skill_versions ADD CONSTRAINT skill_versions_security_status_check
    CHECK (security_status IN ('pending', 'safe', 'review_required', 'blocked'));
ALTER TABLE skill_versions ADD CONSTRAINT skill_versions_risk_score_range CHECK (risk_score BETWEEN 0 AND 100);

COMMENT ON COLUMN skill_versions.content_sha256 IS 'SHA-256 of what the skill held in this version; null: written by hand or seeded.';
COMMENT ON COLUMN skill_versions.security_status IS 'What the scan said of it: pending, safe, review_required or blocked; null: not scanned.';
COMMENT ON COLUMN skill_versions.risk_score IS 'Risk the scan found, 0 to 100; null: not scanned.';
