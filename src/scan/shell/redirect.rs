//! Redirections and here-documents.

use super::parse::Parser;
use super::quoting::variables_in;
use super::script::Command;
use super::script::Word;

impl Parser<'_> {
    /// Reads one redirection.
    pub fn redirect(&mut self, command: &mut Command) {
        let start = self.at;
        while matches!(self.peek(), Some(b'<' | b'>' | b'&' | b'|' | b'-')) && self.at < start + 3 {
            if self.peek() == Some(b'-')
                && !self
                    .text
                    .get(start..self.at)
                    .is_some_and(|so_far| so_far == "<<" || so_far.ends_with('&'))
            {
                break;
            }
            self.at += 1;
        }
        let operator = self.text.get(start..self.at).unwrap_or_default().to_owned();
        self.blanks();
        if operator == "<<<" {
            command.fed = Some(self.word());
        } else if operator.starts_with("<<") {
            let word = self.word();
            self.heredocs.push(word.text);
        } else {
            let target = self.word();
            command.redirects.push((operator, target));
        }
    }

    /// Reads the bodies of here-documents that the line just ended announced.
    pub fn bodies(&mut self, command: &mut Command) {
        for mark in std::mem::take(&mut self.heredocs) {
            let start = self.at;
            let mut end = self.bytes.len();
            let mut after = end;
            let mut line_start = start;
            for line in self
                .text
                .get(start..)
                .unwrap_or_default()
                .split_inclusive('\n')
            {
                if line.trim() == mark {
                    end = line_start;
                    after = line_start + line.len();
                    break;
                }
                line_start += line.len();
            }
            let body = self.text.get(start..end).unwrap_or_default();
            command.fed = Some(Word {
                text: body.to_owned(),
                variables: variables_in(body),
                ..Word::default()
            });
            self.at = after;
        }
    }
}
