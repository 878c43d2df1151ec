//! The pieces of a file, in its order, whatever it is written in.

use std::io;
use std::ops::ControlFlow;

use super::Item;
use super::document;
use super::header::Header;
use super::item::{Broken, Parts};
use super::kind::Kind;
use super::ndjson;
use super::node::Node;
use super::problem::{Finding, Place};
use super::record::Reference;
use super::source::{Form, Source};
use super::variables::Variables;

/// What a reader of files hands on, in the order of the file.
pub enum Piece<'a> {
    /// An item, with the header as far as it is known.
    Item(&'a Header, Kind, Node),
    /// An item that is checked already.
    Parts(&'a Header, Kind, Place, Parts),
    /// Something wrong that is not in an item: items may be missing from here on.
    Finding(Finding),
}

/// Takes the pieces of a file; may ask to stop.
pub type Take<'a> = &'a mut dyn FnMut(Piece<'_>) -> ControlFlow<()>;

/// Reads a file to its end, or to where it cannot be read on. Gives its header and its SHA-256.
pub fn read(source: &Source, take: Take<'_>) -> io::Result<(Header, String)> {
    match source.form() {
        Form::Yaml => document::read(source, take),
        Form::Ndjson => ndjson::read(source, take),
    }
}

/// A piece, checked.
pub enum Checked {
    /// A good item and what it names.
    Good(Item, Vec<Reference>),
    /// An item with problems.
    Bad(Kind, Broken),
    /// A problem outside of any item.
    Finding(Finding),
}

/// Checks what is not checked yet. The piece is of the file at that position.
pub fn check(piece: Piece<'_>, at: usize, variables: Variables<'_>) -> Checked {
    let (header, kind, place, parts) = match piece {
        Piece::Finding(finding) => return Checked::Finding(finding),
        Piece::Parts(header, kind, place, parts) => (header, kind, place, parts),
        Piece::Item(header, kind, node) => {
            let place = node.place;
            match kind.read(node, variables) {
                Ok(parts) => (header, kind, place, parts),
                Err(broken) => return Checked::Bad(kind, broken),
            }
        }
    };
    let Parts {
        key,
        fields,
        references,
    } = parts;
    let item = Item {
        kind,
        set: header.set.clone(),
        mode: header.mode,
        key,
        fields,
        file: at,
        place,
    };
    Checked::Good(item, references)
}
