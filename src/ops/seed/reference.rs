//! What rows that are to be written name must be there: in the database, or among the rows that are
//! written with them.

use std::collections::HashSet;

use anyhow::Context;
use diesel::PgConnection;
use serde_json::{Map, Value};

use super::load::invalid;
use crate::db::seed_children;
use crate::db::seed_column::{Column, Type};
use crate::db::seed_named::WORKSPACE;
use crate::db::seed_reference::{self, Ids, Reach, Reference};
use crate::db::seed_table::{Table, workspace_of};
use crate::seed::{File, Item, Problem, Problems, meant};

/// An item whose row is written.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    pub item: &'a Item,
    /// The fields that are written, no others.
    pub fields: &'a Map<String, Value>,
    /// Whether the row is.
    pub new: bool,
}

/// Rows that will be there when others that name them are written.
pub type Coming<'a> = HashSet<(&'static str, &'a str)>;

/// One name in one item.
struct Naming<'a> {
    item: &'a Item,
    column: &'static Column,
    reference: &'static Reference,
    name: &'a str,
}

/// Refuses to write rows that name what is not there, with all of them. As many queries as there
/// are fields that name something, whatever the number of rows.
pub fn check(
    conn: &mut PgConnection,
    written: &[Written<'_>],
    all: &[Item],
    files: &[File],
) -> anyhow::Result<()> {
    let coming: Coming<'_> = written
        .iter()
        .map(|Written { item, .. }| (item.kind.as_str(), item.key.as_str()))
        .collect();
    let mut namings = Vec::new();
    for Written { item, fields, .. } in written {
        namings.extend(named(item, fields)?);
    }
    let mut left = Vec::new();
    for naming in namings {
        if !naming.comes(&coming)? {
            left.push(naming);
        }
    }
    let namings = left;
    if namings.is_empty() {
        return Ok(());
    }
    let ids = workspaces(conn, &namings)?;
    let mut problems = Problems::default();
    for group in by_reference(&namings) {
        for naming in missing(conn, &group, &ids)? {
            problems.push(naming.problem(all, files)?);
        }
    }
    problems.sort();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(invalid(problems))
    }
}

/// All that an item names in the fields that are to be written.
fn named<'a>(item: &'a Item, fields: &'a Map<String, Value>) -> anyhow::Result<Vec<Naming<'a>>> {
    let table = Table::of(item.kind.as_str())?;
    let mut namings = Vec::new();
    let mut name = |column, reference, name| {
        namings.push(Naming {
            item,
            column,
            reference,
            name,
        });
    };
    for column in table.columns {
        let value = fields.get(column.field);
        match column.kind {
            Type::Scalar(_) | Type::TextArray | Type::Json => {}
            Type::Workspace => {
                if value.is_some() {
                    name(column, &WORKSPACE, workspace_of(&item.key));
                }
            }
            // What a kind names of itself was checked with the files.
            Type::Reference(reference) if reference.table == table.name => {}
            Type::Reference(reference) => {
                if let Some(text) = value.and_then(Value::as_str) {
                    name(column, reference, text);
                }
            }
            Type::Children(children) => {
                for text in value
                    .into_iter()
                    .flat_map(|list| seed_children::required(children, list))
                {
                    name(column, children.reference, text);
                }
            }
        }
    }
    Ok(namings)
}

impl Naming<'_> {
    /// The kinds and keys of items that make what is named.
    fn makers(&self) -> anyhow::Result<Vec<(&'static str, String)>> {
        let of_kind = |kind: &'static str| {
            let owned = match self.reference.reach {
                Reach::All => false,
                Reach::GlobalOrOwn | Reach::Own => Table::of(kind)?.workspace.is_some(),
            };
            let key = if owned {
                format!("{}/{}", workspace_of(&self.item.key), self.name)
            } else {
                self.name.to_owned()
            };
            Ok((kind, key))
        };
        self.reference.kinds.iter().copied().map(of_kind).collect()
    }

    /// Whether what is named is written in the same run.
    fn comes(&self, coming: &Coming<'_>) -> anyhow::Result<bool> {
        let makers = self.makers()?;
        Ok(makers
            .iter()
            .any(|(kind, key)| coming.contains(&(*kind, key.as_str()))))
    }

    /// Whether it depends on the item's workspace what is named.
    fn inside(&self) -> bool {
        match self.reference.reach {
            Reach::All => false,
            Reach::GlobalOrOwn | Reach::Own => true,
        }
    }

    fn problem(&self, all: &[Item], files: &[File]) -> anyhow::Result<Problem> {
        let Self {
            item,
            column,
            reference,
            name,
        } = self;
        let (what, which) = reference.noun;
        let mut hint = None;
        for (kind, key) in self.makers()? {
            let of_kind = all.iter().filter(|other| other.kind.as_str() == kind);
            let keys: Vec<&str> = of_kind.map(|other| other.key.as_str()).collect();
            if keys.contains(&key.as_str()) {
                let deleted = "an operator deleted it: bring it back with `--restore`";
                hint = Some(deleted.to_owned());
                break;
            }
            hint = hint.or_else(|| meant(&key, &keys));
        }
        Ok(Problem {
            file: files
                .get(item.file)
                .map(|file| file.name.clone())
                .unwrap_or_default(),
            line: item.place.line,
            column: item.place.column,
            message: format!(
                "`{}` of {} `{}`: there is no {what} `{name}`{which}",
                column.field, item.kind, item.key
            ),
            text: None,
            hint: Some(hint.unwrap_or_else(|| reference.hint.to_owned())),
        })
    }
}

/// The ids of the workspaces from inside which something is named.
fn workspaces(conn: &mut PgConnection, namings: &[Naming<'_>]) -> anyhow::Result<Ids> {
    let inside = namings.iter().filter(|naming| naming.inside());
    let slugs: HashSet<&str> = inside
        .map(|naming| workspace_of(&naming.item.key))
        .collect();
    seed_reference::workspaces(conn, &Vec::from_iter(slugs))
        .context("the workspaces cannot be read")
}

/// Those that name the same sort of rows together, in the order of the first of each.
fn by_reference<'n, 'a>(namings: &'n [Naming<'a>]) -> Vec<Vec<&'n Naming<'a>>> {
    let mut groups: Vec<Vec<&Naming<'_>>> = Vec::new();
    for naming in namings {
        let same = |group: &&mut Vec<&Naming<'_>>| {
            group
                .first()
                .is_some_and(|first| std::ptr::eq(first.reference, naming.reference))
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(naming),
            None => groups.push(vec![naming]),
        }
    }
    groups
}

/// Those of one sort that name nothing.
fn missing<'n, 'a>(
    conn: &mut PgConnection,
    group: &[&'n Naming<'a>],
    ids: &Ids,
) -> anyhow::Result<Vec<&'n Naming<'a>>> {
    let Some(first) = group.first() else {
        return Ok(Vec::new());
    };
    let named: Vec<_> = group
        .iter()
        .map(|naming| {
            let workspace = workspace_of(&naming.item.key);
            (ids.get(workspace).copied(), naming.name)
        })
        .collect();
    let missing = seed_reference::missing(conn, first.reference, &named)
        .with_context(|| format!("{} cannot be read", first.reference.table))?;
    Ok(missing
        .into_iter()
        .filter_map(|at| group.get(at).copied())
        .collect())
}
