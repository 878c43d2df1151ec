CREATE TABLE workspaces (
    id               uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    name             text        NOT NULL,
    slug             text        NOT NULL UNIQUE,
    kind             text        NOT NULL DEFAULT 'personal',
    owner_id         int8        REFERENCES users ON DELETE RESTRICT,
    clerk_org_id     text        UNIQUE,
    plan             text        NOT NULL DEFAULT 'starter',
    plan_limits      jsonb       NOT NULL DEFAULT '{}',
    settings         jsonb       NOT NULL DEFAULT '{}',
    webhook_key_hash text        UNIQUE,
    is_active        boolean     NOT NULL DEFAULT true,
    paused_at        timestamptz,
    paused_reason    text,
    deleted_at       timestamptz,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT workspaces_name_length CHECK (char_length(name) BETWEEN 1 AND 255),
    CONSTRAINT workspaces_slug_length CHECK (char_length(slug) BETWEEN 1 AND 100),
    CONSTRAINT workspaces_kind_check CHECK (kind IN ('personal', 'organization')),
    CONSTRAINT workspaces_personal_has_owner CHECK (kind <> 'personal' OR owner_id IS NOT NULL),
    CONSTRAINT workspaces_clerk_org_id_length CHECK (char_length(clerk_org_id) BETWEEN 1 AND 255),
    CONSTRAINT workspaces_clerk_org_is_organization CHECK (clerk_org_id IS NULL OR kind = 'organization'),
    CONSTRAINT workspaces_plan_length CHECK (char_length(plan) BETWEEN 1 AND 50),
    CONSTRAINT workspaces_webhook_key_hash_length CHECK (char_length(webhook_key_hash) BETWEEN 1 AND 255),
    CONSTRAINT workspaces_paused_reason_when_paused CHECK (paused_reason IS NULL OR paused_at IS NOT NULL)
);

CREATE INDEX workspaces_owner_id_idx ON workspaces (owner_id);

COMMENT ON TABLE workspaces IS 'Tenants: each owns its agents, workflows, credentials and routing. A catalog.';
COMMENT ON COLUMN workspaces.id IS 'Key, and the value every tenant table is distributed by.';
COMMENT ON COLUMN workspaces.name IS 'Name to show.';
COMMENT ON COLUMN workspaces.slug IS 'Stable name used on the command line and in seed files.';
COMMENT ON COLUMN workspaces.kind IS 'personal: exactly one member, its owner. organization: any number of members.';
COMMENT ON COLUMN workspaces.owner_id IS 'User it belongs to; required of a personal workspace.';
COMMENT ON COLUMN workspaces.clerk_org_id IS 'The same organization at Clerk; only organizations have one.';
COMMENT ON COLUMN workspaces.plan IS 'Plan it is on.';
COMMENT ON COLUMN workspaces.plan_limits IS 'Limits of the plan by name, e.g. {"agents": 10}.';
COMMENT ON COLUMN workspaces.settings IS 'Free-form settings of this workspace.';
COMMENT ON COLUMN workspaces.webhook_key_hash IS 'Hash of the webhook key; the key itself is shown once and not kept.';
COMMENT ON COLUMN workspaces.is_active IS 'False: its agents do not run.';
COMMENT ON COLUMN workspaces.paused_at IS 'When it was paused; null while it runs.';
COMMENT ON COLUMN workspaces.paused_reason IS 'Why it was paused.';
COMMENT ON COLUMN workspaces.deleted_at IS 'When it was deleted; the rows stay until they are purged.';
COMMENT ON COLUMN workspaces.created_at IS 'When the row was written first.';
COMMENT ON COLUMN workspaces.updated_at IS 'When the row was last changed, set by the statement that changes it.';

CREATE TABLE workspace_members (
    workspace_id uuid        NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    user_id      int8        NOT NULL REFERENCES users ON DELETE CASCADE,
    role         text        NOT NULL,
    joined_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (workspace_id, user_id),
    CONSTRAINT workspace_members_role_check CHECK (role IN ('owner', 'admin', 'editor', 'viewer'))
);

CREATE INDEX workspace_members_user_id_workspace_id_idx ON workspace_members (user_id, workspace_id);

COMMENT ON TABLE workspace_members IS 'Who belongs to which workspace. A catalog: signing in reads it before a workspace is chosen.';
COMMENT ON COLUMN workspace_members.workspace_id IS 'Workspace.';
COMMENT ON COLUMN workspace_members.user_id IS 'Member.';
COMMENT ON COLUMN workspace_members.role IS 'What the member may do: owner, admin, editor or viewer. At least one owner always remains.';
COMMENT ON COLUMN workspace_members.joined_at IS 'When the user became a member.';
