//! Tables that something else made, out of the way and back as ours.

use anyhow::{Context, ensure};
use diesel::{PgConnection, QueryResult};
use serde::Serialize;

use super::differs;
use crate::db::catalog::{self, Check, Column};
use crate::db::{conversion, failure, legacy, partition, policy};
use crate::error::Code;

/// A table that something else had made.
#[derive(Debug, Serialize)]
pub struct Converted {
    pub table: String,
    /// How many rows it had, and has.
    pub rows: i64,
    /// What happened to values, by column.
    pub remarks: Vec<String>,
}

/// A table with what becomes of each of its columns.
struct Plan {
    table: String,
    rows: i64,
    values: Vec<(Column, String)>,
    remarks: Vec<String>,
}

const WHAT: &str = "the tables that are there";

/// Moves these tables out of the way of the migrations, unless something would be lost with them.
pub fn move_aside(conn: &mut PgConnection, tables: &[String]) -> anyhow::Result<()> {
    let problems = legacy::dependents(conn, tables)?;
    if !problems.is_empty() {
        return Err(differs(WHAT, &problems));
    }
    legacy::move_aside(conn, tables).context("the tables that are there cannot be moved aside")
}

/// Copies every row into the tables that the migrations made, and drops the old tables.
pub fn bring_back(conn: &mut PgConnection, tables: &[String]) -> anyhow::Result<Vec<Converted>> {
    let new = catalog::columns(conn, None)?;
    let old = catalog::columns(conn, Some(legacy::SCHEMA))?;
    let checks = catalog::checks(conn)?;
    // Parents come before their children, as they were made.
    let mut order: Vec<&str> = new.iter().map(|column| column.table.as_str()).collect();
    order.dedup();
    order.retain(|table| tables.iter().any(|one| one == table));
    let of = |all: &'_ [Column], table: &str| -> Vec<Column> {
        let columns = all.iter().filter(|column| column.table == table);
        columns.cloned().collect()
    };
    let mut problems = Vec::new();
    let mut plans = Vec::new();
    for table in order {
        let (plan, wrong) = plan(conn, table, of(&new, table), &of(&old, table))?;
        plans.push(plan);
        problems.extend(wrong);
    }
    if !problems.is_empty() {
        return Err(differs(WHAT, &problems));
    }
    let mut converted = Vec::new();
    for plan in plans {
        converted.push(copy(conn, plan, &checks)?);
    }
    legacy::keep_grants(conn).context("the grants on the tables cannot be kept")?;
    legacy::drop_all(conn, tables).context("the old tables cannot be dropped")?;
    policy::complete(conn).context("the row-level security policies cannot be added")?;
    Ok(converted)
}

/// What becomes of each column, and what cannot become anything.
fn plan(
    conn: &mut PgConnection,
    table: &str,
    new: Vec<Column>,
    old: &[Column],
) -> anyhow::Result<(Plan, Vec<String>)> {
    let moved = format!("{}.{table} AS old", legacy::SCHEMA);
    let rows = catalog::count(conn, &moved)?;
    let mut remarks = Vec::new();
    let mut problems = Vec::new();
    let without_place: Vec<&Column> = old
        .iter()
        .filter(|old| !new.iter().any(|column| column.name == old.name))
        .collect();
    let conditions: Vec<String> = without_place
        .iter()
        .map(|column| format!("old.{} IS NOT NULL", conversion::quoted(&column.name)))
        .collect();
    let counts = legacy::count_each(conn, &moved, &conditions)?;
    for (column, count) in without_place.into_iter().zip(counts) {
        let name = &column.name;
        if count > 0 {
            problems.push(format!(
                "{table}.{name}: it has values, and there is no such column here: keep them \
                 elsewhere and drop the column; rows: {count}"
            ));
        } else {
            remarks.push(format!("{name}: dropped, no row had a value"));
        }
    }
    let left = legacy::left_behind(conn, table)?;
    remarks.extend(left.into_iter().map(|what| format!("{what}: not kept")));
    let mut values = Vec::new();
    for column in new {
        match conversion::value(&column, old) {
            Some(value) => {
                remarks.extend(value.remark);
                values.push((column, value.expression));
            }
            // Without rows it does not matter what they were.
            None if rows == 0 => {}
            None => problems.push(unconvertible(&column, old)),
        }
    }
    let table = table.to_owned();
    Ok((
        Plan {
            table,
            rows,
            values,
            remarks,
        },
        problems,
    ))
}

fn unconvertible(column: &Column, old: &[Column]) -> String {
    let kind = old
        .iter()
        .find(|old| old.name == column.name)
        .map_or("nothing", |old| old.kind.as_str());
    format!(
        "{}.{}: `{kind}` cannot become `{}`: change the type of the column first",
        column.table, column.name, column.kind
    )
}

