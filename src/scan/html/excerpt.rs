//! The lines around a finding, with its own range marked.

use super::text::{put, visible};
use crate::scan::finding::Location;

/// Lines shown before and after a finding.
const AROUND: usize = 2;
/// The most lines of the finding itself.
const MOST_LINES: usize = 12;
/// Characters shown of a line before the range, in it and behind it.
const BESIDE: usize = 120;
const MOST_MARKED: usize = 400;

/// The lines as a list, or nothing where the text does not reach that far.
pub fn write(page: &mut String, text: &str, at: &Location) -> Option<()> {
    let first = usize::try_from(at.line).ok()?.checked_sub(1)?;
    let last = usize::try_from(at.end_line)
        .ok()?
        .saturating_sub(1)
        .max(first);
    let shown_last = last.min(first + MOST_LINES - 1);
    let from = first.saturating_sub(AROUND);
    let mut lines = text.lines().enumerate().skip(from).peekable();
    lines.peek()?;
    page.push_str("<div class=code>");
    for (index, line) in lines.take(shown_last + AROUND + 1 - from) {
        let is_own = (first..=shown_last).contains(&index);
        let class = if is_own { " class=own" } else { "" };
        put(page, format_args!("<div{class}><i>{}</i><code>", index + 1));
        if is_own {
            let start = if index == first { column(at.column) } else { 0 };
            let end = if index == last {
                column(at.end_column)
            } else {
                usize::MAX
            };
            marked(page, line, start, end);
        } else {
            page.push_str(&cut(line, 2 * BESIDE));
        }
        page.push_str("</code></div>");
    }
    if last > shown_last {
        put(
            page,
            format_args!("<p class=note>and {} more lines</p>", last - shown_last),
        );
    }
    page.push_str("</div>");
    Some(())
}

/// Columns count from 1.
fn column(column: u32) -> usize {
    usize::try_from(column)
        .unwrap_or(usize::MAX)
        .saturating_sub(1)
}

/// A line with its characters from `start` to `end` marked; the whole line where that is nothing.
fn marked(page: &mut String, line: &str, start: usize, end: usize) {
    let length = line.chars().count();
    let (start, end) = if start < end.min(length) {
        (start, end.min(length))
    } else {
        (0, length)
    };
    let before = start.saturating_sub(BESIDE);
    let part = |from: usize, to: usize| -> String {
        line.chars()
            .skip(from)
            .take(to.saturating_sub(from))
            .collect()
    };
    let shown_end = end.min(start + MOST_MARKED);
    let gap = |is_cut: bool| if is_cut { "<s>…</s>" } else { "" };
    put(
        page,
        format_args!(
            "{}{}<mark>{}</mark>{}{}{}",
            gap(before > 0),
            visible(&part(before, start)),
            visible(&part(start, shown_end)),
            gap(end > shown_end),
            visible(&part(end, end.saturating_add(BESIDE).min(length))),
            gap(end.saturating_add(BESIDE) < length)
        ),
    );
}

fn cut(line: &str, most: usize) -> String {
    let shown: String = line.chars().take(most).collect();
    let gap = if shown.len() < line.len() {
        "<s>…</s>"
    } else {
        ""
    };
    format!("{}{gap}", visible(&shown))
}
