//! Runs `promises.sql` on a migrated database.

use diesel::connection::SimpleConnection;

use crate::support::{Database, query};

const PROMISES: &str = include_str!("promises.sql");

#[test]
fn every_promise_about_the_schema_holds() {
    let database = Database::shared();
    let conn = &mut database.connect();
    let mut parts = PROMISES.split("\n-- == ");
    let views = parts.next().expect("the views come first");
    conn.batch_execute(views).expect("the views can be made");
    let mut promises = 0;
    let mut broken = Vec::new();
    for part in parts {
        let (title, sql) = part.split_once('\n').expect("a title and a query");
        let sql = sql.trim_end().trim_end_matches(';');
        let asked = match sql.rsplit_once(";\n") {
            Some((before, asked)) => {
                conn.batch_execute(before).expect(title);
                asked
            }
            None => sql,
        };
        promises += 1;
        let problems = query(conn, asked);
        broken.extend(
            problems
                .lines()
                .map(|problem| format!("{title}: {problem}")),
        );
    }
    assert!(promises > 25, "only {promises} promises were found");
    assert!(broken.is_empty(), "{broken:#?}");
}