/// Copies the rows of one table, once it is sure that each can be one here.
fn copy(conn: &mut PgConnection, plan: Plan, checks: &[Check]) -> anyhow::Result<Converted> {
    let unusable = |error| unusable(&plan.table, error);
    let mut remarks = plan.remarks.clone();
    if plan.rows > 0 {
        remarks.extend(plan.filled(conn).map_err(unusable)?);
        let problems = plan.problems(conn, checks).map_err(unusable)?;
        if !problems.is_empty() {
            return Err(differs(WHAT, &problems));
        }
        plan.make_partitions(conn)?;
        let copied = legacy::copy(conn, &plan.table, &plan.values).map_err(unusable)?;
        ensure!(
            i64::try_from(copied) == Ok(plan.rows),
            "{} has {} rows, and {copied} were copied",
            plan.table,
            plan.rows
        );
    }
    let Plan { table, rows, .. } = plan;
    Ok(Converted {
        table,
        rows,
        remarks,
    })
}

impl Plan {
    /// Where values were absent and are not any more.
    fn filled(&self, conn: &mut PgConnection) -> QueryResult<Vec<String>> {
        let columns: Vec<&(Column, String)> = self
            .values
            .iter()
            .filter(|(column, value)| {
                let was = format!("old.{}", conversion::quoted(&column.name));
                column.not_null && value.starts_with("coalesce(") && value.contains(&was)
            })
            .collect();
        let names = columns.iter().map(|(column, _)| column.name.as_str());
        let conditions: Vec<String> = names
            .map(|name| format!("old.{} IS NULL", conversion::quoted(name)))
            .collect();
        let moved = format!("{}.{} AS old", legacy::SCHEMA, self.table);
        let counts = legacy::count_each(conn, &moved, &conditions)?;
        let told = columns.into_iter().zip(counts);
        Ok(told
            .filter(|(_, count)| *count > 0)
            .map(|((column, _), count)| {
                format!("{}: filled where it was absent, rows: {count}", column.name)
            })
            .collect())
    }

    /// Rows that cannot be rows here: a value is missing, or a CHECK forbids it.
    fn problems(&self, conn: &mut PgConnection, checks: &[Check]) -> QueryResult<Vec<String>> {
        let Self { table, values, .. } = self;
        let required: Vec<&Column> = values
            .iter()
            .map(|(column, _)| column)
            .filter(|column| column.not_null && !column.is_generated)
            .collect();
        let checks: Vec<&Check> = checks.iter().filter(|it| it.table == *table).collect();
        let missing = required.iter().map(|it| format!("new.{} IS NULL", it.name));
        let broken = checks.iter().map(|check| legacy::breaks(check));
        let conditions: Vec<String> = missing.chain(broken).collect();
        let preview = legacy::preview(table, values);
        let counts = legacy::count_each(conn, &preview, &conditions)?;
        let missing = required.iter().map(|column| {
            let name = &column.name;
            (
                format!("{table}.{name}"),
                "it has no value, and nothing says which".to_owned(),
            )
        });
        let broken = checks.iter().map(|check| {
            let Check {
                name, expression, ..
            } = check;
            (table.clone(), format!("it breaks {name}, {expression}"))
        });
        let told = missing.chain(broken).zip(counts);
        Ok(told
            .filter(|(_, count)| *count > 0)
            .map(|((place, what), count)| format!("{place}: {what}; rows: {count}"))
            .collect())
    }

    /// A log has a partition for each month of which there are rows.
    fn make_partitions(&self, conn: &mut PgConnection) -> anyhow::Result<()> {
        let Some(log) = partition::LOGS.iter().find(|log| **log == self.table) else {
            return Ok(());
        };
        let created_at = self
            .values
            .iter()
            .find(|(column, _)| column.name == "created_at");
        let (_, expression) = created_at.context("a log has a time")?;
        let months = legacy::months(conn, log, expression)?;
        let lacking = partition::lacking(conn, log, &months)?;
        partition::create(conn, &lacking).context("the partitions cannot be created")?;
        Ok(policy::complete(conn)?)
    }
}

/// What the database says of rows that cannot be copied, where it is the rows' fault.
fn unusable(table: &str, error: diesel::result::Error) -> anyhow::Error {
    let said = failure::statement(&error);
    if matches!(said.code, Code::DatabaseFailed | Code::NameTaken) {
        return differs(WHAT, &[format!("{table}: {}", said.message)]);
    }
    anyhow::Error::new(error).context(format!("the rows of {table} cannot be copied"))
}
