-- Promises about the whole schema. After the views that all of them use, each is a title (`-- ==`) and a query
-- that gives one row a problem: no rows, the promise holds. What stands between is set up before its query.
-- Partitions are left out (relispartition) but for the last two: they are made by code.

SET timezone = 'UTC';
CREATE TEMP TABLE expected_table (name text PRIMARY KEY, class text NOT NULL);
INSERT INTO expected_table
SELECT unnest(ARRAY['users', 'workspaces', 'workspace_members', 'credential_types', 'llm_models', 'system_settings',
    'personas', 'skills', 'skill_files', 'skill_sources', 'skill_versions', 'patterns', 'workflow_recipes',
    'plugin_categories', 'marketplace_plugins', 'plugin_versions', 'plugin_security_scans', 'plugin_sync_history',
    'package_blobs', 'package_chunks', 'composio_apps_cache', 'composio_actions_cache', 'composio_syncs', 'seed_entries', 'seed_runs',
    'environment']), 'catalog'
UNION ALL
SELECT unnest(ARRAY['agents', 'workflows', 'workflow_agents', 'workflow_executions', 'credentials', 'routing_rules',
    'routing_decision_cache', 'workspace_enabled_plugins', 'agent_skills', 'agent_assigned_plugins',
    'agent_app_assignments']), 'tenant'
UNION ALL
SELECT unnest(ARRAY['routing_decisions', 'unrouted_events', 'credential_audit_logs', 'audit_events']), 'log';

-- What the migrations made: tables in public, without partitions and the two bookkeeping tables.
CREATE TEMP VIEW our_table AS
SELECT c.oid, c.relname::text AS name, c.relkind, c.relrowsecurity, c.relforcerowsecurity, e.class
FROM pg_class c LEFT JOIN expected_table e ON e.name = c.relname
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND c.relname NOT IN ('__diesel_schema_migrations', 'automatos_migrations');

CREATE TEMP VIEW our_column AS
SELECT t.oid, t.name AS table_name, t.class, a.attnum, a.attname::text AS name, a.attnotnull,
       format_type(a.atttypid, a.atttypmod) AS type, a.attidentity, a.attgenerated,
       pg_get_expr(d.adbin, d.adrelid) AS default_value
FROM our_table t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum;

-- Indexes with their key columns (not the INCLUDEd ones), order flags and predicate.
CREATE TEMP VIEW our_index AS
SELECT t.oid AS table_oid, t.name AS table_name, t.class, i.indexrelid, x.relname::text AS name,
       i.indisunique, i.indisprimary, i.indisvalid, am.amname::text AS method,
       (SELECT array_agg(pg_get_indexdef(i.indexrelid, k, true) || ' ' || i.indoption[k - 1] || ' ' || i.indclass[k - 1]
                         ORDER BY k)
        FROM generate_series(1, i.indnkeyatts) k) AS keys,
       (SELECT array_agg(pg_get_indexdef(i.indexrelid, k, true) ORDER BY k)
        FROM generate_series(1, i.indnkeyatts) k) AS columns,
       pg_get_expr(i.indpred, i.indrelid) AS predicate
FROM our_table t JOIN pg_index i ON i.indrelid = t.oid JOIN pg_class x ON x.oid = i.indexrelid
JOIN pg_am am ON am.oid = x.relam;

CREATE TEMP VIEW our_foreign_key AS
SELECT t.oid AS table_oid, t.name AS table_name, t.class, f.conname::text AS name, f.confdeltype, f.convalidated,
       p.name AS parent_name, p.class AS parent_class,
       (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(f.conkey) WITH ORDINALITY k (attnum, n)
        JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.attnum) AS columns,
       (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(f.confkey) WITH ORDINALITY k (attnum, n)
        JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k.attnum) AS parent_columns
FROM pg_constraint f JOIN our_table t ON t.oid = f.conrelid LEFT JOIN our_table p ON p.oid = f.confrelid
WHERE f.contype = 'f' AND f.conparentid = 0;

-- == every table is a catalog, a tenant table or a log, and none is missing
SELECT name || ' is in neither list' AS problem FROM our_table WHERE class IS NULL
UNION ALL SELECT name || ' is missing' FROM expected_table WHERE name NOT IN (SELECT name FROM our_table);

-- == every table and every column has a comment
SELECT name || ' has no comment' AS problem FROM our_table WHERE coalesce(obj_description(oid, 'pg_class'), '') = ''
UNION ALL
SELECT table_name || '.' || name || ' has no comment' FROM our_column WHERE coalesce(col_description(oid, attnum), '') = '';

