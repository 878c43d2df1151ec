//! Seeds keep what operators edited: every row of the merge table, through the command and a
//! database.

#![cfg(test)]

mod fields;
mod prune;
mod rows;
mod scene;
mod sets;
mod table;
