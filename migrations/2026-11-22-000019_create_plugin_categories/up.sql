CREATE TABLE plugin_categories (
    id          uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    slug        text        NOT NULL UNIQUE,
    name        text        NOT NULL,
    description text,
    icon        text,
    sort_order  int4        NOT NULL DEFAULT 0,
    parent_id   uuid        REFERENCES plugin_categories ON DELETE RESTRICT,
    is_active   boolean     NOT NULL DEFAULT true,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT plugin_categories_slug_length CHECK (char_length(slug) BETWEEN 1 AND 100),
    CONSTRAINT plugin_categories_name_length CHECK (char_length(name) BETWEEN 1 AND 100),
    CONSTRAINT plugin_categories_not_own_parent CHECK (parent_id <> id)
);

CREATE INDEX plugin_categories_parent_id_idx ON plugin_categories (parent_id);

COMMENT ON TABLE plugin_categories IS 'Groups the marketplace lists plugins under, in two levels. A catalog.';
COMMENT ON COLUMN plugin_categories.id IS 'Key.';
COMMENT ON COLUMN plugin_categories.slug IS 'Stable name used on the command line and in seed files.';
COMMENT ON COLUMN plugin_categories.name IS 'Name to show.';
COMMENT ON COLUMN plugin_categories.description IS 'What belongs in it.';
COMMENT ON COLUMN plugin_categories.icon IS 'Picture to show.';
COMMENT ON COLUMN plugin_categories.sort_order IS 'Place among its siblings, lowest first.';
COMMENT ON COLUMN plugin_categories.parent_id IS 'Group it is in; null: it is a group.';
COMMENT ON COLUMN plugin_categories.is_active IS 'False: no longer offered, kept for the plugins that are in it.';
COMMENT ON COLUMN plugin_categories.created_at IS 'When the row was written first.';
COMMENT ON COLUMN plugin_categories.updated_at IS 'When the row was last changed, set by the statement that changes it.';