-- == every foreign key says what a delete does, and a composite one never sets columns to null
SELECT table_name || '.' || name || ' has no ON DELETE' AS problem FROM our_foreign_key WHERE confdeltype = 'a'
UNION ALL
SELECT table_name || '.' || name || ' sets a composite key' FROM our_foreign_key
WHERE cardinality(columns) > 1 AND confdeltype NOT IN ('c', 'r');

-- == every foreign key has an index that leads with its columns
-- A partial index serves where its predicate is only that the key is not null: equality implies it.
SELECT f.table_name || '.' || f.name || ' has no index' AS problem
FROM our_foreign_key f
WHERE NOT EXISTS (
    SELECT FROM our_index i
    WHERE i.table_oid = f.table_oid AND i.method = 'btree' AND i.indisvalid
      AND i.columns[1:cardinality(f.columns)] @> f.columns AND i.columns[1:cardinality(f.columns)] <@ f.columns
      AND (i.predicate IS NULL OR i.predicate = '(' || f.columns[1] || ' IS NOT NULL)'));

-- == foreign keys: tenant to tenant by workspace, tenant to catalog by one column, never catalog to tenant, logs none
-- A catalog may point at more than the key of another, so that what it repeats of that row stays true.
SELECT table_name || '.' || name || ' -> ' || parent_name || ' breaks the rule' AS problem FROM our_foreign_key
WHERE CASE
    WHEN class = 'log' OR parent_class = 'log' OR parent_class IS NULL THEN true
    WHEN class = 'catalog' THEN parent_class <> 'catalog'
    WHEN parent_class = 'catalog' THEN cardinality(columns) <> 1
    ELSE columns[1] <> 'workspace_id' OR parent_columns[1] <> 'workspace_id' OR cardinality(columns) <> 2
END;

-- == every tenant table and log has workspace_id uuid NOT NULL first
SELECT t.name || ' does not' AS problem FROM our_table t
WHERE t.class IN ('tenant', 'log') AND NOT EXISTS (
    SELECT FROM our_column c WHERE c.oid = t.oid AND c.attnum = 1 AND c.name = 'workspace_id'
      AND c.attnotnull AND c.type = 'uuid');

-- == every table has a primary key; in tenant tables every unique index leads with workspace_id
SELECT t.name || ' has no primary key' AS problem FROM our_table t
WHERE NOT EXISTS (SELECT FROM our_index i WHERE i.table_oid = t.oid AND i.indisprimary)
UNION ALL
SELECT table_name || '.' || name || ' does not lead with workspace_id' FROM our_index
WHERE class IN ('tenant', 'log') AND indisunique AND columns[1] <> 'workspace_id';

-- == every tenant row leads to its workspace by a foreign key of its own or of its parent
SELECT t.name || ' does not' AS problem FROM our_table t
WHERE t.class = 'tenant' AND NOT EXISTS (
    SELECT FROM our_foreign_key f JOIN pg_attribute a ON a.attrelid = f.table_oid AND a.attname = f.columns[cardinality(f.columns)]
    WHERE f.table_oid = t.oid AND f.columns[1] = 'workspace_id' AND a.attnotnull);

-- == catalogs have a primary key of one column, but for members, package pieces and the seed ledger
SELECT table_name || ' has ' || columns::text AS problem FROM our_index
WHERE class = 'catalog' AND indisprimary AND cardinality(columns) <> 1
  AND table_name NOT IN ('workspace_members', 'package_chunks', 'seed_entries');

-- == logs: partitioned by range of created_at, key (workspace_id, created_at, id), no default partition
SELECT t.name || ' is not' AS problem FROM our_table t LEFT JOIN pg_partitioned_table p ON p.partrelid = t.oid
WHERE t.class = 'log' AND (p.partrelid IS NULL OR pg_get_partkeydef(t.oid) <> 'RANGE (created_at)' OR p.partdefid <> 0
   OR NOT EXISTS (SELECT FROM our_index i WHERE i.table_oid = t.oid AND i.indisprimary
                  AND i.columns = ARRAY['workspace_id', 'created_at', 'id'])
   OR NOT EXISTS (SELECT FROM our_column c WHERE c.oid = t.oid AND c.name = 'id' AND c.type = 'uuid'))
UNION ALL
SELECT name || ' is partitioned' FROM our_table WHERE class IS DISTINCT FROM 'log' AND relkind = 'p'
UNION ALL
SELECT table_name || '.' || name || ' would not be copied to a partition' FROM our_column
WHERE class = 'log' AND (attidentity <> '' OR attgenerated <> '');

