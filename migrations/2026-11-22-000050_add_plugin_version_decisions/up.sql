-- A reference from a version to its scan also carries the digest and the verdict, so that no row can
-- point at the scan of other bytes, or claim another verdict than the scan has.
ALTER TABLE plugin_security_scans
    ADD CONSTRAINT plugin_security_scans_verdict_of_bytes_key UNIQUE (id, package_sha256, overall_verdict);

ALTER TABLE plugin_versions ADD COLUMN uploaded_db_user text NOT NULL DEFAULT session_user;
ALTER TABLE plugin_versions ADD COLUMN approved_db_user text;
ALTER TABLE plugin_versions ADD COLUMN approval_reason text;
ALTER TABLE plugin_versions ADD COLUMN approval_scan_id uuid;
ALTER TABLE plugin_versions ADD COLUMN approval_verdict text;
ALTER TABLE plugin_versions ADD COLUMN approval_consent text;
ALTER TABLE plugin_versions ADD COLUMN approval_four_eyes boolean NOT NULL DEFAULT false;

ALTER TABLE plugin_versions DROP CONSTRAINT plugin_versions_security_scan_id_fkey;
DROP INDEX plugin_versions_security_scan_id_idx;
ALTER TABLE plugin_versions ADD CONSTRAINT plugin_versions_security_scan_id_fkey
    FOREIGN KEY (security_scan_id, package_sha256, security_status)
    REFERENCES plugin_security_scans (id, package_sha256, overall_verdict) ON DELETE RESTRICT;
CREATE INDEX plugin_versions_security_scan_id_idx
    ON plugin_versions (security_scan_id, package_sha256, security_status);
ALTER TABLE plugin_versions ADD CONSTRAINT plugin_versions_approval_scan_id_fkey
    FOREIGN KEY (approval_scan_id, package_sha256, approval_verdict)
    REFERENCES plugin_security_scans (id, package_sha256, overall_verdict) ON DELETE RESTRICT;
CREATE INDEX plugin_versions_approval_scan_id_idx
    ON plugin_versions (approval_scan_id, package_sha256, approval_verdict);

ALTER TABLE plugin_versions ADD CONSTRAINT plugin_versions_verdict_is_of_a_scan CHECK (
    (security_status = 'pending') = (security_scan_id IS NULL)
);
ALTER TABLE plugin_versions ADD CONSTRAINT plugin_versions_approval_consent_check CHECK (
    approval_consent IN ('verdict', 'risk_accepted', 'block_overridden')
);
-- Whoever approves says so knowing the verdict.
ALTER TABLE plugin_versions ADD CONSTRAINT plugin_versions_consent_matches_verdict CHECK (
    approval_consent = CASE approval_verdict
        WHEN 'safe' THEN 'verdict'
        WHEN 'review_required' THEN 'risk_accepted'
        WHEN 'blocked' THEN 'block_overridden'
    END
);
ALTER TABLE plugin_versions ADD CONSTRAINT plugin_versions_approval_is_whole CHECK (
    (approval_status = 'approved') = (approval_scan_id IS NOT NULL)
    AND (approval_status = 'approved') = (approval_verdict IS NOT NULL)
    AND (approval_status = 'approved') = (approval_consent IS NOT NULL)
    AND (approval_status = 'approved') = (approved_db_user IS NOT NULL)
    AND (approval_status = 'approved') = (coalesce(btrim(approval_reason), '') <> '')
    AND (approval_status = 'approved') = (approved_by IS NOT NULL)
);
ALTER TABLE plugin_versions ADD CONSTRAINT plugin_versions_rejection_has_reason CHECK (
    (approval_status = 'rejected') = (coalesce(btrim(rejection_reason), '') <> '')
);
ALTER TABLE plugin_versions ADD CONSTRAINT plugin_versions_four_eyes_are_two_people CHECK (
    NOT approval_four_eyes OR (approved_by <> uploaded_by AND approved_db_user <> uploaded_db_user)
);

COMMENT ON COLUMN plugin_versions.uploaded_db_user IS 'Database user of the session that uploaded it.';
COMMENT ON COLUMN plugin_versions.approved_db_user IS 'Database user of the session that approved it.';
COMMENT ON COLUMN plugin_versions.approval_reason IS 'Why it was approved.';
COMMENT ON COLUMN plugin_versions.approval_scan_id IS 'Scan it was approved on; security_scan_id is the newest.';
COMMENT ON COLUMN plugin_versions.approval_verdict IS 'Verdict of that scan.';
COMMENT ON COLUMN plugin_versions.approval_consent IS 'verdict: it was safe; risk_accepted: it needed a review; block_overridden: it was blocked.';
COMMENT ON COLUMN plugin_versions.approval_four_eyes IS 'Whether the approver had to be another than the uploader.';
