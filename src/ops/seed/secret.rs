//! Sensitive settings whose value a seed takes from a variable.
//!
//! All that is merged, told, planned and remembered of such a value is its keyed hash, which stands in the item in
//! place of the value. The value itself is sealed and written when the rows are there. A hash that was remembered
//! under an older master key is known by that key, as long as it is there.

use std::collections::BTreeMap;

use anyhow::Context;
use diesel::PgConnection;
use serde_json::{Map, Value};

use crate::db::setting_seal::{self, Changes};
use crate::error::{Advice, Code};
use crate::model::Secret;
use crate::ops::credential::{check_ring, rotate};
use crate::ops::setting;
use crate::seed::{Entry, Item, Kind, Variables};
use crate::vault::{Binding, KeyRing, MasterKey, Opened};

/// Where the values and the keys for them come from.
#[derive(Clone, Copy)]
pub struct Origin<'a> {
    pub variables: Variables<'a>,
    pub ring: &'a dyn Fn() -> anyhow::Result<KeyRing>,
}

/// The secrets of some items.
pub struct Secrets {
    ring: KeyRing,
    /// What the seed wants, by the key of the item.
    wanted: BTreeMap<String, Secret>,
    /// What the rows have.
    live: BTreeMap<String, Opened>,
}

const FIELD: &str = "value";
const FROM: &str = "value_from";

/// The secrets of these items, and the items with keyed hashes in their place; nothing where there are none.
pub fn taken(
    conn: &mut PgConnection,
    items: &[Item],
    origin: Option<Origin<'_>>,
) -> anyhow::Result<Option<(Secrets, Vec<Item>)>> {
    let named: Vec<(&Item, &str)> = items.iter().filter_map(variable).collect();
    if named.is_empty() {
        return Ok(None);
    }
    let origin = origin.context("seeds with secrets were given without a way to them")?;
    let mut wanted = BTreeMap::new();
    for (item, name) in named {
        let value = (origin.variables)(name).and_then(Secret::new);
        let value = value.ok_or_else(|| undefined(item, name))?;
        wanted.insert(item.key.clone(), value);
    }
    let ring = (origin.ring)()?;
    check_ring(conn, &ring)?;
    let mut secrets = Secrets::of_rows(conn, ring)?;
    secrets.wanted = wanted;
    let items = items.iter().map(|item| secrets.masked(item)).collect();
    Ok(Some((secrets, items)))
}

/// An item whose value is in a variable, and the variable.
fn variable(item: &Item) -> Option<(&Item, &str)> {
    let name = item
        .fields
        .get(FROM)
        .filter(|_| item.kind == Kind::SystemSettings)?;
    Some((item, name.as_str()?))
}

fn undefined(item: &Item, name: &str) -> Advice {
    let message = format!(
        "the variable {name}, from which the setting `{}` takes its value, is not defined; nothing was written",
        item.key
    );
    Advice::new(Code::SeedInvalid, message).hint("set it, or leave `value_from` out")
}

/// Where the value of a key is at home.
fn binding(key: &str) -> Binding<'_> {
    let (category, key) = key.split_once('/').unwrap_or_default();
    Binding::Setting { category, key }
}

impl Secrets {
    fn masked(&self, item: &Item) -> Item {
        let mut item = item.clone();
        if let Some(value) = self.wanted.get(&item.key)
            && item.fields.remove(FROM).is_some()
        {
            let mark = self.mark(&item.key, value.expose().as_bytes());
            item.fields.insert(FIELD.to_owned(), mark);
        }
        item
    }

    fn mark(&self, key: &str, plain: &[u8]) -> Value {
        marked(self.ring.active(), key, plain)
    }

    /// What all sensitive settings have. One that does not open is as good as one without a value.
    pub fn of_rows(conn: &mut PgConnection, ring: KeyRing) -> anyhow::Result<Self> {
        let mut live = BTreeMap::new();
        for row in setting_seal::sealed(conn)? {
            if let Ok(plain) = rotate::open_setting(&ring, &row) {
                live.insert(format!("{}/{}", row.category, row.key), plain);
            }
        }
        let wanted = BTreeMap::new();
        Ok(Self { ring, wanted, live })
    }

    /// Puts keyed hashes for what the row of that kind and key has, and for what was remembered of it under an older
    /// master key.
    pub fn compare(
        &self,
        (kind, key): (&str, &str),
        live: Option<&mut Map<String, Value>>,
        last: Option<&mut Entry>,
    ) {
        if kind != Kind::SystemSettings.as_str() {
            return;
        }
        let has = self.live.get(key).map(|plain| plain.as_slice());
        if let (Some(live), Some(plain)) = (live, has) {
            live.insert(FIELD.to_owned(), self.mark(key, plain));
        }
        let Some(last) = last else { return };
        let wanted = self.wanted.get(key).map(|value| value.expose().as_bytes());
        let known = [has, wanted];
        for plain in known.into_iter().flatten() {
            let meant = |master: &MasterKey| last.remembers(FIELD, &marked(master, key, plain));
            if self.ring.keys().any(meant) {
                last.remember(FIELD, &self.mark(key, plain));
                return;
            }
        }
    }

    /// Takes the hash out of what is to be written of a row; answers whether it was there.
    pub fn take(&self, key: &str, fields: &mut Map<String, Value>) -> bool {
        self.wanted.contains_key(key) && fields.remove(FIELD).is_some()
    }

    /// Seals and writes the values of these rows, which are there by now; each has an event of its own in the trail.
    pub fn write(
        &self,
        conn: &mut PgConnection,
        actor: &str,
        keys: &[String],
    ) -> anyhow::Result<()> {
        for key in keys {
            let Some(value) = self.wanted.get(key) else {
                continue;
            };
            setting::check_written(conn, key, Some(value))?;
            let changes = Changes {
                value: Some(self.ring.seal(&binding(key), value.expose().as_bytes())?),
                key_id: Some(self.ring.active().id().to_string()),
            };
            let (category, name) = key.split_once('/').unwrap_or_default();
            setting_seal::update_named(conn, (category, name), &changes)
                .with_context(|| format!("the setting `{key}` cannot be set"))?;
            setting::record_seeded(conn, actor, key)?;
        }
        Ok(())
    }
}

fn marked(master: &MasterKey, key: &str, plain: &[u8]) -> Value {
    Value::String(master.mark(&binding(key), plain))
}
