//! The reader every seed file passes through: what must be known of its bytes is found out here,
//! in bounded memory, whatever parses them afterwards.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, Read};
use std::rc::Rc;

use super::problem::{Finding, Place};
use crate::model::Hasher;

/// A single item may not be larger than this, in bytes.
pub const LARGEST_ITEM: u64 = 16 * 1024 * 1024;

/// How far a parser may read ahead of the item it is at, in bytes.
const READ_AHEAD: u64 = 64 * 1024;

/// So many of the latest tabs before the text of a line are remembered.
const TABS: usize = 64;

/// What the guard has seen, shared with the parser that reads through it.
#[derive(Debug, Default)]
pub struct Seen {
    /// Bytes handed out so far.
    pub bytes: u64,
    /// What made the guard stop, if it did.
    pub stopped: Option<Finding>,
    since_item: u64,
    item: Place,
    tabs: VecDeque<Place>,
}

impl Seen {
    /// An item has been read whole; the next may begin.
    pub fn item_done(&mut self, next: Place) {
        self.since_item = 0;
        self.item = next;
    }

    /// A tab before the text of this line or the next, where YAML allows only spaces.
    pub fn tab_near(&self, line: u32) -> Option<Place> {
        let mut near = self
            .tabs
            .iter()
            .filter(|tab| tab.line >= line && tab.line <= line + 1);
        near.next().copied()
    }
}

/// Passes bytes on, and stops at the first that cannot be part of a seed file.
pub struct Guard<R> {
    inner: R,
    seen: Rc<RefCell<Seen>>,
    digest: Hasher,
    line: u32,
    column: u32,
    indenting: bool,
    /// A character that began in the last piece, and how many bytes it still needs.
    partial: Vec<u8>,
}

impl<R: Read> Guard<R> {
    /// Watches over a reader.
    pub fn new(inner: R) -> (Self, Rc<RefCell<Seen>>) {
        let seen = Rc::new(RefCell::new(Seen {
            item: Place::new(1, 1),
            ..Seen::default()
        }));
        let guard = Self {
            inner,
            seen: Rc::clone(&seen),
            digest: Hasher::default(),
            line: 1,
            column: 1,
            indenting: true,
            partial: Vec::new(),
        };
        (guard, seen)
    }

    /// Reads what the parser left, and gives the SHA-256 of the whole file, in hex.
    pub fn finish(mut self) -> io::Result<String> {
        let mut rest = [0; 8192];
        loop {
            let count = self.inner.read(&mut rest)?;
            if count == 0 {
                break;
            }
            self.digest.update(rest.get(..count).unwrap_or_default());
        }
        Ok(self.digest.finish().to_string())
    }

    fn look(&mut self, piece: &[u8]) -> Result<(), Finding> {
        let joined;
        let bytes = if self.partial.is_empty() {
            piece
        } else {
            joined = [std::mem::take(&mut self.partial).as_slice(), piece].concat();
            &joined
        };
        match std::str::from_utf8(bytes) {
            Ok(text) => self.walk(text),
            Err(error) => {
                let (good, rest) = bytes.split_at(error.valid_up_to());
                self.walk(std::str::from_utf8(good).unwrap_or_default())?;
                if error.error_len().is_none() {
                    self.partial = rest.to_vec();
                    return Ok(());
                }
                Err(self.bad_utf8(rest))
            }
        }
    }

    fn bad_utf8(&self, rest: &[u8]) -> Finding {
        let byte = rest.first().copied().unwrap_or_default();
        Finding::new(
            Place::new(self.line, self.column),
            format!("byte 0x{byte:02X} is not UTF-8"),
        )
        .hint(Some("save the file as UTF-8".to_owned()))
    }

    fn walk(&mut self, text: &str) -> Result<(), Finding> {
        for c in text.chars() {
            match c {
                '\n' => {
                    self.line = self.line.saturating_add(1);
                    self.column = 1;
                    self.indenting = true;
                    continue;
                }
                '\0' => {
                    let place = Place::new(self.line, self.column);
                    return Err(Finding::new(place, "a NUL character cannot be stored")
                        .hint(Some("remove it".to_owned())));
                }
                '\t' if self.indenting => self.tab(),
                ' ' => {}
                _ => self.indenting = false,
            }
            self.column = self.column.saturating_add(1);
        }
        Ok(())
    }

    fn tab(&self) {
        let tabs = &mut self.seen.borrow_mut().tabs;
        if tabs.len() == TABS {
            tabs.pop_front();
        }
        tabs.push_back(Place::new(self.line, self.column));
    }

    fn count(&self, count: usize) -> Result<(), Finding> {
        let mut seen = self.seen.borrow_mut();
        let count = count as u64;
        seen.bytes += count;
        seen.since_item += count;
        if seen.since_item > LARGEST_ITEM + READ_AHEAD {
            return Err(
                Finding::new(seen.item, "an item is larger than 16 MiB").hint(Some(
                    "split it, or keep large content out of seeds".to_owned(),
                )),
            );
        }
        Ok(())
    }

    fn stop(&self, finding: Finding) -> io::Error {
        let error = io::Error::new(io::ErrorKind::InvalidData, finding.message.clone());
        self.seen.borrow_mut().stopped = Some(finding);
        error
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let piece = buffer.get(..count).unwrap_or_default();
        if count == 0 && !self.partial.is_empty() {
            let rest = std::mem::take(&mut self.partial);
            return Err(self.stop(self.bad_utf8(&rest)));
        }
        self.digest.update(piece);
        self.look(piece)
            .and_then(|()| self.count(count))
            .map_err(|finding| self.stop(finding))?;
        Ok(count)
    }
}
