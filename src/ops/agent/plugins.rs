//! The places of an agent's plugins: the highest first, no two alike.

use uuid::Uuid;

use crate::db::agent_assigned_plugin::Assigned;
use crate::error::{Advice, Code};

/// Where new plugins go, in the order in which they were named, and what has to move for them.
/// Without a priority they go below all others; those move up together where there is no room. With
/// one the first gets it and the others come right below; places that other plugins have are refused.
pub fn places(
    there: &[Assigned],
    new: &[(Uuid, String)],
    priority: Option<i32>,
) -> Result<Vec<(Uuid, i32)>, Advice> {
    match priority {
        Some(priority) => at(there, new, priority),
        None => Ok(below(there, new)),
    }
}

fn at(
    there: &[Assigned],
    new: &[(Uuid, String)],
    priority: i32,
) -> Result<Vec<(Uuid, i32)>, Advice> {
    let is_new = |id: Uuid| new.iter().any(|(new, _)| *new == id);
    let mut places = Vec::new();
    for (place, (id, slug)) in (0..=priority).rev().zip(new) {
        let taken = there
            .iter()
            .find(|one| one.priority == place && !is_new(one.plugin_id));
        if let Some(taken) = taken {
            return Err(Advice::new(
                Code::PluginPriority,
                format!(
                    "`{slug}` cannot have the priority {place}: `{}` has it",
                    taken.slug
                ),
            )
            .hint("choose another, or leave `--priority` out to put it below all others"));
        }
        places.push((*id, place));
    }
    if places.len() == new.len() {
        return Ok(places);
    }
    Err(Advice::new(
        Code::PluginPriority,
        format!(
            "there is no room for {} plugins from the priority {priority} down",
            new.len()
        ),
    )
    .hint("choose a higher one"))
}

fn below(there: &[Assigned], new: &[(Uuid, String)]) -> Vec<(Uuid, i32)> {
    let added: Vec<Uuid> = new
        .iter()
        .map(|(id, _)| *id)
        .filter(|id| there.iter().all(|one| one.plugin_id != *id))
        .collect();
    let count = i32::try_from(added.len()).unwrap_or(i32::MAX);
    let lowest = there.iter().map(|one| one.priority).min().unwrap_or(count);
    let lift = (count - lowest).max(0);
    let moved = there
        .iter()
        .filter(|_| lift > 0)
        .map(|one| (one.plugin_id, one.priority.saturating_add(lift)));
    let from = lowest.saturating_add(lift);
    let placed = added.into_iter().zip((0..from).rev());
    moved.chain(placed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there(priorities: &[i32]) -> Vec<Assigned> {
        let one = |(at, priority): (usize, &i32)| Assigned {
            plugin_id: id(at),
            slug: format!("p{at}"),
            version: "1.0.0".to_owned(),
            priority: *priority,
        };
        priorities.iter().enumerate().map(one).collect()
    }

    fn id(at: usize) -> Uuid {
        Uuid::from_u128(u128::try_from(at).unwrap())
    }

    fn new(from: usize, count: usize) -> Vec<(Uuid, String)> {
        (from..from + count)
            .map(|at| (id(at), format!("p{at}")))
            .collect()
    }

    fn numbers(places: Vec<(Uuid, i32)>) -> Vec<(u128, i32)> {
        places
            .into_iter()
            .map(|(id, at)| (id.as_u128(), at))
            .collect()
    }

    #[test]
    fn without_a_priority_new_plugins_go_below_in_the_order_they_were_named() {
        assert_eq!(
            numbers(places(&there(&[]), &new(0, 2), None).unwrap()),
            [(0, 1), (1, 0)]
        );
        assert_eq!(
            numbers(places(&there(&[9, 5]), &new(2, 2), None).unwrap()),
            [(2, 4), (3, 3)]
        );
    }

    #[test]
    fn where_there_is_no_room_below_all_others_move_up_together() {
        let placed = places(&there(&[1, 0]), &new(2, 2), None).unwrap();
        assert_eq!(numbers(placed), [(0, 3), (1, 2), (2, 1), (3, 0)]);
    }

    #[test]
    fn a_plugin_that_is_there_stays_where_it_is_unless_a_priority_is_given() {
        assert!(
            places(&there(&[1, 0]), &new(1, 1), None)
                .unwrap()
                .is_empty()
        );
        assert_eq!(
            numbers(places(&there(&[1, 0]), &new(1, 1), Some(7)).unwrap()),
            [(1, 7)]
        );
    }

    #[test]
    fn a_tie_is_refused() {
        assert!(places(&there(&[4]), &new(1, 2), Some(5)).is_err());
        assert!(places(&there(&[4]), &new(1, 1), Some(5)).is_ok());
        assert!(places(&there(&[]), &new(1, 2), Some(0)).is_err());
    }
}
