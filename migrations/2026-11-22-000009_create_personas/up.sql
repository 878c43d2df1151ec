CREATE TABLE personas (
    id                    uuid             PRIMARY KEY DEFAULT gen_random_uuid(),
    slug                  text             NOT NULL,
    name                  text             NOT NULL,
    description           text,
    system_prompt         text             NOT NULL,
    voice_description     text,
    category              text             NOT NULL,
    tags                  text[]           NOT NULL DEFAULT '{}',
    suggested_temperature double precision NOT NULL DEFAULT 0.7,
    suggested_models      text[]           NOT NULL DEFAULT '{}',
    source                text             NOT NULL DEFAULT 'custom',
    source_url            text,
    scope                 text             NOT NULL DEFAULT 'global',
    workspace_id          uuid             REFERENCES workspaces ON DELETE CASCADE,
    is_active             boolean          NOT NULL DEFAULT true,
    created_at            timestamptz      NOT NULL DEFAULT now(),
    updated_at            timestamptz      NOT NULL DEFAULT now(),
    CONSTRAINT personas_slug_length CHECK (char_length(slug) BETWEEN 1 AND 100),
    CONSTRAINT personas_name_length CHECK (char_length(name) BETWEEN 1 AND 255),
    CONSTRAINT personas_voice_description_length CHECK (char_length(voice_description) <= 500),
    CONSTRAINT personas_category_length CHECK (char_length(category) BETWEEN 1 AND 100),
    CONSTRAINT personas_tags_no_nulls CHECK (array_position(tags, NULL) IS NULL),
    CONSTRAINT personas_suggested_temperature_range CHECK (suggested_temperature BETWEEN 0 AND 2),
    CONSTRAINT personas_suggested_models_no_nulls CHECK (array_position(suggested_models, NULL) IS NULL),
    CONSTRAINT personas_source_length CHECK (char_length(source) BETWEEN 1 AND 100),
    CONSTRAINT personas_source_url_length CHECK (char_length(source_url) <= 500),
    CONSTRAINT personas_scope_check CHECK (scope IN ('global', 'workspace')),
    CONSTRAINT personas_workspace_matches_scope CHECK ((scope = 'workspace') = (workspace_id IS NOT NULL))
);

CREATE UNIQUE INDEX personas_global_key ON personas (slug) WHERE workspace_id IS NULL;
CREATE UNIQUE INDEX personas_workspace_key ON personas (workspace_id, slug) WHERE workspace_id IS NOT NULL;

ALTER TABLE personas ENABLE ROW LEVEL SECURITY;
ALTER TABLE personas FORCE ROW LEVEL SECURITY;
CREATE POLICY global_or_own_workspace ON personas FOR SELECT
    USING (workspace_id IS NULL OR workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);

COMMENT ON TABLE personas IS 'Voices an agent can speak with, for all or for one workspace. A catalog.';
COMMENT ON COLUMN personas.id IS 'Key.';
COMMENT ON COLUMN personas.slug IS 'Stable name used on the command line and in seed files.';
COMMENT ON COLUMN personas.name IS 'Name to show.';
COMMENT ON COLUMN personas.description IS 'What it is good for, in a sentence or two.';
COMMENT ON COLUMN personas.system_prompt IS 'Instructions an agent with this persona starts from.';
COMMENT ON COLUMN personas.voice_description IS 'How it sounds.';
COMMENT ON COLUMN personas.category IS 'Group it is listed under, e.g. engineering.';
COMMENT ON COLUMN personas.tags IS 'Words to find it by.';
COMMENT ON COLUMN personas.suggested_temperature IS 'Temperature where the agent sets none, 0 to 2.';
COMMENT ON COLUMN personas.suggested_models IS 'Models it works well with, best first.';
COMMENT ON COLUMN personas.source IS 'Where it comes from, e.g. seed or custom.';
COMMENT ON COLUMN personas.source_url IS 'Page it was taken from.';
COMMENT ON COLUMN personas.scope IS 'global: for all workspaces. workspace: for one.';
COMMENT ON COLUMN personas.workspace_id IS 'Workspace it is for, set exactly when scope is workspace.';
COMMENT ON COLUMN personas.is_active IS 'False: no longer offered.';
COMMENT ON COLUMN personas.created_at IS 'When the row was written first.';
COMMENT ON COLUMN personas.updated_at IS 'When the row was last changed, set by the statement that changes it.';
