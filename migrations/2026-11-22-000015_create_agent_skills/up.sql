CREATE TABLE agent_skills (
    workspace_id uuid        NOT NULL,
    agent_id     int8        NOT NULL,
    skill_id     int8        NOT NULL REFERENCES skills ON DELETE CASCADE,
    assigned_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (workspace_id, agent_id, skill_id),
    FOREIGN KEY (workspace_id, agent_id) REFERENCES agents ON DELETE CASCADE
);

CREATE INDEX agent_skills_skill_id_idx ON agent_skills (skill_id);

ALTER TABLE agent_skills ENABLE ROW LEVEL SECURITY;
ALTER TABLE agent_skills FORCE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON agent_skills
    USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)
    WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);

COMMENT ON TABLE agent_skills IS 'Skills an agent has: global ones or those of its workspace.';
COMMENT ON COLUMN agent_skills.workspace_id IS 'Workspace of the agent.';
COMMENT ON COLUMN agent_skills.agent_id IS 'Agent.';
COMMENT ON COLUMN agent_skills.skill_id IS 'Skill it has.';
COMMENT ON COLUMN agent_skills.assigned_at IS 'When it was given the skill.';
