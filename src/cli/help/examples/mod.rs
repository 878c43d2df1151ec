//! Two examples for every command, shown in its help: a file for each noun.

mod agent;
mod audit;
mod category;
mod config;
mod credential;
mod key;
mod local;
mod maintain;
mod migrate;
mod model;
mod pattern;
mod persona;
mod plugin;
mod recipe;
mod route;
mod rules;
mod seed;
mod setting;
mod skill;
mod store;
mod tool;
mod user;
mod whole;
mod workflow;
mod workspace;

/// The words that lead to a command, and two lines that use it.
type Examples = (&'static str, [&'static str; 2]);

const OF_EACH_NOUN: &[&[Examples]] = &[
    agent::EXAMPLES,
    audit::EXAMPLES,
    category::EXAMPLES,
    config::EXAMPLES,
    credential::EXAMPLES,
    key::EXAMPLES,
    local::EXAMPLES,
    maintain::EXAMPLES,
    migrate::EXAMPLES,
    model::EXAMPLES,
    pattern::EXAMPLES,
    persona::EXAMPLES,
    plugin::EXAMPLES,
    recipe::EXAMPLES,
    route::EXAMPLES,
    rules::EXAMPLES,
    seed::EXAMPLES,
    setting::EXAMPLES,
    skill::EXAMPLES,
    store::EXAMPLES,
    tool::EXAMPLES,
    user::EXAMPLES,
    whole::EXAMPLES,
    workflow::EXAMPLES,
    workspace::EXAMPLES,
];

/// The examples of the command that these words lead to.
pub fn of(path: &str) -> Option<[&'static str; 2]> {
    OF_EACH_NOUN
        .iter()
        .copied()
        .flatten()
        .find(|(command, _)| *command == path)
        .map(|(_, lines)| *lines)
}
