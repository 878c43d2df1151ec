//! Monthly partitions of the logs: this month and the next three always exist.

use chrono::{DateTime, Datelike, Months, NaiveDate, Utc};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, Text, Timestamptz};

/// The logs that are partitioned by `created_at`.
pub const LOGS: &[&str] = &[
    "audit_events",
    "credential_audit_logs",
    "routing_decisions",
    "unrouted_events",
];

const MONTHS_AHEAD: u32 = 3;

/// A partition that ought to be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partition {
    parent: &'static str,
    month: NaiveDate,
}

impl Partition {
    /// Its table's name, such as `audit_events_y2026m11`.
    pub fn name(&self) -> String {
        let Self { parent, month } = self;
        format!("{parent}_y{}m{:02}", month.year(), month.month())
    }

    /// Statements that create and attach it. ATTACH lets writers of the log go on, which
    /// PARTITION OF does not. A policy on the log does not protect a partition that is read
    /// directly, so each has its own.
    fn sql(&self) -> String {
        let name = self.name();
        let Self { parent, month } = self;
        let next = *month + Months::new(1);
        format!(
            "CREATE TABLE {name} (LIKE {parent} INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING COMMENTS);
             COMMENT ON TABLE {name} IS 'Rows of {parent} of {}.';
             ALTER TABLE {parent} ATTACH PARTITION {name} FOR VALUES FROM ('{month} 00:00:00+00') TO ('{next} 00:00:00+00');
             ALTER TABLE {name} ENABLE ROW LEVEL SECURITY;
             ALTER TABLE {name} FORCE ROW LEVEL SECURITY;
             CREATE POLICY {name}_workspace ON {name}
               USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)
               WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);\n",
            month.format("%Y-%m"),
        )
    }
}

/// The partitions of the logs that are there which ought to be there too and are not. Asks the
/// database for its time.
pub fn missing(conn: &mut PgConnection) -> QueryResult<Vec<Partition>> {
    let now: DateTime<Utc> =
        diesel::select(diesel::dsl::sql::<Timestamptz>("now()")).get_result(conn)?;
    without_present(conn, wanted(now.date_naive()))
}

/// The partitions that a log lacks for rows of these months, each given by its first day.
pub fn lacking(
    conn: &mut PgConnection,
    log: &'static str,
    months: &[NaiveDate],
) -> QueryResult<Vec<Partition>> {
    let partition = |month: &NaiveDate| Partition {
        parent: log,
        month: *month,
    };
    without_present(conn, months.iter().map(partition).collect())
}

fn without_present(conn: &mut PgConnection, wanted: Vec<Partition>) -> QueryResult<Vec<Partition>> {
    let names: Vec<String> = wanted.iter().map(Partition::name).collect();
    let parents: Vec<&str> = wanted.iter().map(|partition| partition.parent).collect();
    let present: Vec<String> = diesel::sql_query(
        "SELECT name FROM unnest($1, $2) AS wanted (name, parent) \
         WHERE to_regclass(name) IS NOT NULL OR to_regclass(parent) IS NULL",
    )
    .bind::<Array<Text>, _>(names)
    .bind::<Array<Text>, _>(parents)
    .load::<Name>(conn)?
    .into_iter()
    .map(|row| row.name)
    .collect();
    Ok(wanted
        .into_iter()
        .filter(|partition| !present.contains(&partition.name()))
        .collect())
}

/// Creates these partitions.
pub fn create(conn: &mut PgConnection, partitions: &[Partition]) -> QueryResult<()> {
    if partitions.is_empty() {
        // Diesel takes an empty query for an error.
        return Ok(());
    }
    let sql: String = partitions.iter().map(Partition::sql).collect();
    conn.batch_execute(&sql)
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

fn wanted(today: NaiveDate) -> Vec<Partition> {
    let first = today.with_day(1).unwrap_or(today);
    LOGS.iter()
        .flat_map(|parent| {
            (0..=MONTHS_AHEAD).map(move |ahead| Partition {
                parent,
                month: first + Months::new(ahead),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{LOGS, Partition, wanted};

    #[test]
    fn this_month_and_the_next_three_are_wanted_of_every_log() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
        let names: Vec<String> = wanted(day).iter().map(Partition::name).collect();
        assert_eq!(names.len(), 4 * LOGS.len());
        assert_eq!(
            names.get(..4),
            Some(
                &[
                    "audit_events_y2026m11".to_owned(),
                    "audit_events_y2026m12".to_owned(),
                    "audit_events_y2027m01".to_owned(),
                    "audit_events_y2027m02".to_owned(),
                ][..]
            )
        );
    }
}
