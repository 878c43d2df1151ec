//! Markdown, taken apart: prose, code blocks, inline code, tables, quotations, hidden comments, the head.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::Segment;
use crate::scan::finding::Setting;
use crate::scan::search;

/// A Markdown document's pieces, in order.
#[derive(Debug, Default)]
pub struct Document {
    /// The pieces.
    pub segments: Vec<Segment>,
    /// Ranges of inline code.
    pub codes: Vec<(usize, usize)>,
    /// Headings in lower case; the first is empty, for what stands before any.
    pub headings: Vec<String>,
}

#[derive(Default)]
struct Walk {
    document: Document,
    run: Option<(usize, usize)>,
    quotes: usize,
    table: bool,
    heading: bool,
    fence: Option<(String, Option<(usize, usize)>)>,
}

/// Takes a document apart.
pub fn read(text: &str) -> Document {
    let mut walk = Walk::default();
    walk.document.headings.push(String::new());
    let body = head(text).inspect(|range| {
        walk.push(*range, Setting::Metadata, String::new());
    });
    let from = body.map_or(0, |range| range.1);
    let options = Options::ENABLE_TABLES;
    for (event, range) in
        Parser::new_ext(text.get(from..).unwrap_or_default(), options).into_offset_iter()
    {
        walk.step(event, (range.start + from, range.end + from), text);
    }
    walk.flush();
    walk.document
}

/// The range of the front matter, with its last fence.
fn head(text: &str) -> Option<(usize, usize)> {
    let rest = text.strip_prefix("---")?;
    let end = search::find(rest, "\n---")?;
    let tail = rest.get(end + 4..)?;
    let line = tail.find('\n').map_or(tail.len(), |index| index + 1);
    Some((0, 3 + end + 4 + line))
}

impl Walk {
    fn push(&mut self, range: (usize, usize), setting: Setting, tag: String) {
        let heading = self.document.headings.len().saturating_sub(1);
        if range.1 > range.0 {
            self.document.segments.push(Segment {
                start: range.0,
                end: range.1,
                setting,
                tag,
                heading,
            });
        }
    }

    fn flush(&mut self) {
        let Some(range) = self.run.take() else { return };
        let setting = if self.table {
            Setting::Table
        } else if self.quotes > 0 {
            Setting::Quote
        } else {
            Setting::Prose
        };
        self.push(range, setting, String::new());
    }

    fn extend(&mut self, range: (usize, usize)) {
        self.run = Some(match self.run {
            Some((start, end)) => (start.min(range.0), end.max(range.1)),
            None => range,
        });
    }

    fn step(&mut self, event: Event, range: (usize, usize), text: &str) {
        match event {
            Event::Start(tag) => self.open(tag, range),
            Event::End(tag) => self.close(tag, range, text),
            Event::Text(_) if self.fence.is_some() => {
                if let Some((_, content)) = &mut self.fence {
                    *content = Some(
                        content
                            .map_or(range, |(start, end)| (start.min(range.0), end.max(range.1))),
                    );
                }
            }
            Event::Code(_) => {
                self.document.codes.push(range);
                self.extend(range);
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html, range),
            Event::Rule => self.flush(),
            Event::Text(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => self.extend(range),
        }
    }

    fn html(&mut self, html: &str, range: (usize, usize)) {
        let hidden = html.contains("<!--")
            || self.document.segments.last().is_some_and(|last| {
                last.setting == Setting::Comment && last.end == range.0 && !last.tag.is_empty()
            });
        let style = [
            "display:none",
            "display: none",
            "font-size:0",
            "font-size: 0",
            "visibility:hidden",
            "opacity:0",
            "color:white",
            "color: white",
            "color:#fff",
            "hidden>",
        ]
        .iter()
        .any(|mark| html.contains(mark));
        if hidden || style {
            self.flush();
            let open = if html.contains("-->") || style {
                String::new()
            } else {
                "open".to_owned()
            };
            self.push(range, Setting::Comment, open);
        } else {
            self.extend(range);
        }
    }

    fn open(&mut self, tag: Tag, range: (usize, usize)) {
        match tag {
            Tag::CodeBlock(kind) => {
                self.flush();
                let name = match kind {
                    CodeBlockKind::Fenced(info) => info
                        .split([' ', ',', '{'])
                        .next()
                        .unwrap_or_default()
                        .to_ascii_lowercase(),
                    CodeBlockKind::Indented => "indented".to_owned(),
                };
                self.fence = Some((name, None));
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::Table(_) => {
                self.flush();
                self.table = true;
            }
            Tag::Heading { .. } => {
                self.flush();
                self.heading = true;
            }
            Tag::Link { .. } | Tag::Image { .. } => self.extend(range),
            Tag::Paragraph
            | Tag::HtmlBlock
            | Tag::List(_)
            | Tag::Item
            | Tag::TableHead
            | Tag::TableRow
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => self.flush(),
            Tag::TableCell
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript => {}
        }
    }

    fn close(&mut self, tag: TagEnd, range: (usize, usize), text: &str) {
        match tag {
            TagEnd::CodeBlock => {
                if let Some((name, Some(content))) = self.fence.take() {
                    self.push(content, Setting::Fence, name);
                }
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::Table => {
                self.flush();
                self.table = false;
            }
            TagEnd::Heading(_) => {
                self.heading = false;
                let title = text
                    .get(range.0..range.1)
                    .unwrap_or_default()
                    .trim_matches(['#', ' ', '\n'])
                    .to_lowercase();
                self.document.headings.push(title);
                self.flush();
            }
            TagEnd::Paragraph
            | TagEnd::HtmlBlock
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::MetadataBlock(_) => self.flush(),
            TagEnd::TableCell
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_falls_into_its_pieces() {
        let text = "---\nname: a\n---\n# Title\nSome `code` here.\n\n```bash\nls\n```\n> said\n\n<!-- unseen -->\n\n| a | b |\n|---|---|\n| c | d |\n- item\n";
        let document = read(text);
        let seen: Vec<_> = document
            .segments
            .iter()
            .map(|one| (one.setting, text.get(one.start..one.end).unwrap().trim()))
            .collect();
        assert_eq!(seen[0].0, Setting::Metadata);
        assert!(seen.contains(&(Setting::Prose, "Some `code` here.")));
        assert!(seen.contains(&(Setting::Fence, "ls")));
        assert!(seen.contains(&(Setting::Quote, "said")));
        assert!(seen.contains(&(Setting::Comment, "<!-- unseen -->")));
        assert!(seen.contains(&(Setting::Prose, "item")));
        assert_eq!(document.headings, ["", "title"]);
    }
}
