CREATE TABLE environment (
    only_row   boolean     PRIMARY KEY DEFAULT true,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by text        NOT NULL,
    CONSTRAINT environment_one_row CHECK (only_row),
    CONSTRAINT environment_name_length CHECK (char_length(name) BETWEEN 1 AND 255)
);

COMMENT ON TABLE environment IS 'What this database is for, in one row: production refuses destructive commands without confirmation. A catalog.';
COMMENT ON COLUMN environment.only_row IS 'Always true: being the key, it keeps the table to one row.';
COMMENT ON COLUMN environment.name IS 'Name of the environment, e.g. development or production.';
COMMENT ON COLUMN environment.created_at IS 'When the database was initialised.';
COMMENT ON COLUMN environment.created_by IS 'Who initialised it.';
