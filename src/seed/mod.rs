//! Seed files: load, check, merge plan. No database.
//!
//! | module | holds |
//! | --- | --- |
//! | `kind`, `record`, one file per kind | what an item of each kind is |
//! | `source` | where files come from |
//! | `guard`, `yaml`, `document`, `ndjson`, `header`, `piece`, `node` | a file, read item by item in bounded memory |
//! | `typed`, `words`, `item`, `tidy`, `variables`, `text`, `json`, `number`, `date`, `field`, `twice` | an item, checked |
//! | `single` | one item alone, from a file or from flags |
//! | `index`, `check` | all files together: keys, references, order |
//! | `merge`, `removal`, `ledger`, `canonical` | file against ledger against row |
//! | `definition` | one item in a file of its own |
//! | `problem`, `lines` | what is wrong, and how it is shown |
//! | `schema` | the JSON Schema of each kind, for editors |

mod agent;
mod agent_tool;
mod canonical;
mod check;
mod composio_action;
mod composio_app;
mod credential_type;
mod date;
mod definition;
mod document;
mod field;
mod guard;
mod header;
mod index;
mod item;
mod json;
mod kind;
mod ledger;
mod lines;
mod llm_model;
pub mod merge;
mod ndjson;
mod node;
mod number;
mod on_conflict;
mod pattern;
mod persona;
mod piece;
mod plugin_category;
mod problem;
mod recipe;
mod record;
mod removal;
mod routing_rule;
mod schema;
mod shipped;
mod single;
mod skill;
mod source;
mod system_setting;
mod text;
mod tidy;
mod twice;
mod typed;
mod user;
mod variables;
mod words;
mod workflow;
mod workspace;
mod workspace_member;
mod workspace_plugin;
mod writer;
mod yaml;

use serde_json::{Map, Value};

pub use check::{Checked, File, Unread, check};
pub use definition::{Definition, Fields, mapping};
pub use header::Mode;
pub use kind::Kind;
pub use ledger::Entry;
pub use problem::{Place, Problem, Problems};
pub use schema::schema;
pub use shipped::{shipped, shipped_sources};
pub use single::{Fault, check_alone, read_alone};
pub use source::{Source, SourcesError, sources};
pub use variables::Variables;
pub use words::meant;
pub use writer::Writer;

/// One row as a seed file wants it.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub kind: Kind,
    /// Whose row it is in the ledger.
    pub set: String,
    /// What may be done to the row.
    pub mode: Mode,
    /// The natural key as text: `slug`, `name`, `category/key`, `provider/model_id`.
    pub key: String,
    /// The fields that are in the file and no others, in the form of their columns.
    pub fields: Map<String, Value>,
    /// Its file, as a position among the files that were read.
    pub file: usize,
    /// Where it begins in its file.
    pub place: Place,
}

impl Item {
    /// SHA-256 of the fields in their one form, but for those that are secret, in hex.
    pub fn hash(&self, secret: &[&str]) -> String {
        canonical::hash_fields(&self.fields, secret)
    }
}

/// Every item of every file, in the order of writing.
#[derive(Debug, Clone, Default)]
pub struct Seeds {
    /// By kind in the order of loading; within a kind what is named before what names it.
    pub items: Vec<Item>,
    /// The files, in the order in which they were given.
    pub files: Vec<File>,
}

/// Reads and checks every file and keeps all items in memory. For what ships and what people write;
/// [`check()`] and [`Checked::each`] are for more than some thousand items.
pub fn load(sources: &[Source], variables: Variables<'_>) -> Result<Seeds, Problems> {
    let mut read = Vec::new();
    let checked = check::survey(sources, variables, &mut |at, item| read.push((at, item)))?;
    let mut ranked = Vec::new();
    for (at, item) in read {
        if let Some(below) = checked.below(at, &item) {
            ranked.push((item.kind, below, item));
        }
    }
    ranked.sort_by_key(|(kind, below, _)| (*kind, *below));
    Ok(Seeds {
        items: ranked.into_iter().map(|(_, _, item)| item).collect(),
        files: checked.files().to_vec(),
    })
}

#[cfg(test)]
mod tests;
