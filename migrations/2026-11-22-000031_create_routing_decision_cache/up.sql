CREATE TABLE routing_decision_cache (
    workspace_id  uuid             NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    envelope_hash text             NOT NULL,
    route_type    text             NOT NULL,
    agent_id      int8,
    workflow_id   int8,
    confidence    double precision NOT NULL,
    corrected     boolean          NOT NULL DEFAULT false,
    hit_count     int8             NOT NULL DEFAULT 0,
    last_hit_at   timestamptz,
    expires_at    timestamptz      NOT NULL,
    PRIMARY KEY (workspace_id, envelope_hash),
    FOREIGN KEY (workspace_id, agent_id) REFERENCES agents ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, workflow_id) REFERENCES workflows ON DELETE CASCADE,
    CONSTRAINT routing_decision_cache_envelope_hash_shape CHECK (envelope_hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT routing_decision_cache_route_type_check CHECK (route_type IN ('agent', 'workflow', 'orchestrate')),
    CONSTRAINT routing_decision_cache_target_matches_route CHECK (
        (route_type = 'agent') = (agent_id IS NOT NULL)
        AND (route_type = 'workflow') = (workflow_id IS NOT NULL)
    ),
    CONSTRAINT routing_decision_cache_confidence_range CHECK (confidence BETWEEN 0 AND 1),
    CONSTRAINT routing_decision_cache_hit_count_range CHECK (hit_count >= 0)
);

CREATE INDEX routing_decision_cache_expires_at_idx ON routing_decision_cache (expires_at);
CREATE INDEX routing_decision_cache_workspace_id_agent_id_idx ON routing_decision_cache (workspace_id, agent_id);
CREATE INDEX routing_decision_cache_workspace_id_workflow_id_idx ON routing_decision_cache (workspace_id, workflow_id);

ALTER TABLE routing_decision_cache ENABLE ROW LEVEL SECURITY;
ALTER TABLE routing_decision_cache FORCE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON routing_decision_cache
    USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)
    WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);

COMMENT ON TABLE routing_decision_cache IS 'The decision in force for a request seen before, until it expires.';
COMMENT ON COLUMN routing_decision_cache.workspace_id IS 'Workspace of the request.';
COMMENT ON COLUMN routing_decision_cache.envelope_hash IS 'SHA-256 of the normalised content and the source, 64 lower-case hexadecimal digits.';
COMMENT ON COLUMN routing_decision_cache.route_type IS 'What to send it to: agent, workflow or orchestrate.';
COMMENT ON COLUMN routing_decision_cache.agent_id IS 'Agent to send it to, set exactly when route_type is agent.';
COMMENT ON COLUMN routing_decision_cache.workflow_id IS 'Workflow to send it to, set exactly when route_type is workflow.';
COMMENT ON COLUMN routing_decision_cache.confidence IS 'How sure the decision was, 0 to 1.';
COMMENT ON COLUMN routing_decision_cache.corrected IS 'Whether somebody corrected it: it then names the right agent.';
COMMENT ON COLUMN routing_decision_cache.hit_count IS 'Times it was used.';
COMMENT ON COLUMN routing_decision_cache.last_hit_at IS 'When it was used last; null: never.';
COMMENT ON COLUMN routing_decision_cache.expires_at IS 'When it is no longer to be used.';
