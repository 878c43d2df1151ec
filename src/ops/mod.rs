//! What a verb does when it changes something. Takes plain values, returns plain values, asks and
//! prints nothing. Reading needs no file here: a verb that only reads asks `db`.

pub mod agent;
pub mod category;
pub mod credential;
pub mod init;
pub mod maintain;
pub mod migrate;
pub mod plugin;
pub mod seed;
pub mod setting;
pub mod store;
pub mod workspace;
