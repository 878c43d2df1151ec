//! What a verb does when it changes something. Takes plain values, returns plain values, asks and
//! prints nothing. Reading needs no file here: a verb that only reads asks `db`.

pub mod agent;
pub mod bundle;
pub mod category;
pub mod credential;
pub mod deed;
pub mod distribute;
pub mod doctor;
pub mod init;
pub mod maintain;
pub mod migrate;
pub mod pattern;
pub mod persona;
pub mod plugin;
pub mod recipe;
pub mod role;
pub mod route;
pub mod seed;
pub mod setting;
pub mod skill;
pub mod store;
pub mod tool;
pub mod user;
pub mod workflow;
pub mod workspace;

pub use deed::Deed;
