//! Which parts fit into a number of tokens.

use super::part::{Kind, Omitted, Part};

/// A context within its budget.
#[derive(Debug)]
pub struct Assembled {
    pub parts: Vec<Part>,
    pub left_out: Vec<Omitted>,
    /// Of all parts together, an estimate.
    pub tokens: u32,
}

/// Takes the parts that fit, by their rank and within a rank in their order; a part that does not
/// fit is left out, and a smaller one after it may still be taken. The agent's own instructions are
/// taken whatever they cost.
pub fn fit(parts: Vec<Part>, budget: Option<u32>) -> Assembled {
    let mut places: Vec<usize> = (0..parts.len()).collect();
    places.sort_by_key(|place| parts.get(*place).map(|part| part.kind.rank()));
    let mut used = 0_u32;
    let mut reasons: Vec<Option<String>> = vec![None; parts.len()];
    for place in places {
        let (Some(part), Some(reason)) = (parts.get(place), reasons.get_mut(place)) else {
            continue;
        };
        let total = used.saturating_add(part.tokens);
        let fits = budget.is_none_or(|budget| total <= budget) || part.kind == Kind::Prompt;
        if fits {
            used = total;
        } else {
            let left = budget.unwrap_or(u32::MAX).saturating_sub(used);
            *reason = Some(format!(
                "it needs {} tokens, and {left} of the budget are left",
                part.tokens
            ));
        }
    }
    let mut kept = Vec::new();
    let mut left_out = Vec::new();
    for (part, reason) in parts.into_iter().zip(reasons) {
        match reason {
            None => kept.push(part),
            Some(reason) => left_out.push(Omitted {
                kind: part.kind,
                name: part.name,
                from: part.from,
                reason,
            }),
        }
    }
    Assembled {
        parts: kept,
        left_out,
        tokens: used,
    }
}
