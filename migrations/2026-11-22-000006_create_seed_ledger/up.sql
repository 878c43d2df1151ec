CREATE TABLE seed_entries (
    seed_set    text        NOT NULL,
    kind        text        NOT NULL,
    item_key    text        NOT NULL,
    row_created boolean     NOT NULL,
    item_hash   text        NOT NULL,
    fields      jsonb       NOT NULL DEFAULT '{}',
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (seed_set, kind, item_key),
    CONSTRAINT seed_entries_seed_set_length CHECK (char_length(seed_set) BETWEEN 1 AND 100),
    CONSTRAINT seed_entries_kind_length CHECK (char_length(kind) BETWEEN 1 AND 100),
    CONSTRAINT seed_entries_item_key_length CHECK (char_length(item_key) BETWEEN 1 AND 1000),
    CONSTRAINT seed_entries_item_hash_length CHECK (char_length(item_hash) BETWEEN 1 AND 128)
);

COMMENT ON TABLE seed_entries IS 'What seeding wrote last, per item: by comparing with it, an operator''s edit is told from an old value. A catalog.';
COMMENT ON COLUMN seed_entries.seed_set IS 'Name of the set of seed files the item comes from.';
COMMENT ON COLUMN seed_entries.kind IS 'Kind of the item, e.g. personas.';
COMMENT ON COLUMN seed_entries.item_key IS 'Natural key of the item within its kind.';
COMMENT ON COLUMN seed_entries.row_created IS 'True: seeding made the row and may prune it. False: it was there before and was adopted.';
COMMENT ON COLUMN seed_entries.item_hash IS 'Hash of the whole item, so that an unchanged one needs no comparing.';
COMMENT ON COLUMN seed_entries.fields IS 'Per field the value last written, or its hash where it is long or secret.';
COMMENT ON COLUMN seed_entries.created_at IS 'When the item was first seeded or adopted.';
COMMENT ON COLUMN seed_entries.updated_at IS 'When this entry last changed, set by the statement that changes it.';

CREATE TABLE seed_runs (
    id           uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    started_at   timestamptz NOT NULL,
    finished_at  timestamptz NOT NULL,
    actor        text        NOT NULL,
    db_user      text        NOT NULL DEFAULT session_user,
    source       text        NOT NULL,
    tool_version text        NOT NULL,
    file_hashes  jsonb       NOT NULL DEFAULT '{}',
    counts       jsonb       NOT NULL DEFAULT '{}',
    options      jsonb       NOT NULL DEFAULT '{}',
    CONSTRAINT seed_runs_tool_version_length CHECK (char_length(tool_version) <= 50)
);

COMMENT ON TABLE seed_runs IS 'One row per completed seed run, those that found nothing to do included. A catalog.';
COMMENT ON COLUMN seed_runs.id IS 'Key, ordered by time.';
COMMENT ON COLUMN seed_runs.started_at IS 'When the run began.';
COMMENT ON COLUMN seed_runs.finished_at IS 'When the run wrote this row, just before it committed.';
COMMENT ON COLUMN seed_runs.actor IS 'Who ran it, as given to the command.';
COMMENT ON COLUMN seed_runs.db_user IS 'Database user of the session, which the actor cannot choose.';
COMMENT ON COLUMN seed_runs.source IS 'Where the seeds came from: built in, folders or standard input.';
COMMENT ON COLUMN seed_runs.tool_version IS 'Version of the program that ran it.';
COMMENT ON COLUMN seed_runs.file_hashes IS 'SHA-256 of each file, by its path.';
COMMENT ON COLUMN seed_runs.counts IS 'Rows created, updated, removed, kept and unchanged, by kind.';
COMMENT ON COLUMN seed_runs.options IS 'Options the run was given.';
