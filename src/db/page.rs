//! Pages of a list, by key: the next page begins after the last row of this one, however many rows
//! came or went meanwhile.

use chrono::{DateTime, Utc};

/// What a list is ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The natural key.
    Name,
    /// When the row was created.
    Created,
}

/// The order of a list; rows that are equal in it go by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    pub column: Column,
    pub descending: bool,
}

/// The place after a row: its id and its value in the order.
#[derive(Debug, Clone)]
pub enum Cursor<I> {
    /// In a list by name.
    Name(String, I),
    /// In a list by time.
    Created(DateTime<Utc>, I),
}

/// The part of a list that is wanted.
#[derive(Debug, Clone)]
pub struct Page<I> {
    /// At most so many rows; nothing is all.
    pub limit: Option<u32>,
    pub sort: Sort,
    pub after: Option<Cursor<I>>,
}

impl<I> Page<I> {
    /// One row more than wanted, which tells whether there is a next page.
    pub fn fetch(&self) -> i64 {
        self.limit.map_or(i64::MAX, |limit| i64::from(limit) + 1)
    }
}

/// Orders a boxed query by `$name` or `$created` and then `$id`, and begins it after the cursor. The
/// first of the two filters is what lets an index be entered there: of an OR the server makes none.
macro_rules! paged {
    ($query:expr, $page:expr, $name:expr, $created:expr, $id:expr) => {{
        use $crate::db::page::{Column, Cursor, Sort};
        let page = $page;
        let query = match (&page.after, page.sort.descending) {
            (None, _) => $query,
            (Some(Cursor::Name(key, id)), false) => $query
                .filter($name.ge(key))
                .filter($name.gt(key).or($id.gt(id))),
            (Some(Cursor::Name(key, id)), true) => $query
                .filter($name.le(key))
                .filter($name.lt(key).or($id.lt(id))),
            (Some(Cursor::Created(at, id)), false) => $query
                .filter($created.ge(at))
                .filter($created.gt(at).or($id.gt(id))),
            (Some(Cursor::Created(at, id)), true) => $query
                .filter($created.le(at))
                .filter($created.lt(at).or($id.lt(id))),
        };
        let query = match page.sort {
            Sort {
                column: Column::Name,
                descending: false,
            } => query.order(($name.asc(), $id.asc())),
            Sort {
                column: Column::Name,
                descending: true,
            } => query.order(($name.desc(), $id.desc())),
            Sort {
                column: Column::Created,
                descending: false,
            } => query.order(($created.asc(), $id.asc())),
            Sort {
                column: Column::Created,
                descending: true,
            } => query.order(($created.desc(), $id.desc())),
        };
        query.limit(page.fetch())
    }};
}

pub(super) use paged;
