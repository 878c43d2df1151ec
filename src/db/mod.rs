//! The database: one file per table, holding its row and its queries.
//!
//! Functions here take the connection first, return [`diesel::QueryResult`] and never begin a
//! transaction: only `ops` knows what belongs together.

pub mod agent;
pub mod agent_assigned_plugin;
pub mod audit_event;
pub mod audit_trail;
pub mod clock;
pub mod connect;
pub mod credential;
pub mod credential_audit_log;
pub mod credential_seal;
pub mod credential_test;
pub mod credential_type;
pub mod environment;
pub mod failure;
pub mod interrupt;
pub mod llm_model;
pub mod marketplace_page;
pub mod marketplace_plugin;
pub mod migrations;
pub mod package_blob;
pub mod package_pointer;
pub mod page;
pub mod partition;
pub mod pattern;
pub mod persona;
pub mod plugin_category;
pub mod plugin_security_scan;
pub mod plugin_sync_history;
pub mod plugin_version;
pub mod policy;
pub mod seed_children;
pub mod seed_column;
pub mod seed_entry;
pub mod seed_known;
pub mod seed_named;
pub mod seed_owner;
pub mod seed_reference;
pub mod seed_removal;
pub mod seed_rows;
pub mod seed_run;
pub mod seed_stage;
pub mod seed_table;
pub mod setting_seal;
pub mod skill;
pub mod system_setting;
pub mod trace;
pub mod workspace;
pub mod workspace_enabled_plugin;

mod libpq;
mod lock;
mod schema;
mod search;
mod seed_catalog;
mod seed_fleet;
mod seed_tenant;
mod seed_value;
mod session;
mod target;
mod transaction;

pub use self::session::{Limits, Session, user as session_user};
pub use self::target::Target;
pub use self::transaction::{Commit, Exclusion, write};
