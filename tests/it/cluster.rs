//! Tables are spread over the nodes of a cluster, which functions of the test's own stand in for.

use insta::assert_snapshot;

use crate::support::Automatos;

/// Functions and a catalog as those of Citus: they note what they are asked, and refuse a table whose
/// foreign keys refer to one that is not there yet, as Citus does.
const CITUS: &str = r#"
CREATE TABLE pg_dist_partition (at int GENERATED ALWAYS AS IDENTITY, logicalrelid regclass PRIMARY KEY,
    partmethod "char", repmodel "char", call text);
CREATE FUNCTION citus_is_coordinator() RETURNS bool LANGUAGE sql AS 'SELECT true';
CREATE FUNCTION refuse_early(t regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('citus.enable_local_reference_table_foreign_keys') <> 'off'
        OR current_setting('citus.multi_shard_modify_mode') <> 'sequential' THEN
        RAISE 'the settings are not those that Citus needs';
    END IF;
    IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = t AND contype = 'f' AND confrelid <> t
        AND NOT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = confrelid)) THEN
        RAISE 'the table % refers to one that is not distributed', t;
    END IF;
END $$;
CREATE FUNCTION create_reference_table(t regclass) RETURNS void LANGUAGE sql AS $$
    SELECT refuse_early(t);
    INSERT INTO pg_dist_partition (logicalrelid, partmethod, repmodel, call) VALUES (t, 'n', 't', 'everywhere');
$$;
CREATE FUNCTION create_distributed_table(t regclass, by text, colocate_with text DEFAULT 'default',
    shard_count int DEFAULT NULL) RETURNS void LANGUAGE sql AS $$
    SELECT refuse_early(t);
    INSERT INTO pg_dist_partition (logicalrelid, partmethod, repmodel, call)
    VALUES (t, 'h', 's', concat_ws(' ', by, colocate_with, shard_count));
$$;
"#;

#[test]
fn without_citus_and_on_a_worker_it_is_refused() {
    let automatos = Automatos::new();
    let rows = automatos.db.rows();
    assert_snapshot!(automatos.run("distribute -q").ends_with(5).shown(), @"
    --- stderr ---
    error: this database has no Citus, so there is nothing to distribute over
    hint: on one machine nothing needs it; else `CREATE EXTENSION citus` on every node first
    [exit 5]
    ");
    assert_eq!(automatos.db.rows(), rows);
    automatos.db.execute(CITUS);
    automatos.db.execute(
        "CREATE OR REPLACE FUNCTION citus_is_coordinator() RETURNS bool LANGUAGE sql AS 'SELECT false'",
    );
    assert_snapshot!(automatos.run("distribute -q").ends_with(5).shown(), @"
    --- stderr ---
    error: this is a worker of a Citus cluster, not its coordinator
    hint: connect to the coordinator
    [exit 5]
    ");
}

#[test]
fn every_table_goes_where_it_belongs_once_and_parents_go_first() {
    let automatos = Automatos::new();
    automatos.db.execute(CITUS);
    let rows = automatos.db.rows();
    let tried = automatos.run("distribute --dry-run -o json").ok().data();
    assert_eq!(automatos.db.rows(), rows);
    let done = automatos.run("distribute --shards 8 -o json").ok().data();
    assert_eq!(done["reference"], tried["reference"]);
    assert_eq!(done["distributed"], tried["distributed"]);
    assert_snapshot!(automatos.db.query(
        "SELECT call, count(*), min(logicalrelid::text COLLATE \"C\") FROM pg_dist_partition \
         GROUP BY 1 ORDER BY min(at)"
    ), @"
    everywhere|25|composio_actions_cache
    workspace_id default 8|1|agents
    workspace_id agents|14|agent_app_assignments
    ");
    // What is left on the coordinator is the tool's bookkeeping, and this test's.
    assert_eq!(
        automatos.db.query(
            "SELECT relname FROM pg_class c WHERE relnamespace = 'public'::regnamespace \
             AND relkind IN ('r', 'p') AND NOT relispartition \
             AND NOT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = c.oid) ORDER BY relname COLLATE \"C\""
        ),
        "__diesel_schema_migrations\nautomatos_migrations\nenvironment\npg_dist_partition"
    );
    // What is spread has the column it is spread by, in its key too.
    assert_eq!(
        automatos.db.query(
            "SELECT d.logicalrelid FROM pg_dist_partition d WHERE d.partmethod = 'h' AND NOT EXISTS ( \
                 SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid \
                     AND a.attnum = i.indkey[0] \
                 WHERE i.indrelid = d.logicalrelid AND i.indisprimary AND a.attname = 'workspace_id')"
        ),
        ""
    );
    let rows = automatos.db.rows();
    let again = automatos.run("distribute -o json").ok().data();
    assert_eq!(again["reference"], serde_json::json!([]));
    assert_eq!(again["distributed"], serde_json::json!([]));
    assert_eq!(automatos.db.rows(), rows);
    automatos.run("migrate run").ok();
    assert_eq!(automatos.db.rows(), rows);
}

#[test]
fn a_new_table_follows_the_others_when_it_is_migrated() {
    let automatos = Automatos::new();
    automatos.db.execute(CITUS);
    automatos.run("distribute").ok();
    let name = automatos.db.name().to_owned();
    automatos
        .db
        .execute("DELETE FROM pg_dist_partition WHERE logicalrelid = 'composio_syncs'::regclass");
    automatos
        .run(&format!("migrate redo --confirm {name}"))
        .ok();
    assert_eq!(
        automatos.db.query(
            "SELECT call FROM pg_dist_partition WHERE logicalrelid = 'composio_syncs'::regclass"
        ),
        "everywhere"
    );
}

#[test]
fn a_table_that_is_spread_in_another_way_is_refused_by_name() {
    let automatos = Automatos::new();
    automatos.db.execute(CITUS);
    automatos.db.execute(
        "INSERT INTO pg_dist_partition (logicalrelid, partmethod, repmodel) VALUES ('agents', 'n', 't')",
    );
    let rows = automatos.db.rows();
    assert_snapshot!(automatos.run("distribute -q").ends_with(5).shown(), @"
    --- stderr ---
    error: Citus keeps the table agents in another way than this tool
    hint: `SELECT undistribute_table('agents')` undoes that
    [exit 5]
    ");
    assert_eq!(automatos.db.rows(), rows);
}
