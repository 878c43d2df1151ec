//! The YAML reader's limits and ways, and its errors in our words.

use std::io;

use serde_yaml::budget::BudgetBreach;
use serde_yaml::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy, Options};

use super::guard::Seen;
use super::node::Node;
use super::problem::{Finding, Place};

/// YAML 1.2 within limits that grow with the file, so that only what multiplies itself meets them.
pub fn options(size: u64) -> Options {
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let generous = size.saturating_mul(2).saturating_add(100_000);
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_reader_input_bytes: None,
            max_events: generous,
            max_nodes: generous,
            max_total_scalar_bytes: generous.saturating_add(1024 * 1024),
            max_total_comment_bytes: generous,
            max_depth: 100,
            max_aliases: generous,
            max_anchors: generous,
            enforce_alias_anchor_ratio: false,
            max_documents: usize::MAX,
            max_recorded_anchor_events: 100_000,
            max_recorded_anchor_bytes: 1024 * 1024,
        },
        alias_limits: serde_yaml::alias_limits! {
            max_total_replayed_events: generous,
            max_replay_stack_depth: 16,
        },
        emit_comments: false,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
    }
}

/// What to tell of an error that ended the reading. An error of the disk is passed on.
pub fn syntax(error: &serde_yaml::Error, seen: &Seen) -> io::Result<Finding> {
    if let Some(finding) = &seen.stopped {
        return Ok(finding.clone());
    }
    if let serde_yaml::Error::IOError { cause } = error.without_snippet() {
        return Err(io::Error::new(cause.kind(), cause.to_string()));
    }
    let location = error.location();
    let place = location.map_or(Place::new(1, 1), |location| {
        let short = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        Place::new(short(location.line()), short(location.column()))
    });
    if let Some(tab) = seen.tab_near(place.line) {
        return Ok(Finding::new(tab, "a tab indents this line")
            .hint(Some("YAML is indented by spaces only".to_owned())));
    }
    let (message, hint) = explained(error, place);
    Ok(Finding::new(place, message).hint(hint.map(ToOwned::to_owned)))
}

const TOO_DEEP: &str = "this is nested too deeply";

/// An error of the YAML reader in our words, where it has none for people.
fn explained(error: &serde_yaml::Error, place: Place) -> (String, Option<&'static str>) {
    use serde_yaml::Error;
    let (message, hint) = match error.without_snippet() {
        Error::Budget {
            breach: BudgetBreach::Depth { .. },
            ..
        } => (TOO_DEEP, None),
        Error::Budget { .. }
        | Error::AliasError { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. } => (
            "aliases make this file grow too far",
            Some("write out what the alias stands for"),
        ),
        Error::UnknownAnchor { .. } => (
            "there is no anchor of that name",
            Some("text that begins with * is put in quotes"),
        ),
        Error::MultipleDocuments { .. } => (
            "a seed file is a single document",
            Some("put what follows `---` into a file of its own"),
        ),
        // Only the file as a whole has a type at this stage; items take any.
        Error::SerdeInvalidType { .. } => (
            "a seed file is a mapping",
            Some("begin it with `version: 1`, `kind:` and `items:`"),
        ),
        _ => {
            let message = error.render_with_formatter(&serde_yaml::UserMessageFormatter);
            let position = format!(" at line {}, column {}", place.line, place.column);
            let message = message.strip_suffix(&position).unwrap_or(&message);
            if message.contains("recursion limit") {
                return (TOO_DEEP.to_owned(), None);
            }
            let indent = message.contains("block") || message.contains("simple key");
            return (
                format!("not YAML: {message}"),
                indent.then_some("check how far this line is indented"),
            );
        }
    };
    (message.to_owned(), hint)
}

/// A line of JSON as a tree, by the same reader, for its places. The line counts as line one.
pub fn line(text: &str) -> Option<Node> {
    serde_yaml::from_str_with_options(text, options(text.len() as u64)).ok()
}
