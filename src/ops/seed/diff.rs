//! Where rows differ from the seed files, whoever changed them.

use diesel::PgConnection;
use serde_json::{Map, Value};

use super::Feed;
use super::group;
use super::report::{Action, Change, Difference, Field};
use super::secret::{self, Origin};
use crate::seed::merge::{self, Outcome, Policy, State};
use crate::seed::{Item, Kind, Mode};

/// Every row that is missing or differs. Reads only.
pub fn run(
    conn: &mut PgConnection,
    feed: Feed<'_>,
    only: &[Kind],
    origin: Origin<'_>,
) -> anyhow::Result<Vec<Change>> {
    let mut changes = Vec::new();
    feed.each_batch(only, &mut |items| {
        let taken = secret::taken(conn, items, Some(origin))?;
        let items = taken.as_ref().map_or(items, |(_, masked)| masked);
        let groups = group::of(items);
        if groups.is_empty() {
            return Ok(());
        }
        let mut known = group::known(conn, &groups)?;
        for (at, group) in groups.iter().enumerate() {
            for item in group.items() {
                let known = known.remove(&(at, item.key.clone()));
                let mut live = known
                    .map(group::sides)
                    .transpose()?
                    .and_then(|(live, _)| live);
                if let Some((secrets, _)) = &taken {
                    secrets.compare((item.kind.as_str(), &item.key), live.as_mut(), None);
                }
                changes.extend(compare(item, live.as_ref()));
            }
        }
        Ok(())
    })?;
    Ok(changes)
}

/// A row that no ledger knows is compared with the file field by field: what is not taken over is
/// what differs.
fn compare(item: &Item, live: Option<&Map<String, Value>>) -> Option<Change> {
    let policy = Policy {
        mode: Mode::Upsert,
        on_conflict: merge::OnConflict::Keep,
        restore: false,
        defaults: &Map::new(),
        together: &[],
    };
    let decision = merge::item(&item.fields, "", None, live, &policy);
    let value = |map: Option<&Map<String, Value>>, field: &str| {
        map.and_then(|map| map.get(field))
            .cloned()
            .unwrap_or_default()
    };
    let fields: Vec<Field> = decision
        .fields
        .iter()
        .filter(|(_, state)| *state != State::Remembered)
        .map(|(field, state)| Field {
            field: (*field).to_owned(),
            state: *state,
            from: value(live, field),
            to: value(Some(&item.fields), field),
        })
        .collect();
    let missing = decision.outcome == Outcome::Created;
    (missing || !fields.is_empty()).then_some(Change {
        kind: item.kind.as_str(),
        key: item.key.clone(),
        outcome: Action::Compared(if missing {
            Difference::Missing
        } else {
            Difference::Differs
        }),
        fields,
    })
}
