//! How the fields of seeds are stored: columns, references, and lists that are rows of their own.

use serde_json::Value;

use super::seed_reference::Reference;

/// How a field is stored.
#[derive(Debug, Clone, Copy)]
pub enum Type {
    /// A column of that SQL type, which takes the value's text.
    Scalar(&'static str),
    /// `text[]`.
    TextArray,
    /// `jsonb`.
    Json,
    /// The workspace of the row, by slug.
    Workspace,
    /// Another row, by natural key.
    Reference(&'static Reference),
    /// A list of rows of another table.
    Children(&'static Children),
}

/// A field and its column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The field in seed files.
    pub field: &'static str,
    /// The column; of children, the column that tells them apart.
    pub name: &'static str,
    pub kind: Type,
    /// Where this holds of a row `t`, its value is sealed: never read, never written over.
    pub sealed: Option<&'static str>,
}

/// Rows `j` of a junction that belong to a row of a workspace, and are a list in seed files.
#[derive(Debug)]
pub struct Children {
    pub table: &'static str,
    /// The column that holds the row's id.
    pub owner: &'static str,
    /// The column that holds what is named.
    pub column: &'static str,
    /// Whether that is the id of what is named; else its name.
    pub by_id: bool,
    /// What is named.
    pub reference: &'static Reference,
    /// The name in an element `e.value` of the list, in SQL.
    pub name: &'static str,
    /// The name in an element that must be there.
    pub required: fn(&Value) -> Option<&str>,
    /// Further columns, each in SQL of an element `e.value`, its place from one `e.place`, and the
    /// whole list `s.list`.
    pub values: &'static [(&'static str, &'static str)],
    /// The list as JSON, in SQL, and what `j` is joined with for it.
    pub list: (&'static str, &'static str),
}

impl Column {
    /// What the list of this field is stored as, if it is one.
    pub const fn children(&self) -> Option<&'static Children> {
        match self.kind {
            Type::Children(children) => Some(children),
            Type::Scalar(_)
            | Type::TextArray
            | Type::Json
            | Type::Workspace
            | Type::Reference(_) => None,
        }
    }
}

const fn column(field: &'static str, kind: Type) -> Column {
    Column {
        field,
        name: field,
        kind,
        sealed: None,
    }
}

pub const fn text(field: &'static str) -> Column {
    scalar(field, "text")
}

pub const fn scalar(field: &'static str, sql: &'static str) -> Column {
    column(field, Type::Scalar(sql))
}

/// A text that is sealed where that holds of a row `t`.
pub const fn sealable(field: &'static str, sealed: &'static str) -> Column {
    Column {
        sealed: Some(sealed),
        ..text(field)
    }
}

pub const fn array(field: &'static str) -> Column {
    column(field, Type::TextArray)
}

pub const fn json(field: &'static str) -> Column {
    column(field, Type::Json)
}

pub const fn children(field: &'static str, children: &'static Children) -> Column {
    column(field, Type::Children(children))
}

pub const fn workspace() -> Column {
    Column {
        field: "workspace",
        name: "workspace_id",
        kind: Type::Workspace,
        sealed: None,
    }
}

pub const fn reference(
    field: &'static str,
    name: &'static str,
    reference: &'static Reference,
) -> Column {
    Column {
        field,
        name,
        kind: Type::Reference(reference),
        sealed: None,
    }
}
