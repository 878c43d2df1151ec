//! Tables whose rows cannot all be kept.

use insta::assert_snapshot;

use super::orm;

#[test]
fn a_list_that_names_an_unknown_number_is_told_and_nothing_changes() {
    let automatos = orm();
    automatos.db.execute(
        r#"UPDATE agents SET configuration = '{"tools": [99, {"name": "slack"}]}' WHERE id = 10"#,
    );
    let before = automatos.db.rows();
    assert_snapshot!(automatos.run("migrate baseline --detect").ends_with(5).shown(), @"
    --- stderr ---
    error: lists of tools cannot be adopted:
      agents.configuration of `Helper`: no app is known as `99`
    hint: nothing was changed: mend these by hand, then try again with `--dry-run`
    [exit 5]
    ");
    assert_eq!(automatos.db.rows(), before);
}

#[test]
fn what_cannot_be_kept_is_named_and_nothing_changes() {
    let automatos = orm();
    let refused = |before: &str| {
        automatos.db.execute(before);
        let (objects, rows) = (automatos.db.objects(), automatos.db.rows());
        let refused = automatos.run("migrate baseline --detect").ends_with(5);
        assert_eq!(automatos.db.objects(), objects);
        assert_eq!(automatos.db.rows(), rows);
        refused.shown()
    };
    let others = "CREATE VIEW busy_agents AS SELECT name FROM agents; \
                  CREATE TABLE chats (id SERIAL PRIMARY KEY, agent_id INTEGER REFERENCES agents (id))";
    assert_snapshot!(refused(others), @"
    --- stderr ---
    error: the tables that are there cannot be adopted:
      agents: chats refers to it by chats_agent_id_fkey: drop that key first, and add it again after
      agents: the view busy_agents reads it: drop the view first, and create it again after
    hint: nothing was changed: mend these by hand, then try again with `--dry-run`
    [exit 5]
    ");
    let columns = "DROP VIEW busy_agents; DROP TABLE chats; \
                   ALTER TABLE agents ADD COLUMN mood VARCHAR(10); UPDATE agents SET mood = 'good' WHERE id = 10; \
                   ALTER TABLE skills ADD COLUMN unused TEXT; \
                   ALTER TABLE patterns ALTER COLUMN usage_count TYPE DOUBLE PRECISION";
    assert_snapshot!(refused(columns), @"
    --- stderr ---
    error: the tables that are there cannot be adopted:
      patterns.usage_count: `double precision` cannot become `bigint`: change the type of the column first
      agents.mood: it has values, and there is no such column here: keep them elsewhere and drop the column; rows: 1
    hint: nothing was changed: mend these by hand, then try again with `--dry-run`
    [exit 5]
    ");
    let values = "ALTER TABLE agents DROP COLUMN mood; ALTER TABLE patterns DROP COLUMN usage_count; \
                  UPDATE agents SET agent_type = 'Bad Type' WHERE id = 10; \
                  UPDATE agents SET owner_type = 'workspace' WHERE id = 12";
    assert_snapshot!(refused(values), @"
    --- stderr ---
    error: the tables that are there cannot be adopted:
      agents.workspace_id: it has no value, and nothing says which; rows: 1
      agents: it breaks agents_agent_type_shape, (agent_type ~ '^[a-z][a-z0-9_]*$'::text); rows: 1
    hint: nothing was changed: mend these by hand, then try again with `--dry-run`
    [exit 5]
    ");
    let twice = "UPDATE agents SET agent_type = NULL, owner_type = 'marketplace'; \
                 INSERT INTO patterns (id, name, pattern_type) VALUES (9, 'relay', 'coordination')";
    assert_snapshot!(refused(twice), @r#"
    --- stderr ---
    error: the tables that are there cannot be adopted:
      patterns: duplicate key value violates unique constraint "patterns_global_key"
    hint: nothing was changed: mend these by hand, then try again with `--dry-run`
    [exit 5]
    "#);
    automatos
        .db
        .execute("DELETE FROM patterns WHERE id = 9; UPDATE agents SET owner_type = 'workspace' WHERE id = 10");
    automatos.run("migrate baseline --detect").ok();
}
