-- The marketplace shows a version only as it was approved: with its bytes and the scan of them.
ALTER TABLE marketplace_plugins DROP CONSTRAINT marketplace_plugins_security_scan_id_fkey;
DROP INDEX marketplace_plugins_security_scan_id_idx;
ALTER TABLE marketplace_plugins ADD CONSTRAINT marketplace_plugins_security_scan_id_fkey
    FOREIGN KEY (security_scan_id, package_sha256, security_status)
    REFERENCES plugin_security_scans (id, package_sha256, overall_verdict) ON DELETE RESTRICT;
CREATE INDEX marketplace_plugins_security_scan_id_idx
    ON marketplace_plugins (security_scan_id, package_sha256, security_status);

ALTER TABLE marketplace_plugins ADD CONSTRAINT marketplace_plugins_approval_is_whole CHECK (
    approval_status <> 'approved' OR (
        approved_by IS NOT NULL AND approved_at IS NOT NULL AND package_sha256 IS NOT NULL
        AND storage_uri IS NOT NULL AND security_scan_id IS NOT NULL
    )
);
ALTER TABLE marketplace_plugins ADD CONSTRAINT marketplace_plugins_rejection_has_reason CHECK (
    (approval_status = 'rejected') = (coalesce(btrim(rejection_reason), '') <> '')
);

-- By popularity, most enabled first, over all categories.
CREATE INDEX marketplace_plugins_visible_by_popularity_idx
    ON marketplace_plugins (enable_count DESC, id) WHERE approval_status = 'approved' AND is_active;
