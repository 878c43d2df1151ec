-- A log has no foreign keys: its rows outlive what they are about.
CREATE TABLE routing_decisions (
    workspace_id       uuid             NOT NULL,
    created_at         timestamptz      NOT NULL DEFAULT now(),
    id                 uuid             NOT NULL DEFAULT gen_random_uuid(),
    request_id         uuid             NOT NULL,
    envelope_hash      text             NOT NULL,
    source             text             NOT NULL,
    content            text,
    route_type         text             NOT NULL,
    agent_id           int8,
    workflow_id        int8,
    confidence         double precision NOT NULL,
    reasoning          text,
    cached             boolean          NOT NULL DEFAULT false,
    was_corrected      boolean          NOT NULL DEFAULT false,
    corrected_agent_id int8,
    PRIMARY KEY (workspace_id, created_at, id),
    CONSTRAINT routing_decisions_envelope_hash_shape CHECK (envelope_hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT routing_decisions_route_type_check CHECK (route_type IN ('agent', 'workflow', 'orchestrate')),
    CONSTRAINT routing_decisions_target_matches_route CHECK (
        (route_type = 'agent') = (agent_id IS NOT NULL)
        AND (route_type = 'workflow') = (workflow_id IS NOT NULL)
    ),
    CONSTRAINT routing_decisions_confidence_range CHECK (confidence BETWEEN 0 AND 1),
    CONSTRAINT routing_decisions_correction_is_marked CHECK (corrected_agent_id IS NULL OR was_corrected)
) PARTITION BY RANGE (created_at);

ALTER TABLE routing_decisions ENABLE ROW LEVEL SECURITY;
ALTER TABLE routing_decisions FORCE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON routing_decisions
    USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)
    WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);

COMMENT ON TABLE routing_decisions IS 'Where each request was sent and why. Append-only but for corrections, by month.';
COMMENT ON COLUMN routing_decisions.workspace_id IS 'Workspace of the request.';
COMMENT ON COLUMN routing_decisions.created_at IS 'When it was decided; decides the partition.';
COMMENT ON COLUMN routing_decisions.id IS 'Key, ordered by time.';
COMMENT ON COLUMN routing_decisions.request_id IS 'Request it was decided for.';
COMMENT ON COLUMN routing_decisions.envelope_hash IS 'SHA-256 of the normalised content and the source, 64 lower-case hexadecimal digits.';
COMMENT ON COLUMN routing_decisions.source IS 'Where the request came from.';
COMMENT ON COLUMN routing_decisions.content IS 'Text of the request; null: not kept.';
COMMENT ON COLUMN routing_decisions.route_type IS 'What it was sent to: agent, workflow or orchestrate.';
COMMENT ON COLUMN routing_decisions.agent_id IS 'Agent it was sent to, set exactly when route_type is agent.';
COMMENT ON COLUMN routing_decisions.workflow_id IS 'Workflow it was sent to, set exactly when route_type is workflow.';
COMMENT ON COLUMN routing_decisions.confidence IS 'How sure the decision was, 0 to 1.';
COMMENT ON COLUMN routing_decisions.reasoning IS 'Why it was decided so.';
COMMENT ON COLUMN routing_decisions.cached IS 'Whether it was taken from routing_decision_cache.';
COMMENT ON COLUMN routing_decisions.was_corrected IS 'Whether somebody has said it was wrong.';
COMMENT ON COLUMN routing_decisions.corrected_agent_id IS 'Agent it should have been sent to.';
