DROP TABLE credential_audit_logs;
