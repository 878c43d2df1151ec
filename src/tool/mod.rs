//! Tools that agents call: catalogues of them as Composio writes them, fetched and read, and the
//! definitions that language models are given. No database.

mod catalogue;
mod composio;
mod definition;
mod document;
mod fetch;
mod name;
mod soundness;
#[cfg(test)]
mod tests;

pub use self::catalogue::Catalogue;
pub use self::definition::{Definition, LeftOut, Offer, define};
pub use self::document::read;
pub use self::fetch::{Client, Fetched};
