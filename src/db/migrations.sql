CREATE TABLE IF NOT EXISTS __diesel_schema_migrations (
    version varchar(50) PRIMARY KEY NOT NULL,
    run_on timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE IF NOT EXISTS automatos_migrations (
    version text PRIMARY KEY,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL,
    duration_ms int4 NOT NULL,
    tool_version text NOT NULL
);
COMMENT ON TABLE __diesel_schema_migrations IS 'Applied migrations, as the diesel tools keep them.';
COMMENT ON COLUMN __diesel_schema_migrations.version IS 'Version of the migration.';
COMMENT ON COLUMN __diesel_schema_migrations.run_on IS 'When it was applied.';
COMMENT ON TABLE automatos_migrations IS 'Applied migrations, with the checksum of what was run.';
COMMENT ON COLUMN automatos_migrations.version IS 'Digits of the date and number of the migration.';
COMMENT ON COLUMN automatos_migrations.name IS 'What the migration does.';
COMMENT ON COLUMN automatos_migrations.checksum IS 'SHA-256 of its SQL with line ends as LF, in hex.';
COMMENT ON COLUMN automatos_migrations.applied_at IS 'When it was applied.';
COMMENT ON COLUMN automatos_migrations.duration_ms IS 'How long it took, in milliseconds.';
COMMENT ON COLUMN automatos_migrations.tool_version IS 'Version of the tool that applied it.';
