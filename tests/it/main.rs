//! The command as people and programs use it: the real binary against a real PostgreSQL.
//!
//! Everything is one test binary: it is linked once, and its tests share one server.

#![cfg(test)]

mod architecture;
mod baseline;
mod bundle;
mod cluster;
mod configuration;
mod credential;
mod cut;
mod doctor;
mod errors;
mod faults;
mod help;
mod init;
mod interrupts;
mod isolation;
mod judge;
mod lists;
mod local;
mod lock;
mod maintain;
mod migrate;
mod nouns;
mod output;
mod plugin;
mod pooler;
mod probe;
mod restarts;
mod roles;
mod route;
mod scan;
mod schema;
mod secrets;
mod seed_broken;
mod seed_bulk;
mod seed_concurrency;
mod seed_data;
mod seed_export;
mod seed_files;
mod seed_fleet;
mod seed_merge;
mod seed_plan;
mod seed_property;
mod seed_run;
mod seed_state;
mod skills;
mod soak;
mod standby;
mod store;
mod support;
mod tenants;
mod terminal;
mod tls;
mod tools;
mod transfer;
mod workflows;
