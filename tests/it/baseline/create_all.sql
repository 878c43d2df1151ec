-- The tables as an ORM makes them from models: numbers from sequences, times without a zone, JSON where we
-- have arrays, nearly everything nullable, keys of one column, no checks, no partitions, no policies.
CREATE TYPE agentstatus AS ENUM ('active', 'inactive', 'paused', 'archived');
CREATE TABLE users (
    id SERIAL NOT NULL, username VARCHAR(255) NOT NULL, email VARCHAR(255) NOT NULL, clerk_user_id VARCHAR(255),
    name VARCHAR(255), avatar_url VARCHAR(500), is_active BOOLEAN, last_sign_in_at TIMESTAMP WITHOUT TIME ZONE,
    created_at TIMESTAMP WITHOUT TIME ZONE, updated_at TIMESTAMP WITHOUT TIME ZONE,
    PRIMARY KEY (id), UNIQUE (username), UNIQUE (email)
);
CREATE INDEX ix_users_id ON users (id);
CREATE TABLE workspaces (
    id UUID NOT NULL, name VARCHAR(255) NOT NULL, slug VARCHAR(100) NOT NULL, owner_id INTEGER, plan VARCHAR(50),
    plan_limits JSON, settings JSON, webhook_key_hash VARCHAR(255), is_active BOOLEAN,
    created_at TIMESTAMP WITHOUT TIME ZONE, updated_at TIMESTAMP WITHOUT TIME ZONE,
    PRIMARY KEY (id), UNIQUE (slug), FOREIGN KEY (owner_id) REFERENCES users (id)
);
CREATE TABLE workspace_members (
    workspace_id UUID NOT NULL, user_id INTEGER NOT NULL, role VARCHAR(20) NOT NULL, joined_at TIMESTAMP WITHOUT TIME ZONE,
    PRIMARY KEY (workspace_id, user_id), FOREIGN KEY (workspace_id) REFERENCES workspaces (id),
    FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE TABLE llm_models (
    id SERIAL NOT NULL, provider VARCHAR(100) NOT NULL, model_id VARCHAR(255) NOT NULL, display_name VARCHAR(255) NOT NULL,
    model_family VARCHAR(100), capabilities JSON, context_window INTEGER, max_output_tokens INTEGER,
    supports_functions BOOLEAN, input_cost_per_1k_tokens FLOAT, output_cost_per_1k_tokens FLOAT, recommended_for JSON,
    default_temperature FLOAT, status VARCHAR(20), release_date DATE, created_at TIMESTAMP WITHOUT TIME ZONE,
    PRIMARY KEY (id)
);
CREATE TABLE system_settings (
    id SERIAL NOT NULL, category VARCHAR(100) NOT NULL, key VARCHAR(255) NOT NULL, value TEXT, value_type VARCHAR(20),
    default_value TEXT, description TEXT, is_sensitive BOOLEAN, is_required BOOLEAN, validation_rules JSON,
    created_at TIMESTAMP WITHOUT TIME ZONE, updated_at TIMESTAMP WITHOUT TIME ZONE, PRIMARY KEY (id)
);
CREATE TABLE personas (
    id UUID NOT NULL, slug VARCHAR(100) NOT NULL, name VARCHAR(255) NOT NULL, description TEXT, system_prompt TEXT NOT NULL,
    voice_description VARCHAR(500), category VARCHAR(100), tags VARCHAR[], suggested_temperature FLOAT, suggested_models JSON,
    source VARCHAR(100), source_url VARCHAR(500), scope VARCHAR(20), workspace_id UUID, is_active BOOLEAN,
    created_at TIMESTAMP WITHOUT TIME ZONE, updated_at TIMESTAMP WITHOUT TIME ZONE,
    PRIMARY KEY (id), UNIQUE (slug), FOREIGN KEY (workspace_id) REFERENCES workspaces (id)
);
CREATE TABLE skills (
    id SERIAL NOT NULL, name VARCHAR(200) NOT NULL, description TEXT, skill_type VARCHAR(20) NOT NULL, category VARCHAR(100),
    prompt_template TEXT, tools_schema JSON, parameters JSON, implementation TEXT, tags JSON, skill_metadata JSON,
    performance_data JSON, is_active BOOLEAN, created_by VARCHAR(255),
    created_at TIMESTAMP WITHOUT TIME ZONE, updated_at TIMESTAMP WITHOUT TIME ZONE, PRIMARY KEY (id), UNIQUE (name)
);
CREATE TABLE patterns (
    id SERIAL NOT NULL, name VARCHAR(255), description TEXT, pattern_type VARCHAR(50), pattern_data JSON, usage_count INTEGER,
    effectiveness_score FLOAT, is_active BOOLEAN, created_at TIMESTAMP WITHOUT TIME ZONE,
    updated_at TIMESTAMP WITHOUT TIME ZONE, PRIMARY KEY (id)
);
CREATE TABLE agents (
    id SERIAL NOT NULL, workspace_id UUID, name VARCHAR(255) NOT NULL, description TEXT, agent_type VARCHAR(50),
    status agentstatus, configuration JSON, model_config JSON, model_usage_stats JSON, performance_metrics JSON, tags JSON,
    persona_id UUID, custom_persona_prompt TEXT, use_custom_persona BOOLEAN, owner_type VARCHAR(20), is_shared BOOLEAN,
    is_featured BOOLEAN, is_approved BOOLEAN, install_count INTEGER, version VARCHAR(50), created_by VARCHAR(255),
    created_at TIMESTAMP WITHOUT TIME ZONE, updated_at TIMESTAMP WITHOUT TIME ZONE,
    PRIMARY KEY (id), FOREIGN KEY (workspace_id) REFERENCES workspaces (id), FOREIGN KEY (persona_id) REFERENCES personas (id)
);
CREATE INDEX ix_agents_name ON agents (name);
CREATE TABLE agent_skills (
    agent_id INTEGER NOT NULL, skill_id INTEGER NOT NULL, PRIMARY KEY (agent_id, skill_id),
    FOREIGN KEY (agent_id) REFERENCES agents (id), FOREIGN KEY (skill_id) REFERENCES skills (id)
);
CREATE TABLE workflows (
    id SERIAL NOT NULL, workspace_id UUID, name VARCHAR(255) NOT NULL, description TEXT, goal TEXT, context TEXT,
    workflow_definition JSON, status VARCHAR(20), owner VARCHAR(255), tags JSON, priority VARCHAR(50), created_by VARCHAR(255),
    created_at TIMESTAMP WITHOUT TIME ZONE, updated_at TIMESTAMP WITHOUT TIME ZONE,
    PRIMARY KEY (id), FOREIGN KEY (workspace_id) REFERENCES workspaces (id)
);
CREATE TABLE workflow_agents (
    workflow_id INTEGER NOT NULL, agent_id INTEGER NOT NULL, PRIMARY KEY (workflow_id, agent_id),
    FOREIGN KEY (workflow_id) REFERENCES workflows (id), FOREIGN KEY (agent_id) REFERENCES agents (id)
);
CREATE TABLE workflow_executions (
    id SERIAL NOT NULL, workflow_id INTEGER, agent_id INTEGER, status VARCHAR(20), input_data JSON, output_data JSON,
    execution_log TEXT, error_message TEXT, started_at TIMESTAMP WITHOUT TIME ZONE, completed_at TIMESTAMP WITHOUT TIME ZONE,
    PRIMARY KEY (id), FOREIGN KEY (workflow_id) REFERENCES workflows (id), FOREIGN KEY (agent_id) REFERENCES agents (id)
);
CREATE TABLE plugin_categories (
    id UUID NOT NULL, slug VARCHAR(100) NOT NULL, name VARCHAR(100) NOT NULL, description TEXT, icon VARCHAR(50),
    sort_order INTEGER, parent_id UUID, PRIMARY KEY (id), UNIQUE (slug), FOREIGN KEY (parent_id) REFERENCES plugin_categories (id)
);
CREATE TABLE marketplace_plugins (
    id UUID NOT NULL, slug VARCHAR(100) NOT NULL, name VARCHAR(255) NOT NULL, version VARCHAR(50) NOT NULL, description TEXT,
    category_id UUID, tags JSON, skills_count INTEGER, is_active BOOLEAN, approval_status VARCHAR(20), enable_count INTEGER,
    created_at TIMESTAMP WITHOUT TIME ZONE, updated_at TIMESTAMP WITHOUT TIME ZONE,
    PRIMARY KEY (id), UNIQUE (slug), FOREIGN KEY (category_id) REFERENCES plugin_categories (id)
);
CREATE TABLE composio_apps_cache (
    id SERIAL NOT NULL, app_name VARCHAR(255) NOT NULL, app_slug VARCHAR(100) NOT NULL, display_name VARCHAR(255) NOT NULL,
    description TEXT, categories JSON, auth_schemes JSON, action_count INTEGER, trigger_count INTEGER, status VARCHAR(50),
    metadata JSON, last_synced_at TIMESTAMP WITHOUT TIME ZONE, PRIMARY KEY (id), UNIQUE (app_name)
);
CREATE TABLE routing_rules (
    id SERIAL NOT NULL, workspace_id UUID NOT NULL, name VARCHAR(255) NOT NULL, source_pattern VARCHAR(255),
    source_channel VARCHAR(50), intent_keywords JSON, target_agent_id INTEGER, target_workflow_id INTEGER,
    target_orchestrate BOOLEAN, priority INTEGER, is_active BOOLEAN, created_at TIMESTAMP WITHOUT TIME ZONE,
    PRIMARY KEY (id), FOREIGN KEY (target_agent_id) REFERENCES agents (id)
);
CREATE TABLE routing_decisions (
    id UUID NOT NULL, workspace_id UUID NOT NULL, request_id UUID NOT NULL, envelope_hash VARCHAR(64) NOT NULL,
    source VARCHAR(50) NOT NULL, content TEXT, route_type VARCHAR(20) NOT NULL, agent_id INTEGER, workflow_id INTEGER,
    confidence FLOAT NOT NULL, reasoning TEXT, cached BOOLEAN, was_corrected BOOLEAN, corrected_agent_id INTEGER,
    created_at TIMESTAMP WITHOUT TIME ZONE, PRIMARY KEY (id), FOREIGN KEY (agent_id) REFERENCES agents (id)
);
CREATE TABLE credential_types (
    id SERIAL NOT NULL, name VARCHAR(255) NOT NULL, display_name VARCHAR(255) NOT NULL, category VARCHAR(100) NOT NULL,
    schema_definition JSON, test_endpoint JSON, is_system BOOLEAN, is_active BOOLEAN,
    created_at TIMESTAMP WITHOUT TIME ZONE, PRIMARY KEY (id), UNIQUE (name)
);
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, PRIMARY KEY (version_num));

