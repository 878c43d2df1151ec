//! A YAML seed file, read item by item in bounded memory.

use std::cell::RefCell;
use std::io;
use std::ops::ControlFlow;
use std::rc::Rc;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_yaml::budget::BudgetBreach;
use serde_yaml::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy, Options};

use super::guard::{Guard, Seen};
use super::header::Header;
use super::item::Parts;
use super::kind::Kind;
use super::node::Node;
use super::problem::{Finding, Place};
use super::source::Source;

/// What a reader of files hands on, in the order of the file.
pub enum Piece<'a> {
    /// An item, with the header as far as it is known.
    Item(&'a Header, Kind, Node),
    /// An item that is checked already.
    Parts(&'a Header, Kind, Place, Parts),
    /// Something wrong.
    Finding(Finding),
}

/// Takes the pieces of a file; may ask to stop.
pub type Take<'a> = &'a mut dyn FnMut(Piece<'_>) -> ControlFlow<()>;

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
    let options = options(source.size()?);
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
            Err(error) => vec![syntax(&error, &seen.borrow())?],
        };
        for finding in findings {
            if take(Piece::Finding(finding)).is_break() {
                break;
            }
        }
    }
    Ok((header, guard.finish()?))
}

/// YAML 1.2 within limits that grow with the file, so that only what multiplies itself meets them.
fn options(size: u64) -> Options {
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let generous = size.saturating_mul(2).saturating_add(1_000_000);
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_reader_input_bytes: None,
            max_events: generous,
            max_nodes: generous,
            max_total_scalar_bytes: generous,
            max_total_comment_bytes: generous,
            max_depth: 100,
            max_documents: usize::MAX,
            max_recorded_anchor_events: 100_000,
            max_recorded_anchor_bytes: 1024 * 1024,
        },
        alias_limits: serde_yaml::alias_limits! {
            max_total_replayed_events: 100_000,
            max_replay_stack_depth: 16,
        },
        emit_comments: false,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
    }
}

/// What to tell of an error that ended the reading. An error of the disk is passed on.
fn syntax(error: &serde_yaml::Error, seen: &Seen) -> io::Result<Finding> {
    if let Some(finding) = &seen.stopped {
        return Ok(finding.clone());
    }
    if let serde_yaml::Error::IOError { cause } = error.without_snippet() {
        return Err(io::Error::new(cause.kind(), cause.to_string()));
    }
    let location = error.location();
    let place = location.map_or(Place::new(1, 1), |location| {
        let short = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        Place::new(short(location.line()), short(location.column()))
    });
    if let Some(tab) = seen.tab_near(place.line) {
        return Ok(Finding::new(tab, "a tab indents this line")
            .hint(Some("YAML is indented by spaces only".to_owned())));
    }
    let (message, hint) = explained(error, place);
    Ok(Finding::new(place, message).hint(hint.map(ToOwned::to_owned)))
}

/// An error of the YAML reader in our words, where it has none for people.
fn explained(error: &serde_yaml::Error, place: Place) -> (String, Option<&'static str>) {
    use serde_yaml::Error;
    let (message, hint) = match error.without_snippet() {
        Error::Budget {
            breach: BudgetBreach::Depth { .. },
            ..
        } => ("this is nested too deeply", None),
        Error::Budget { .. }
        | Error::AliasError { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. } => (
            "aliases make this file grow too far",
            Some("write out what the alias stands for"),
        ),
        Error::UnknownAnchor { .. } => (
            "there is no anchor of that name",
            Some("text that begins with * is put in quotes"),
        ),
        Error::MultipleDocuments { .. } => (
            "a seed file is a single document",
            Some("put what follows `---` into a file of its own"),
        ),
        // Only the file as a whole has a type at this stage; items take any.
        Error::SerdeInvalidType { .. } => (
            "a seed file is a mapping",
            Some("begin it with `version: 1`, `kind:` and `items:`"),
        ),
        _ => {
            let message = error.render_with_formatter(&serde_yaml::UserMessageFormatter);
            let position = format!(" at line {}, column {}", place.line, place.column);
            let message = message.strip_suffix(&position).unwrap_or(&message);
            let indent = message.contains("block") || message.contains("simple key");
            return (
                format!("not YAML: {message}"),
                indent.then_some("check how far this line is indented"),
            );
        }
    };
    (message.to_owned(), hint)
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

/// A line of JSON as a tree, by the same reader, for its places. The line counts as line one.
pub fn line(text: &str) -> Option<Node> {
    serde_yaml::from_str_with_options(text, options(text.len() as u64)).ok()
}