-- == row-level security: forced on tenant tables, logs and catalogs with a nullable workspace_id, nowhere else
WITH wanted AS (
    SELECT t.*, t.class IN ('tenant', 'log') OR EXISTS (
        SELECT FROM our_column c WHERE c.oid = t.oid AND c.name = 'workspace_id' AND NOT c.attnotnull) AS guarded
    FROM our_table t)
SELECT name || ' row security is wrong' AS problem FROM wanted
WHERE relrowsecurity <> guarded OR relforcerowsecurity <> guarded
UNION ALL
SELECT w.name || ' has not exactly its policy' FROM wanted w
WHERE (SELECT count(*) FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = w.name
         AND p.permissive = 'PERMISSIVE' AND p.roles = '{public}'
         AND CASE WHEN w.class = 'catalog'
             THEN p.policyname = 'global_or_own_workspace' AND p.cmd = 'SELECT' AND p.with_check IS NULL AND p.qual =
                  '((workspace_id IS NULL) OR (workspace_id = (NULLIF(current_setting(''app.workspace_id''::text, true), ''''::text))::uuid))'
             ELSE p.policyname = 'own_workspace' AND p.cmd = 'ALL' AND p.qual = p.with_check AND p.qual =
                  '(workspace_id = (NULLIF(current_setting(''app.workspace_id''::text, true), ''''::text))::uuid)'
             END) <> guarded::int
   -- Beside it there may be what the migration step adds for the role that runs it, and nothing for everybody.
   -- The audit logs are only ever added to, by whoever.
   OR EXISTS (SELECT FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = w.name
         AND 'public' = ANY (p.roles) AND p.policyname NOT IN ('global_or_own_workspace', 'own_workspace')
         AND NOT (w.name IN ('audit_events', 'credential_audit_logs') AND p.permissive = 'RESTRICTIVE' AND p.qual = 'false'
                  AND p.policyname || ' ' || p.cmd IN ('append_only_update UPDATE', 'append_only_delete DELETE')))
UNION ALL
SELECT name || ' may be changed' FROM wanted w WHERE name IN ('audit_events', 'credential_audit_logs')
   AND (SELECT count(*) FROM pg_policies p WHERE p.tablename = w.name AND p.policyname LIKE 'append_only_%') <> 2;

-- == no index is invalid, the same as another, or the beginning of another
SELECT table_name || '.' || name || ' is invalid' AS problem FROM our_index WHERE NOT indisvalid
UNION ALL
SELECT a.table_name || '.' || a.name || ' is covered by ' || b.name
FROM our_index a JOIN our_index b ON b.table_oid = a.table_oid AND b.indexrelid <> a.indexrelid
WHERE a.method = b.method AND a.predicate IS NOT DISTINCT FROM b.predicate
  AND b.keys[1:cardinality(a.keys)] = a.keys
  AND (NOT a.indisunique OR a.columns = b.columns)
  AND (a.keys <> b.keys OR a.indexrelid > b.indexrelid);

-- == no triggers, functions, views, rules, serials, extensions of our own
SELECT 'trigger ' || tgname AS problem FROM pg_trigger t JOIN our_table o ON o.oid = t.tgrelid WHERE NOT tgisinternal
UNION ALL SELECT 'function ' || proname FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
    AND proname NOT LIKE 'diesel\_%'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
UNION ALL SELECT 'view ' || relname FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
UNION ALL SELECT 'rule ' || rulename FROM pg_rewrite r JOIN our_table o ON o.oid = r.ev_class
UNION ALL SELECT 'serial ' || table_name || '.' || name FROM our_column WHERE default_value LIKE 'nextval(%'
UNION ALL SELECT 'identity ' || table_name || '.' || name FROM our_column
    WHERE attidentity NOT IN ('', 'd') OR (attidentity = 'd' AND (type <> 'bigint' OR name <> 'id'));

-- == types: text without a length, timestamps with a zone, jsonb, bigint or uuid keys with their default
SELECT table_name || '.' || name || ' is ' || type AS problem FROM our_column
WHERE type NOT IN ('text', 'text[]', 'boolean', 'integer', 'bigint', 'double precision', 'numeric', 'date',
                   'timestamp with time zone', 'jsonb', 'uuid', 'bytea')
   OR (name LIKE '%\_at' AND type <> 'timestamp with time zone')
UNION ALL
SELECT table_name || '.id makes no key' FROM our_column
WHERE name = 'id' AND NOT ((type = 'bigint' AND attidentity = 'd')
                           OR (type = 'uuid' AND default_value = 'gen_random_uuid()'));