INSERT INTO users VALUES
    (1, 'ada', 'Ada@Example.org', 'user_1', 'Ada', NULL, true, '2025-03-30 01:30:00', '2025-01-02 03:04:05.678901', NULL),
    (7, 'bob', 'bob@example.org', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO workspaces VALUES
    ('11111111-1111-4111-8111-111111111111', 'Acme', 'acme', 1, 'pro', '{"agents": 5}', NULL, NULL, true,
     '2025-01-02 03:04:05', '2025-02-02 03:04:05'),
    ('22222222-2222-4222-8222-222222222222', 'Shared', 'shared', NULL, NULL, 'null', '{}', NULL, NULL, NULL, NULL);
INSERT INTO workspace_members VALUES ('11111111-1111-4111-8111-111111111111', 1, 'owner', '2025-01-02 03:04:05');
INSERT INTO llm_models VALUES
    (3, 'openai', 'gpt-4o', 'GPT-4o', 'gpt', '{"vision": true}', 128000, 16384, true, 0.0025, 0.01, '["code", "chat"]', NULL, NULL,
     '2024-05-13', '2025-01-01 00:00:00');
INSERT INTO system_settings VALUES
    (1, 'general', 'site_name', 'Automatos', 'string', NULL, 'The name', false, NULL, NULL, '2025-01-01 00:00:00', NULL);
INSERT INTO personas VALUES
    ('33333333-3333-4333-8333-333333333333', 'sage', 'Sage', NULL, 'You are wise.', NULL, 'general', '{calm,old}', NULL,
     '["gpt-4o"]', NULL, NULL, 'global', NULL, true, '2025-01-01 00:00:00', NULL);
INSERT INTO skills VALUES
    (5, 'reading', 'Reads', 'cognitive', NULL, NULL, NULL, NULL, NULL, '["a", "b"]', NULL, NULL, true, NULL, NULL, NULL);
INSERT INTO patterns VALUES (2, 'relay', NULL, 'coordination', '{"steps": 2}', NULL, NULL, NULL, NULL, NULL);
INSERT INTO agents VALUES
    (10, '11111111-1111-4111-8111-111111111111', 'Helper', 'Helps', 'custom', 'active',
     '{"tools": ["slack", "GITHUB", 4, "slack"], "depth": 3}', '{"provider": "openai", "model_id": "gpt-4o"}', NULL, 'null', '["x"]',
     '33333333-3333-4333-8333-333333333333', NULL, NULL, 'workspace', NULL, NULL, NULL, NULL, NULL, 'ada',
     '2025-06-01 12:00:00', '2025-06-02 12:00:00'),
    (12, NULL, 'Offered', NULL, NULL, 'paused', '{"tool_ids": [4]}', NULL, NULL, NULL, NULL, NULL, NULL, false, 'marketplace', true,
     true, true, 9, '2.0.0', NULL, '2025-06-01 12:00:00', NULL);
INSERT INTO agent_skills VALUES (10, 5), (12, 5);
INSERT INTO workflows VALUES
    (20, '11111111-1111-4111-8111-111111111111', 'Flow', NULL, NULL, NULL, '{"nodes": []}', 'active', NULL, '[]', NULL, NULL,
     '2025-06-01 12:00:00', NULL);
INSERT INTO workflow_agents VALUES (20, 10);
INSERT INTO workflow_executions VALUES
    (30, 20, 10, 'completed', '{"in": 1}', '{"out": 2}', NULL, NULL, '2025-06-03 10:00:00', '2025-06-03 10:05:00');
INSERT INTO plugin_categories VALUES
    ('44444444-4444-4444-8444-444444444444', 'data', 'Data', NULL, NULL, NULL, NULL),
    ('55555555-5555-4555-8555-555555555555', 'tables', 'Tables', NULL, NULL, 2, '44444444-4444-4444-8444-444444444444');
INSERT INTO marketplace_plugins VALUES
    ('66666666-6666-4666-8666-666666666666', 'csv', 'CSV', '1.0.0', NULL, '55555555-5555-4555-8555-555555555555', '["csv"]', 2,
     true, 'pending', NULL, '2025-06-01 12:00:00', NULL);
INSERT INTO composio_apps_cache VALUES
    (4, 'NOTION', 'notion', 'Notion', NULL, '["docs"]', NULL, 3, NULL, 'active', NULL, '2025-06-01 12:00:00'),
    (6, 'SLACK', 'slack', 'Slack', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO routing_rules VALUES
    (40, '11111111-1111-4111-8111-111111111111', 'to helper', NULL, 'slack', '["help", "please"]', 10, NULL, NULL, 5, true,
     '2025-06-01 12:00:00');
INSERT INTO routing_decisions VALUES
    ('77777777-7777-4777-8777-777777777777', '11111111-1111-4111-8111-111111111111', '88888888-8888-4888-8888-888888888888',
     repeat('ab', 32), 'slack', 'help', 'agent', 10, NULL, 0.9, NULL, false, NULL, NULL, '2025-07-31 23:59:59'),
    ('99999999-9999-4999-8999-999999999999', '11111111-1111-4111-8111-111111111111', '88888888-8888-4888-8888-888888888888',
     repeat('cd', 32), 'api', NULL, 'orchestrate', NULL, NULL, 0.5, NULL, NULL, NULL, NULL, '2025-08-01 00:00:00');
INSERT INTO credential_types VALUES
    (8, 'openai_api', 'OpenAI', 'ai', '[{"name": "api_key"}]', NULL, true, true, '2025-06-01 12:00:00');
INSERT INTO alembic_version VALUES ('abc');
SELECT setval('agents_id_seq', 12), setval('users_id_seq', 7);
