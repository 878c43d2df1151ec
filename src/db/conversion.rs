//! How a row of a table that was made elsewhere becomes a row of ours: one expression a column.
//! Pure text: nothing here asks the database.

use super::catalog::Column;
use super::workspace::PLATFORM;

/// What stands for a value that is not there, where the default of the column would be wrong.
/// `old` is the row as it was.
fn stand_in(table: &str, column: &str) -> Option<String> {
    match (table, column) {
        // The marketplace's agents are the platform's; whose the others are, nobody can know.
        ("agents", "workspace_id") => Some(format!(
            "CASE WHEN to_jsonb(old) ->> 'owner_type' = 'marketplace' THEN '{PLATFORM}'::uuid END"
        )),
        // A personal workspace has an owner, and no organization behind it.
        ("workspaces", "kind") => Some(
            "CASE WHEN to_jsonb(old) ->> 'owner_id' IS NULL OR to_jsonb(old) ->> 'clerk_org_id' IS NOT NULL \
             THEN 'organization' END"
                .to_owned(),
        ),
        (_, "updated_at") => Some("(to_jsonb(old) ->> 'created_at')::timestamptz".to_owned()),
        _ => None,
    }
}

/// Columns that lead to a row which knows its workspace, and the table of that row.
const PARENTS: &[(&str, &str)] = &[
    ("agent_id", "agents"),
    ("workflow_id", "workflows"),
    ("target_agent_id", "agents"),
    ("target_workflow_id", "workflows"),
    ("credential_id", "credentials"),
];

/// Where a row without a workspace belongs: where the rows do that it leads to, which are copied
/// before it.
fn parents(column: &Column, all_old: &[Column]) -> Vec<String> {
    if column.name != "workspace_id" || !column.not_null {
        return Vec::new();
    }
    PARENTS
        .iter()
        .filter(|(name, _)| all_old.iter().any(|old| old.name == *name))
        .map(|(name, table)| {
            format!("(SELECT p.workspace_id FROM {table} AS p WHERE p.id = old.{name})")
        })
        .collect()
}

/// The new value of a column.
#[derive(Debug, PartialEq, Eq)]
pub struct Value {
    /// An expression over the row `old`.
    pub expression: String,
    /// What happens to the value, where it is more than another name of the type.
    pub remark: Option<String>,
}

/// The value of `column` made of the old columns of its table; `None` where no value of the old type
/// can become one of the new.
pub fn value(column: &Column, all_old: &[Column]) -> Option<Value> {
    let old = all_old.iter().find(|old| old.name == column.name);
    let (converted, remark) = match old {
        Some(old) => {
            let (expression, remark) = converted(column, old)?;
            (Some(expression), remark)
        }
        None => (None, None),
    };
    let mut choices: Vec<String> = converted.into_iter().collect();
    choices.extend(parents(column, all_old));
    choices.extend(stand_in(&column.table, &column.name));
    // A value that may be absent was left out on purpose, where there was a place for it.
    if column.not_null || old.is_none() {
        choices.extend(column.default.clone());
    }
    let expression = match choices.as_slice() {
        [] => format!("NULL::{}", column.kind),
        [one] => one.clone(),
        more => format!("coalesce({})", more.join(", ")),
    };
    Some(Value { expression, remark })
}

/// A name as SQL wants it between quotes.
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

const WHOLE_NUMBERS: &[&str] = &["smallint", "integer", "bigint"];
const NUMBERS: &[&str] = &[
    "smallint",
    "integer",
    "bigint",
    "numeric",
    "real",
    "double precision",
];
const TEXTS: &[&str] = &["text", "character varying", "character", "enum", "uuid"];
const JSON: &[&str] = &["json", "jsonb"];

fn converted(column: &Column, old: &Column) -> Option<(String, Option<String>)> {
    let name = format!("old.{}", quoted(&old.name));
    let from = old.kind.as_str();
    let to = column.kind.as_str();
    let plain = |expression: String| Some((expression, None));
    let told = |expression: String, how: &str| {
        let remark = format!("{}: {how}", column.name);
        Some((expression, Some(remark)))
    };
    match to {
        // What an ORM writes for "nothing" into a column of JSON is the word null.
        "jsonb" if JSON.contains(&from) && column.not_null => {
            plain(format!("nullif({name}::jsonb, 'null')"))
        }
        _ if from == to => plain(name),
        "timestamp with time zone" if from == "timestamp without time zone" => told(
            format!("{name} AT TIME ZONE 'UTC'"),
            "times without a zone are taken as UTC",
        ),
        "timestamp with time zone" if from == "date" => told(
            format!("{name}::timestamp AT TIME ZONE 'UTC'"),
            "days become their midnight in UTC",
        ),
        "text" if TEXTS.contains(&from) => plain(format!("{name}::text")),
        "uuid" if TEXTS.contains(&from) => told(format!("{name}::text::uuid"), "text becomes uuid"),
        "jsonb" if from == "json" => plain(format!("{name}::jsonb")),
        "jsonb" if TEXTS.contains(&from) => {
            told(format!("{name}::text::jsonb"), "text is read as JSON")
        }
        "text[]" if JSON.contains(&from) => told(
            format!(
                "CASE WHEN jsonb_typeof({name}::jsonb) <> 'null' \
                 THEN ARRAY(SELECT jsonb_array_elements_text({name}::jsonb)) END"
            ),
            "a list in JSON becomes text[]",
        ),
        "text[]" if from == "character varying[]" => plain(format!("{name}::text[]")),
        "integer" | "bigint" if WHOLE_NUMBERS.contains(&from) => plain(format!("{name}::{to}")),
        "double precision" | "numeric" if NUMBERS.contains(&from) => plain(format!("{name}::{to}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Column, value};

    fn column(kind: &str) -> Column {
        Column {
            table: "things".to_owned(),
            name: "it".to_owned(),
            kind: kind.to_owned(),
            not_null: false,
            default: None,
            is_generated: false,
            is_identity: false,
        }
    }

    fn made(from: &str, to: &Column) -> Option<String> {
        value(to, &[column(from)]).map(|value| value.expression)
    }

    #[test]
    fn a_time_without_a_zone_is_one_in_utc() {
        let to = column("timestamp with time zone");
        let expected = "old.\"it\" AT TIME ZONE 'UTC'";
        assert_eq!(
            made("timestamp without time zone", &to).as_deref(),
            Some(expected)
        );
        assert_eq!(
            made("timestamp with time zone", &to).as_deref(),
            Some("old.\"it\"")
        );
    }

    #[test]
    fn a_value_that_must_be_there_is_filled_with_the_default() {
        let to = Column {
            not_null: true,
            default: Some("true".to_owned()),
            ..column("boolean")
        };
        assert_eq!(
            made("boolean", &to).as_deref(),
            Some("coalesce(old.\"it\", true)")
        );
        let absent = value(&to, &[]).expect("it has a default");
        assert_eq!(absent.expression, "true");
    }

    #[test]
    fn a_value_that_may_be_absent_stays_so() {
        let to = Column {
            default: Some("1".to_owned()),
            ..column("integer")
        };
        assert_eq!(
            made("smallint", &to).as_deref(),
            Some("old.\"it\"::integer")
        );
    }

    #[test]
    fn what_would_lose_something_is_not_converted() {
        assert_eq!(made("double precision", &column("integer")), None);
        assert_eq!(made("integer", &column("uuid")), None);
        assert_eq!(made("timestamp with time zone", &column("date")), None);
    }
}