-- == jsonb and text[] are NOT NULL with an empty default, but for the two that may be absent
SELECT table_name || '.' || name || ' is not' AS problem FROM our_column
WHERE type IN ('jsonb', 'text[]') AND table_name || '.' || name NOT IN ('skills.tools_schema', 'credential_types.test_endpoint')
  AND NOT (attnotnull AND coalesce(default_value, '') IN ('''{}''::jsonb', '''[]''::jsonb', '''{}''::text[]'));

-- == lists of strings hold no nulls
SELECT c.table_name || '.' || c.name || ' may' AS problem FROM our_column c
WHERE c.type = 'text[]' AND NOT EXISTS (
    SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c'
      AND pg_get_constraintdef(k.oid) LIKE '%array_position(' || c.name || ', NULL::text) IS NULL%');

-- == mutable tables with updated_at also have created_at, both NOT NULL DEFAULT now()
SELECT table_name || '.' || name || ' is not' AS problem FROM our_column
WHERE name IN ('created_at', 'updated_at') AND NOT (attnotnull AND coalesce(default_value, '') = 'now()')
UNION ALL
SELECT table_name || ' has no created_at' FROM our_column u WHERE name = 'updated_at'
  AND NOT EXISTS (SELECT FROM our_column c WHERE c.oid = u.oid AND c.name = 'created_at');

-- == every CHECK is named after its table and what it says, not by the server
-- The server calls them …_check, as closed sets are called here: anything else of that name got it from the server.
SELECT t.name || '.' || k.conname AS problem FROM pg_constraint k JOIN our_table t ON t.oid = k.conrelid
WHERE k.contype = 'c' AND (NOT starts_with(k.conname, t.name || '_') OR k.conname ~ '_check\d*$')
  AND NOT (k.conname LIKE '%\_check' AND pg_get_constraintdef(k.oid) ~ '^CHECK \(\(\w+ = ANY \(ARRAY\[');

-- == text limits
-- By the name of the column; closed sets and columns that hold a digest need none.
WITH limits AS (
    SELECT c.oid, c.table_name, c.name, CASE
        WHEN c.table_name || '.' || c.name IN ('skills.name', 'skills.skill_source', 'skill_sources.source_name') THEN 200
        WHEN c.table_name || '.' || c.name = 'plugin_categories.name' THEN 100
        WHEN c.table_name || '.' || c.name IN ('audit_events.object_name') THEN NULL
        WHEN c.name = 'git_commit_sha' THEN 100
        WHEN c.name = 'voice_description' THEN 500
        WHEN c.name IN ('name', 'username', 'key', 'template_id', 'email') OR c.name LIKE '%\_name' THEN 255
        WHEN c.name LIKE '%slug' THEN 100
        WHEN c.name IN ('category', 'kind') OR c.name LIKE '%\_type' OR c.name LIKE '%\_category' THEN 100
        WHEN c.name = 'status' OR c.name LIKE '%\_status' THEN 50
        WHEN c.name = 'version' OR c.name LIKE '%\_version' THEN 50
        WHEN c.name LIKE '%\_url' OR c.name LIKE '%\_uri' THEN 500
    END AS at_most
    FROM our_column c WHERE c.type = 'text' AND c.attgenerated = '')
SELECT table_name || '.' || name || ' is not limited to ' || at_most AS problem FROM limits l
WHERE at_most IS NOT NULL AND NOT EXISTS (
    SELECT FROM pg_constraint k WHERE k.conrelid = l.oid AND k.contype = 'c' AND (
        strpos(pg_get_constraintdef(k.oid), '(char_length(' || l.name || ') <= ' || at_most || ')') > 0
        OR strpos(pg_get_constraintdef(k.oid), '((' || l.name || ' = ANY (ARRAY[') > 0));

-- == closed sets hold exactly these words
CREATE TEMP TABLE closed_set (table_name text, name text, words text);
INSERT INTO closed_set VALUES
    ('workspaces', 'kind', 'personal organization'),
    ('workspace_members', 'role', 'owner admin editor viewer'),
    ('agents', 'status', 'active inactive paused archived'),
    ('agents', 'owner_type', 'workspace marketplace'),
    ('skills', 'skill_type', 'cognitive technical communication'),
    ('skill_files', 'file_type', 'core resource script example'),
    ('skill_sources', 'source_type', 'git upload seed marketplace manual'),
    ('skill_sources', 'default_skill_type', 'cognitive technical communication'),
    ('skill_versions', 'security_status', 'pending safe review_required blocked'),
    ('patterns', 'pattern_type', 'coordination communication decision'),
    ('workflows', 'status', 'draft active archived'),
    ('workflow_executions', 'status', 'pending running completed failed cancelled'),
    ('workflow_recipes', 'owner_type', 'workspace marketplace'),
    ('marketplace_plugins', 'security_status', 'pending safe review_required blocked'),
    ('marketplace_plugins', 'approval_status', 'pending approved rejected'),
    ('plugin_versions', 'security_status', 'pending safe review_required blocked'),
    ('plugin_versions', 'approval_status', 'pending approved rejected'),
    ('plugin_versions', 'approval_consent', 'verdict risk_accepted block_overridden'),
    ('plugin_security_scans', 'static_scan_status', 'passed flagged failed'),
    ('plugin_security_scans', 'llm_scan_status', 'passed flagged failed skipped'),
    ('plugin_security_scans', 'overall_verdict', 'safe review_required blocked'),
    ('plugin_sync_history', 'action', 'upload scan approve reject activate deactivate enable disable delete'),
    ('personas', 'scope', 'global workspace'),
    ('agent_app_assignments', 'app_type', 'EXTERNAL INTERNAL'),
    ('routing_rules', 'source_channel', 'chatbot jira_trigger slack whatsapp api workflow webhook telegram discord teams '
        'google_chat signal imessage irc matrix line'),
    ('routing_decisions', 'route_type', 'agent workflow orchestrate'),
    ('routing_decision_cache', 'route_type', 'agent workflow orchestrate'),
    ('credentials', 'environment', 'development staging production'),
    ('credentials', 'test_status', 'passed failed not_tested'),
    ('credential_audit_logs', 'action', 'created updated deleted accessed tested rotated'),
    ('system_settings', 'value_type', 'string number boolean json'),
    ('llm_models', 'status', 'active deprecated beta');
CREATE TEMP VIEW found_set AS
SELECT t.name AS table_name, substring(d.def FROM '^CHECK \(\((\w+) = ANY \(ARRAY\[') AS name,
       (SELECT string_agg(m[1], ' ' ORDER BY n) FROM regexp_matches(d.def, '''([^'']+)''::text', 'g')
        WITH ORDINALITY AS w (m, n)) AS words
FROM our_table t JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'c'
CROSS JOIN LATERAL (SELECT pg_get_constraintdef(k.oid) AS def) d
WHERE d.def ~ '^CHECK \(\(\w+ = ANY \(ARRAY\[';
SELECT coalesce(e.table_name || '.' || e.name, f.table_name || '.' || f.name) || ': ' || coalesce(f.words, 'no CHECK')
       || ' instead of ' || coalesce(e.words, 'no closed set') AS problem
FROM closed_set e FULL JOIN found_set f USING (table_name, name) WHERE e.words IS DISTINCT FROM f.words;

-- == every natural key has a unique index that ON CONFLICT can name
CREATE TEMP TABLE natural_key (table_name text, columns text[], predicate text);
INSERT INTO natural_key VALUES
    ('users', '{username}', NULL), ('users', '{email_lower}', NULL), ('users', '{clerk_user_id}', NULL),
    ('workspaces', '{slug}', NULL), ('workspaces', '{clerk_org_id}', NULL), ('workspaces', '{webhook_key_hash}', NULL),
    ('workspace_members', '{workspace_id,user_id}', NULL),
    ('agents', '{workspace_id,name}', NULL), ('workflows', '{workspace_id,name}', NULL),
    ('routing_rules', '{workspace_id,name}', NULL), ('credentials', '{workspace_id,environment,name}', NULL),
    ('credential_types', '{name}', NULL), ('system_settings', '{category,key}', NULL),
    ('plugin_categories', '{slug}', NULL), ('marketplace_plugins', '{slug}', NULL),
    ('plugin_versions', '{plugin_id,version}', NULL), ('workflow_recipes', '{template_id}', NULL),
    ('skill_sources', '{source_name}', NULL), ('skill_files', '{skill_id,file_path}', NULL),
    ('skill_versions', '{skill_id,version}', NULL), ('composio_apps_cache', '{app_name}', NULL),
    ('composio_apps_cache', '{app_slug}', NULL), ('composio_syncs', '{source}', NULL), ('composio_actions_cache', '{app_name,action_name}', NULL),
    ('personas', '{slug}', '(workspace_id IS NULL)'), ('personas', '{workspace_id,slug}', '(workspace_id IS NOT NULL)'),
    ('skills', '{name}', '(workspace_id IS NULL)'), ('skills', '{workspace_id,name}', '(workspace_id IS NOT NULL)'),
    ('patterns', '{name}', '(workspace_id IS NULL)'), ('patterns', '{workspace_id,name}', '(workspace_id IS NOT NULL)'),
    ('llm_models', '{provider,model_id}', '(workspace_id IS NULL)'),
    ('llm_models', '{workspace_id,provider,model_id}', '(workspace_id IS NOT NULL)'),
    ('seed_entries', '{seed_set,kind,item_key}', NULL), ('package_blobs', '{sha256}', NULL),
    ('package_chunks', '{sha256,chunk_no}', NULL), ('routing_decision_cache', '{workspace_id,envelope_hash}', NULL),
    ('workspace_enabled_plugins', '{workspace_id,plugin_id}', NULL),
    ('agent_skills', '{workspace_id,agent_id,skill_id}', NULL),
    ('agent_assigned_plugins', '{workspace_id,agent_id,plugin_id}', NULL),
    ('agent_app_assignments', '{workspace_id,agent_id,app_name}', NULL),
    ('workflow_agents', '{workspace_id,workflow_id,agent_id}', NULL);
SELECT k.table_name || ' ' || k.columns::text || ' has none' AS problem FROM natural_key k
WHERE NOT EXISTS (SELECT FROM our_index i WHERE i.table_name = k.table_name AND i.indisunique AND i.columns = k.columns
                  AND i.predicate IS NOT DISTINCT FROM k.predicate);

-- == the indexes that matter are there, and those beside them serve a key
CREATE TEMP TABLE wanted_index (table_name text, definition text);
INSERT INTO wanted_index VALUES
    ('agents', 'btree (workspace_id, status, id)'), ('agents', 'btree (persona_id)'), ('agents', 'btree (id)'),
    ('workspace_members', 'btree (user_id, workspace_id)'),
    ('workspace_enabled_plugins', 'btree (plugin_id, workspace_id)'),
    ('marketplace_plugins',
     'btree (category_id, enable_count DESC, id) WHERE ((approval_status = ''approved''::text) AND is_active)'),
    ('marketplace_plugins', 'btree (slug) WHERE ((approval_status = ''approved''::text) AND is_active)'),
    ('marketplace_plugins', 'gin (tags)'),
    ('marketplace_plugins', 'btree (approval_status, created_at) WHERE (approval_status = ''pending''::text)'),
    ('plugin_versions', 'btree (approval_status, created_at) WHERE (approval_status = ''pending''::text)'),
    ('marketplace_plugins', 'btree (approval_status, is_active)'),
    ('marketplace_plugins',
     'btree (enable_count DESC, id) WHERE ((approval_status = ''approved''::text) AND is_active)'),
    ('plugin_security_scans', 'btree (plugin_slug, scanned_at DESC)'), ('plugin_security_scans', 'btree (package_sha256)'),
    ('plugin_sync_history', 'btree (plugin_slug, started_at DESC)'),
    ('workflow_executions', 'btree (workspace_id, workflow_id, started_at DESC)'),
    ('workflow_executions',
     'btree (workspace_id, started_at) WHERE (status = ANY (ARRAY[''pending''::text, ''running''::text]))'),
    ('routing_rules', 'btree (workspace_id, priority) WHERE is_active'),
    ('routing_decision_cache', 'btree (expires_at)'),
    ('credentials', 'btree (workspace_id, expires_at) WHERE (expires_at IS NOT NULL)'),
    ('workspaces', 'btree (name)'),
    ('credential_audit_logs', 'btree (workspace_id, credential_id, created_at DESC, id DESC)');
CREATE TEMP VIEW found_index AS
SELECT i.*, regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING ', '') AS definition FROM our_index i;
SELECT w.table_name || ' ' || w.definition || ' is missing' AS problem FROM wanted_index w
WHERE NOT EXISTS (SELECT FROM found_index i WHERE i.table_name = w.table_name AND i.definition = w.definition)
UNION ALL
SELECT i.table_name || '.' || i.name || ' serves nothing' FROM found_index i
WHERE NOT i.indisunique
  AND NOT EXISTS (SELECT FROM wanted_index w WHERE w.table_name = i.table_name AND w.definition = i.definition)
  AND NOT EXISTS (SELECT FROM our_foreign_key f WHERE f.table_oid = i.table_oid AND f.columns = i.columns);

-- == every column of the contract is there, null where it says so; what is added beside it is listed
-- domain.md, table by table; `?` marks a nullable column. Columns added beside the contract follow the bar.
CREATE TEMP TABLE contract (table_name text, columns text);
INSERT INTO contract VALUES
    ('users', 'id username email clerk_user_id? name? avatar_url? is_active last_sign_in_at? created_at updated_at | email_lower'),
    ('workspaces', 'id name slug kind owner_id? clerk_org_id? plan plan_limits settings webhook_key_hash? is_active paused_at? paused_reason? deleted_at? created_at updated_at'),
    ('workspace_members', 'workspace_id user_id role joined_at'),
    ('agents', 'workspace_id id name description? agent_type status configuration model_config model_usage_stats performance_metrics tags persona_id? custom_persona_prompt? use_custom_persona owner_type cloned_from_id? is_shared is_featured is_approved install_count marketplace_category? version created_by? created_by_user_id? created_at updated_at'),
    ('skills', 'id workspace_id? name description? skill_type category? prompt_template? tools_schema? parameters implementation? skill_version? skill_source? git_repo_url? git_branch? git_commit_sha? filesystem_path? tags skill_metadata performance_data is_active last_sync_at? created_by? created_at updated_at'),
    ('skill_files', 'id skill_id file_path file_type content? content_summary? content_sha256 file_size_bytes estimated_tokens load_level | created_at updated_at'),
    ('skill_sources', 'id source_name source_type git_url? git_branch? git_commit_sha? auto_update update_frequency_hours? skills_discovered status last_sync_at? last_sync_status? last_sync_error? | created_at updated_at folder_path? git_tag? default_skill_type default_category?'),
    ('skill_versions', 'id skill_id version git_commit_sha? changelog? is_current created_at | content_sha256? security_status? risk_score?'),
    ('agent_skills', 'workspace_id agent_id skill_id assigned_at'),
    ('patterns', 'id workspace_id? name description? pattern_type pattern_data usage_count effectiveness_score is_active | created_at updated_at'),
    ('workflows', 'id workspace_id name description? goal? context? workflow_definition status owner? tags priority? default_policy_id? success_rate? created_by? | created_at updated_at'),
    ('workflow_agents', 'workspace_id workflow_id agent_id | assigned_at'),
    ('workflow_executions', 'workspace_id id workflow_id agent_id? status input_data output_data execution_log? models_used execution_metadata error_message? started_at completed_at?'),
    ('workflow_recipes', 'id template_id workspace_id? owner_type name description template_definition steps inputs outputs execution_config schedule_config tags recommended_agents required_tools version changelog use_count success_rate quality_score? is_public is_featured is_system is_approved cloned_from_id? created_by | created_at updated_at archived_at?'),
    ('plugin_categories', 'id slug name description? icon? sort_order parent_id? | is_active created_at updated_at'),
    ('marketplace_plugins', 'id slug name version storage_uri? package_sha256? description? long_description? category_id? tags skills_count commands_count agents_count hooks_count source_type? source_url? source_repo? original_author? license? token_estimate recommended_models security_scan_id? security_status is_active is_featured approval_status approved_by? approved_at? rejection_reason? enable_count created_at updated_at'),
    ('plugin_versions', 'id plugin_id version package_sha256 package_size_bytes storage_uri manifest contents security_scan_id? security_status approval_status approved_by? approved_at? rejection_reason? uploaded_by created_at | updated_at uploaded_db_user approved_db_user? approval_reason? approval_scan_id? approval_verdict? approval_consent? approval_four_eyes'),
    ('plugin_security_scans', 'id plugin_slug plugin_version package_sha256 static_scan_status static_risk_score static_findings blocked_patterns_found llm_scan_status llm_risk_score? llm_findings llm_summary? llm_model_used? llm_tokens_used? risk_score overall_verdict rules_version duration_ms scanned_by scanned_at | review_from blocked_above'),
    ('plugin_sync_history', 'id action plugin_id? plugin_slug plugin_version? status details error_message? performed_by started_at completed_at?'),
    ('workspace_enabled_plugins', 'workspace_id plugin_id enabled_by enabled_at'),
    ('agent_assigned_plugins', 'workspace_id agent_id plugin_id priority assigned_at'),
    ('personas', 'id slug name description? system_prompt voice_description? category tags suggested_temperature suggested_models source source_url? scope workspace_id? is_active created_at updated_at'),
    ('composio_apps_cache', 'id app_name app_slug display_name description? logo_url? categories auth_schemes action_count trigger_count status metadata last_synced_at'),
    ('composio_actions_cache', 'id app_name action_name action_slug display_name description? parameters response_schema tags category? is_premium metadata last_synced_at'),
    ('agent_app_assignments', 'workspace_id agent_id app_name app_type priority config is_active assigned_at assigned_by?'),
    ('routing_rules', 'workspace_id id name source_pattern? source_channel? intent_keywords target_agent_id? target_workflow_id? target_orchestrate priority is_active created_at | updated_at'),
    ('routing_decisions', 'workspace_id created_at id request_id envelope_hash source content? route_type agent_id? workflow_id? confidence reasoning? cached was_corrected corrected_agent_id?'),
    ('routing_decision_cache', 'workspace_id envelope_hash route_type agent_id? workflow_id? confidence corrected hit_count last_hit_at? expires_at'),
    ('unrouted_events', 'workspace_id created_at id source content raw_payload reason'),
    ('credential_types', 'id name display_name category icon? logo? description? schema_definition test_endpoint? documentation_url? is_system is_active | created_at updated_at'),
    ('credentials', 'id workspace_id credential_type_id name environment encrypted_data key_id description? tags is_active expires_at? last_tested_at? test_status test_message? created_by created_at updated_at'),
    ('credential_audit_logs', 'workspace_id created_at id credential_id credential_name action performed_by success error_message? details'),
    ('system_settings', 'id category key value? key_id? value_type default_value? description? is_sensitive is_required validation_rules | created_at updated_at'),
    ('llm_models', 'id provider model_id display_name model_family? capabilities context_window max_output_tokens supports_functions supports_vision supports_streaming input_cost_per_1k_tokens? output_cost_per_1k_tokens? recommended_for default_temperature status release_date? deprecation_date? workspace_id? | created_at updated_at'),
    ('audit_events', 'workspace_id created_at id actor command object_type object_id object_name action reason? before after tool_version | db_user'),
    ('seed_entries', 'seed_set kind item_key item_hash fields created_at updated_at | row_created is_whole'),
    ('seed_runs', 'id started_at finished_at actor db_user source tool_version file_hashes counts options'),
    ('environment', 'name created_at created_by | only_row'),
    ('package_blobs', 'sha256 size_bytes created_at'),
    ('package_chunks', 'sha256 chunk_no bytes'),
    ('composio_syncs', 'id source etag? content_sha256 apps actions synced_at synced_by');
WITH wanted AS (
    SELECT c.table_name, rtrim(w, '?') AS name, w LIKE '%?' AS nullable
    FROM contract c CROSS JOIN LATERAL regexp_split_to_table(replace(c.columns, '| ', ''), ' ') w)
SELECT coalesce(w.table_name || '.' || w.name, c.table_name || '.' || c.name) || CASE
           WHEN c.name IS NULL THEN ' is missing'
           WHEN w.name IS NULL THEN ' is not in the contract'
           ELSE ' is nullable: ' || (NOT c.attnotnull) END AS problem
FROM wanted w FULL JOIN our_column c ON c.table_name = w.table_name AND c.name = w.name
WHERE w.name IS NULL OR c.name IS NULL OR w.nullable = c.attnotnull;

-- == at most 32 columns a table
SELECT table_name || ' has ' || count(*) AS problem FROM our_column GROUP BY table_name HAVING count(*) > 32;

-- == the platform workspace is there
SELECT 'it is not' AS problem WHERE NOT EXISTS (
    SELECT FROM workspaces WHERE id = '00000000-0000-7000-8000-000000000001' AND slug = 'platform'
      AND name = 'Platform' AND kind = 'organization');

-- == every partition (made by code) carries its parent's guard
SELECT c.relname || ' is unguarded' AS problem
FROM pg_class c JOIN pg_inherits h ON h.inhrelid = c.oid JOIN our_table t ON t.oid = h.inhparent
WHERE c.relispartition AND c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity
  AND EXISTS (SELECT FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname AND p.cmd = 'ALL'
              AND p.qual = p.with_check AND p.qual LIKE '%app.workspace_id%'));

-- == every log has partitions for this month and the next three, with explicit bounds, in the zone +00
SELECT l.name || ' has none from ' || month::date AS problem
FROM our_table l
CROSS JOIN generate_series(date_trunc('month', now() AT TIME ZONE 'UTC'),
                           date_trunc('month', now() AT TIME ZONE 'UTC') + interval '3 months', '1 month') AS month
WHERE l.class = 'log' AND NOT EXISTS (
    SELECT FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid
    WHERE h.inhparent = l.oid AND c.relname = l.name || to_char(month, '_"y"YYYY"m"MM')
      AND pg_get_expr(c.relpartbound, c.oid) = format('FOR VALUES FROM (%L) TO (%L)',
          to_char(month, 'YYYY-MM-DD HH24:MI:SS+00'), to_char(month + interval '1 month', 'YYYY-MM-DD HH24:MI:SS+00')))
