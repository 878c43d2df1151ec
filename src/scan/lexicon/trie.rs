//! Words in a tree by their letters. It is built in a fraction of the time an automaton takes, and only the
//! places where a word may begin have to be looked at.

use std::ops::Range;

/// Words, of which any can be found at a place of a text whatever the case of its ASCII letters, and whether
/// they are parted by spaces or by ends of lines.
#[derive(Debug)]
pub struct Trie {
    /// By the first two bytes of a text: the node after them, or the root where no word begins so.
    pairs: Vec<u32>,
    /// A bit for the low bits of the first three bytes of a text, whether a word may begin so: small enough for
    /// the nearest cache, which `pairs` is not.
    beginnings: Vec<u64>,
    /// The root, then level by level; the children of a node stand together, in order of their letters.
    nodes: Vec<Node>,
    /// The letters of the nodes, side by side to be searched.
    letters: Vec<u8>,
    /// The numbers of the words, in the order of the nodes at which they end.
    words: Vec<usize>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Node {
    children: (u32, u32),
    words: (u32, u32),
}

impl Trie {
    /// Builds the tree of some words of at least two bytes; the place of a word in the list is its number.
    pub fn of<Word: AsRef<str>>(list: &[Word]) -> Self {
        let mut sorted: Vec<(Vec<u8>, usize)> = list
            .iter()
            .map(|word| word.as_ref().to_ascii_lowercase().into_bytes())
            .zip(0..)
            .collect();
        sorted.sort_unstable();
        let mut nodes = vec![Node::default()];
        let mut letters = vec![0];
        // Of each node, the words that begin like it; the queue grows as the tree does.
        let mut ranges = vec![(0..sorted.len(), 0)];
        let mut at = 0;
        while let Some((range, depth)) = ranges.get(at).cloned() {
            let below = sorted.get(range.clone()).unwrap_or_default();
            let ended = below.partition_point(|(word, _)| word.len() == depth);
            let mut start = range.start + ended;
            let child = place(nodes.len());
            for group in below
                .get(ended..)
                .unwrap_or_default()
                .chunk_by(|(one, _), (other, _)| one.get(depth) == other.get(depth))
            {
                let letter = group.first().and_then(|(word, _)| word.get(depth));
                letters.push(letter.copied().unwrap_or_default());
                nodes.push(Node::default());
                ranges.push((start..start + group.len(), depth + 1));
                start += group.len();
            }
            let children = (child, place(nodes.len()));
            if let Some(node) = nodes.get_mut(at) {
                node.children = children;
                node.words = (place(range.start), place(range.start + ended));
            }
            at += 1;
        }
        Self {
            pairs: pairs(&nodes, &letters),
            beginnings: beginnings(&sorted),
            nodes,
            letters,
            words: sorted.into_iter().map(|(_, number)| number).collect(),
        }
    }

    /// Gives the end and the number of every word that begins at a byte of a text, the shortest first.
    pub fn each_at(&self, text: &[u8], start: usize, mut found: impl FnMut(usize, usize)) {
        let Some([one, two, rest @ ..]) = text.get(start..) else {
            return;
        };
        let three = [*one, *two, rest.first().copied().unwrap_or_default()];
        let (word, bit) = beginning(three);
        if self.beginnings.get(word).is_none_or(|bits| bits & bit == 0) {
            return;
        }
        let after = self.pairs.get(pair(*one, *two)).copied().unwrap_or(0);
        if after == 0 {
            return;
        }
        let mut node = self.nodes.get(index(after));
        let mut letters = rest.iter();
        let mut end = start + 2;
        while let Some(here) = node {
            for word in self.words.get(span(here.words)).unwrap_or_default() {
                found(end, *word);
            }
            let Some(letter) = letters.next() else {
                return;
            };
            let letter = plain(*letter);
            let children = self.letters.get(span(here.children)).unwrap_or_default();
            node = children
                .iter()
                .position(|child| *child == letter)
                .and_then(|which| self.nodes.get(index(here.children.0) + which));
            end += 1;
        }
    }
}

/// By two bytes, the node that is reached by them as they may be written.
fn pairs(nodes: &[Node], letters: &[u8]) -> Vec<u32> {
    let mut pairs = vec![0; 1 << 16];
    let children = |node: &Node| {
        let letters = letters.get(span(node.children)).unwrap_or_default();
        (node.children.0..).zip(letters)
    };
    for (first, one) in nodes.first().into_iter().flat_map(children) {
        for (after, two) in nodes.get(index(first)).into_iter().flat_map(children) {
            for first in [*one, one.to_ascii_uppercase()] {
                for second in [*two, two.to_ascii_uppercase(), b'\n'] {
                    if plain(second) != *two {
                        continue;
                    }
                    if let Some(entry) = pairs.get_mut(pair(first, second)) {
                        *entry = after;
                    }
                }
            }
        }
    }
    pairs
}

/// By the low bits of three bytes, whether a word may begin so.
fn beginnings(words: &[(Vec<u8>, usize)]) -> Vec<u64> {
    let mut may_begin = vec![0; 1 << 9];
    let mut note = |bytes| {
        let (word, bit) = beginning(bytes);
        if let Some(bits) = may_begin.get_mut(word) {
            *bits |= bit;
        }
    };
    // A space of a word may be an end of a line in a text.
    let written = |letter: u8| [letter, if letter == b' ' { b'\n' } else { letter }];
    for (word, _) in words {
        match word.as_slice() {
            [one, two] => {
                for second in written(*two) {
                    (0..32).for_each(|third| note([*one, second, third]));
                }
            }
            [one, two, three, ..] => {
                for second in written(*two) {
                    for third in written(*three) {
                        note([*one, second, third]);
                    }
                }
            }
            _ => {}
        }
    }
    may_begin
}

/// Where the bit of three bytes is, by the five low bits of each, which do not depend on the case of a letter.
fn beginning(bytes: [u8; 3]) -> (usize, u64) {
    let low = bytes
        .iter()
        .fold(0, |bits, byte| bits << 5 | usize::from(byte & 31));
    (low >> 6, 1 << (low & 63))
}

fn pair(one: u8, two: u8) -> usize {
    usize::from(one) << 8 | usize::from(two)
}

/// A letter as it stands in the tree: in lower case, and a phrase goes on where its line was broken.
fn plain(letter: u8) -> u8 {
    if letter == b'\n' {
        b' '
    } else {
        letter.to_ascii_lowercase()
    }
}

fn place(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

fn index(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

fn span(places: (u32, u32)) -> Range<usize> {
    index(places.0)..index(places.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(list: &[&str], text: &str, start: usize) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        Trie::of(list).each_at(text.as_bytes(), start, |end, word| found.push((end, word)));
        found
    }

    #[test]
    fn every_word_that_begins_at_a_place_is_found() {
        let list = ["send", "sends", "end", "SEND", "s\u{e9}nd"];
        assert_eq!(found(&list, "He Sends", 3), [(7, 0), (7, 3), (8, 1)]);
        assert_eq!(found(&list, "s\u{e9}nd", 0), [(5, 4)]);
        assert_eq!(found(&list, "sen", 0), []);
        assert_eq!(found(&list, "s", 0), []);
        let list = ["do it now", "a b"];
        assert_eq!(found(&list, "Do\nit now", 0), [(9, 0)]);
        assert_eq!(found(&list, "A\nb", 0), [(3, 1)]);
    }
}
