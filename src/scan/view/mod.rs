//! Views: the texts inside a file, each with what kind of text it is and where it stands.

pub(super) mod markdown;
pub(super) mod values;

use super::finding::{Location, Setting};

/// A piece of a file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// First byte in the file's text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// What kind of text it is.
    pub setting: Setting,
    /// The language named by a fence; empty otherwise.
    pub tag: String,
    /// The heading it stands under, as an index into the headings of the document.
    pub heading: usize,
}

/// In a line longer than this, columns count bytes: counting characters for each finding would cost too much.
const FAR: usize = 16 << 10;

/// Finds lines and columns of bytes.
#[derive(Debug)]
pub struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// Notes where each line of a text begins.
    pub fn of(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|index| index + 1));
        Self { starts }
    }

    /// The location of a range of bytes of the text.
    pub fn location(&self, file: &str, text: &str, start: usize, end: usize) -> Location {
        let (line, column) = self.position(text, start);
        let (end_line, end_column) = self.position(text, end.max(start));
        Location {
            file: file.to_owned(),
            line,
            column,
            end_line,
            end_column,
        }
    }

    fn position(&self, text: &str, byte: usize) -> (u32, u32) {
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = line
            .checked_sub(1)
            .and_then(|index| self.starts.get(index))
            .copied()
            .unwrap_or(0);
        let far = byte.saturating_sub(start) > FAR;
        let column = if far {
            byte - start
        } else {
            text.as_bytes()
                .get(start..byte.min(text.len()))
                .map_or(0, |before| {
                    before.iter().filter(|unit| **unit & 0xC0 != 0x80).count()
                })
        };
        (
            u32::try_from(line.max(1)).unwrap_or(u32::MAX),
            u32::try_from(column + 1).unwrap_or(u32::MAX),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_from_one() {
        let text = "één\ntwee\n";
        let lines = Lines::of(text);
        let place = lines.location("a", text, 6, 8);
        assert_eq!(
            (place.line, place.column, place.end_line, place.end_column),
            (2, 1, 2, 3)
        );
        assert_eq!(lines.location("a", text, 3, 3).column, 3);
    }
}
