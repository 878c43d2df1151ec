//! Fleets from files: users, workspaces, members, apps, recipes, agents and their rules, in a real
//! database.

mod edits;
mod environment;
mod own;
mod removal;
mod rules;
mod setting_up;
mod users;
