//! What every `list` has in common: paging by key, searching, ordering.

use std::fmt::Display;
use std::str::FromStr;

use chrono::{DateTime, SecondsFormat, Utc};

use super::output::Page;
use crate::db::page::{self, Column, Cursor, Sort};
use crate::error::{Advice, Code};

/// Which part of a list, and in which order.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Args {
    /// At most so many rows; 0 is all
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: u32,

    /// Begin after this cursor of an earlier page
    #[arg(long, value_name = "CURSOR")]
    after: Option<String>,

    /// Only rows with this text in name or description
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,

    /// Order: name or created; with `-` in front descending
    #[arg(long, value_name = "KEY", default_value = "name", allow_hyphen_values = true, value_parser = sort)]
    sort: Sort,
}

/// A row that a cursor can point at.
pub trait Listed {
    /// Its primary key.
    type Id: Display + FromStr;

    /// The primary key.
    fn id(&self) -> Self::Id;

    /// The natural key.
    fn natural_key(&self) -> &str;

    /// When it was created.
    fn created_at(&self) -> DateTime<Utc>;
}

impl Args {
    /// The part of the list that is wanted.
    pub fn page<I: FromStr>(&self) -> Result<page::Page<I>, Advice> {
        let after = self
            .after
            .as_deref()
            .map(|text| self.cursor(text))
            .transpose()?;
        Ok(page::Page {
            limit: (self.limit > 0).then_some(self.limit),
            sort: self.sort,
            after,
        })
    }

    /// The rows that were fetched, without the one too many, and where the next page begins.
    pub fn finish<T: Listed>(&self, mut rows: Vec<T>) -> Page<T> {
        let limit = self.limit as usize;
        let more = limit > 0 && rows.len() > limit;
        if more {
            rows.truncate(limit);
        }
        let next = rows.last().filter(|_| more).map(|row| {
            let key = match self.sort.column {
                Column::Name => row.natural_key().to_owned(),
                Column::Created => row
                    .created_at()
                    .to_rfc3339_opts(SecondsFormat::Micros, true),
            };
            format!("{}@{key}", row.id())
        });
        Page { rows, next }
    }

    fn cursor<I: FromStr>(&self, text: &str) -> Result<Cursor<I>, Advice> {
        let bad = || {
            Advice::new(Code::Usage, format!("`{text}` is no cursor of this list"))
                .hint("take it from `next` of the page before, with the same `--sort`")
        };
        let (id, key) = text.split_once('@').ok_or_else(bad)?;
        let id = id.parse().map_err(|_| bad())?;
        Ok(match self.sort.column {
            Column::Name => Cursor::Name(key.to_owned(), id),
            Column::Created => {
                let at = DateTime::parse_from_rfc3339(key).map_err(|_| bad())?;
                Cursor::Created(at.with_timezone(&Utc), id)
            }
        })
    }
}

/// Which part of a list that has no order but time, the newest first.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Newest {
    /// At most so many rows; 0 is all
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: u32,

    /// Begin after this cursor of an earlier page
    #[arg(long, value_name = "CURSOR")]
    after: Option<String>,
}

impl Newest {
    /// The part of the list that is wanted.
    pub fn page<I: FromStr>(&self) -> Result<page::Page<I>, Advice> {
        self.in_order().page()
    }

    /// The rows that were fetched, without the one too many, and where the next page begins.
    pub fn finish<T: Listed>(&self, rows: Vec<T>) -> Page<T> {
        self.in_order().finish(rows)
    }

    fn in_order(&self) -> Args {
        Args {
            limit: self.limit,
            after: self.after.clone(),
            search: None,
            sort: Sort {
                column: Column::Created,
                descending: true,
            },
        }
    }
}

fn sort(text: &str) -> Result<Sort, String> {
    let (word, descending) = match text.strip_prefix('-') {
        Some(word) => (word, true),
        None => (text, false),
    };
    let column = match word {
        "name" => Column::Name,
        "created" => Column::Created,
        _ => return Err("use name, -name, created or -created".to_owned()),
    };
    Ok(Sort { column, descending })
}

#[cfg(test)]
mod tests {
    use super::sort;

    #[test]
    fn a_minus_turns_the_order_round() {
        assert!(sort("-created").expect("is an order").descending);
        assert!(!sort("name").expect("is an order").descending);
        assert!(sort("size").is_err());
    }
}
