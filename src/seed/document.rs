//! A YAML seed file, read item by item in bounded memory.

use std::cell::RefCell;
use std::io;
use std::ops::ControlFlow;
use std::rc::Rc;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::guard::{Guard, Seen};
use super::header::Header;
use super::node::Node;
use super::piece::{Piece, Take};
use super::problem::{Finding, Place};
use super::source::Source;
use super::yaml;

/// Reads a YAML file to its end, or to where it cannot be read on. Gives its header and
/// its SHA-256.
pub fn read(source: &Source, take: Take<'_>) -> io::Result<(Header, String)> {
    let (mut guard, seen) = Guard::new(source.open()?);
    let mut document = Document {
        header: Header::new(source.kind()),
        seen: Rc::clone(&seen),
        take,
        stopped: false,
    };
    let options = yaml::options(source.size()?);
    let result = serde_yaml::with_deserializer_from_reader_with_options(
        &mut guard,
        options,
        |deserializer| document.run(deserializer),
    );
    let Document {
        header,
        take,
        stopped,
        ..
    } = document;
    if !stopped {
        let findings = match result {
            Ok(()) => header.missing(),
            Err(error) => vec![yaml::syntax(&error, &seen.borrow())?],
        };
        for finding in findings {
            if take(Piece::Finding(finding)).is_break() {
                break;
            }
        }
    }
    Ok((header, guard.finish()?))
}

struct Document<'a> {
    header: Header,
    seen: Rc<RefCell<Seen>>,
    take: Take<'a>,
    stopped: bool,
}

impl Document<'_> {
    fn run<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(Top(self))
    }

    fn item<E: serde::de::Error>(&mut self, node: Node) -> Result<(), E> {
        // Without a kind there is nothing to check against; that it is missing is told once.
        let answer = match self.header.kind {
            Some(kind) => (self.take)(Piece::Item(&self.header, kind, node)),
            None => ControlFlow::Continue(()),
        };
        self.heed(answer)
    }

    fn finding<E: serde::de::Error>(&mut self, finding: Finding) -> Result<(), E> {
        let answer = (self.take)(Piece::Finding(finding));
        self.heed(answer)
    }

    fn heed<E: serde::de::Error>(&mut self, answer: ControlFlow<()>) -> Result<(), E> {
        self.stopped = answer.is_break();
        if self.stopped {
            Err(E::custom("stopped"))
        } else {
            Ok(())
        }
    }
}

/// The file as a whole.
struct Top<'d, 'a>(&'d mut Document<'a>);

impl<'de> Visitor<'de> for Top<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a mapping of version, kind, mode and items")
    }

    /// An empty file: what is missing is told at its end.
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let document = self.0;
        while let Some(key) = map.next_key::<Node>()? {
            match document.header.field(&key) {
                Ok("items") => map.next_value_seed(Items(document, key.place))?,
                Ok(field) => {
                    let value = map.next_value::<Node>()?;
                    if let Err(finding) = document.header.take(field, &value) {
                        document.finding(finding)?;
                    }
                }
                Err(finding) => {
                    document.finding(finding)?;
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// The value of `items`.
struct Items<'d, 'a>(&'d mut Document<'a>, Place);

impl<'de> DeserializeSeed<'de> for Items<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Items<'_, '_> {
    fn no_list<E: serde::de::Error>(self) -> Result<(), E> {
        let finding = Finding::new(self.1, "`items` must be a list").hint(Some(
            "begin each item with `- `; write `items: []` for none".to_owned(),
        ));
        self.0.finding(finding)
    }
}

impl<'de> Visitor<'de> for Items<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list of items")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let document = self.0;
        while let Some(node) = list.next_element::<Node>()? {
            let next = Place::new(node.place.line.saturating_add(1), 1);
            document.seen.borrow_mut().item_done(next);
            document.item(node)?;
        }
        Ok(())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.no_list()
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<(), E> {
        self.no_list()
    }

    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<(), E> {
        self.no_list()
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<(), E> {
        self.no_list()
    }

    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<(), E> {
        self.no_list()
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<(), E> {
        self.no_list()
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        self.no_list()
    }
}
