CREATE TABLE plugin_security_scans (
    id                     uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    plugin_slug            text        NOT NULL,
    plugin_version         text        NOT NULL,
    package_sha256         text        NOT NULL,
    static_scan_status     text        NOT NULL,
    static_risk_score      int4        NOT NULL,
    static_findings        jsonb       NOT NULL DEFAULT '[]',
    blocked_patterns_found text[]      NOT NULL DEFAULT '{}',
    llm_scan_status        text        NOT NULL DEFAULT 'skipped',
    llm_risk_score         int4,
    llm_findings           jsonb       NOT NULL DEFAULT '[]',
    llm_summary            text,
    llm_model_used         text,
    llm_tokens_used        int4,
    risk_score             int4        NOT NULL,
    review_from            int4        NOT NULL DEFAULT 20,
    blocked_above          int4        NOT NULL DEFAULT 70,
    overall_verdict        text        NOT NULL,
    rules_version          text        NOT NULL,
    duration_ms            int8        NOT NULL,
    scanned_by             text        NOT NULL,
    scanned_at             timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT plugin_security_scans_plugin_slug_length CHECK (char_length(plugin_slug) BETWEEN 1 AND 100),
    CONSTRAINT plugin_security_scans_plugin_version_length CHECK (char_length(plugin_version) BETWEEN 1 AND 50),
    CONSTRAINT plugin_security_scans_package_sha256_shape CHECK (package_sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT plugin_security_scans_static_scan_status_check CHECK (
        static_scan_status IN ('passed', 'flagged', 'failed')
    ),
    CONSTRAINT plugin_security_scans_static_risk_score_range CHECK (static_risk_score BETWEEN 0 AND 100),
    CONSTRAINT plugin_security_scans_blocked_patterns_found_no_nulls CHECK (
        array_position(blocked_patterns_found, NULL) IS NULL
    ),
    CONSTRAINT plugin_security_scans_llm_scan_status_check CHECK (
        llm_scan_status IN ('passed', 'flagged', 'failed', 'skipped')
    ),
    CONSTRAINT plugin_security_scans_llm_risk_score_range CHECK (llm_risk_score BETWEEN 0 AND 100),
    CONSTRAINT plugin_security_scans_skipped_has_no_llm_score CHECK (
        llm_scan_status <> 'skipped' OR llm_risk_score IS NULL
    ),
    CONSTRAINT plugin_security_scans_llm_model_used_length CHECK (char_length(llm_model_used) <= 255),
    CONSTRAINT plugin_security_scans_llm_tokens_used_range CHECK (llm_tokens_used >= 0),
    CONSTRAINT plugin_security_scans_risk_score_range CHECK (risk_score BETWEEN 0 AND 100),
    CONSTRAINT plugin_security_scans_judge_only_adds CHECK (risk_score >= static_risk_score),
    -- Every band stays reachable, so that a condition may always raise the score to the one it demands.
    CONSTRAINT plugin_security_scans_thresholds_range CHECK (
        0 <= review_from AND review_from <= blocked_above AND blocked_above < 100
    ),
    CONSTRAINT plugin_security_scans_overall_verdict_check CHECK (
        overall_verdict IN ('safe', 'review_required', 'blocked')
    ),
    CONSTRAINT plugin_security_scans_verdict_matches_score CHECK (
        overall_verdict = CASE
            WHEN risk_score > blocked_above THEN 'blocked'
            WHEN risk_score >= review_from THEN 'review_required'
            ELSE 'safe'
        END
    ),
    CONSTRAINT plugin_security_scans_failed_is_never_safe CHECK (
        static_scan_status <> 'failed' OR overall_verdict <> 'safe'
    ),
    CONSTRAINT plugin_security_scans_rules_version_length CHECK (char_length(rules_version) BETWEEN 1 AND 50),
    CONSTRAINT plugin_security_scans_duration_ms_range CHECK (duration_ms >= 0)
);

CREATE INDEX plugin_security_scans_plugin_slug_scanned_at_idx
    ON plugin_security_scans (plugin_slug, scanned_at DESC);
CREATE INDEX plugin_security_scans_package_sha256_idx ON plugin_security_scans (package_sha256);

COMMENT ON TABLE plugin_security_scans IS 'Reports of scanning a plugin package; kept when the plugin is deleted. A catalog.';
COMMENT ON COLUMN plugin_security_scans.id IS 'Key, ordered by time.';
COMMENT ON COLUMN plugin_security_scans.plugin_slug IS 'Plugin that was scanned.';
COMMENT ON COLUMN plugin_security_scans.plugin_version IS 'Version that was scanned.';
COMMENT ON COLUMN plugin_security_scans.package_sha256 IS 'SHA-256 of the package''s bytes, 64 lower-case hexadecimal digits.';
COMMENT ON COLUMN plugin_security_scans.static_scan_status IS 'What the rules said: passed, flagged or failed.';
COMMENT ON COLUMN plugin_security_scans.static_risk_score IS 'Risk by the rules alone, 0 to 100.';
COMMENT ON COLUMN plugin_security_scans.static_findings IS 'What the rules found, a list.';
COMMENT ON COLUMN plugin_security_scans.blocked_patterns_found IS 'Rules that block by themselves and matched.';
COMMENT ON COLUMN plugin_security_scans.llm_scan_status IS 'What the language model said: passed, flagged, failed or skipped.';
COMMENT ON COLUMN plugin_security_scans.llm_risk_score IS 'Risk by the language model, 0 to 100; null: it gave none.';
COMMENT ON COLUMN plugin_security_scans.llm_findings IS 'What the language model found, a list.';
COMMENT ON COLUMN plugin_security_scans.llm_summary IS 'What the language model said in short.';
COMMENT ON COLUMN plugin_security_scans.llm_model_used IS 'Model that was asked.';
COMMENT ON COLUMN plugin_security_scans.llm_tokens_used IS 'Tokens that asking it took.';
COMMENT ON COLUMN plugin_security_scans.risk_score IS 'Risk of the package, 0 to 100, never below static_risk_score.';
COMMENT ON COLUMN plugin_security_scans.review_from IS 'Lowest risk that needed a review when it was scanned; below it is safe.';
COMMENT ON COLUMN plugin_security_scans.blocked_above IS 'Highest risk that could be reviewed when it was scanned; above it is blocked.';
COMMENT ON COLUMN plugin_security_scans.overall_verdict IS 'safe, review_required or blocked, as risk_score and the two thresholds say.';
COMMENT ON COLUMN plugin_security_scans.rules_version IS 'Version of the rules.';
COMMENT ON COLUMN plugin_security_scans.duration_ms IS 'Milliseconds the scan took.';
COMMENT ON COLUMN plugin_security_scans.scanned_by IS 'Who had it scanned.';
COMMENT ON COLUMN plugin_security_scans.scanned_at IS 'When it was scanned.';
