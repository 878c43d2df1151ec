//! The command line: one file per verb, each an `Args`, a `run` and how its result looks.

mod agent;
mod app;
mod audit;
mod category;
mod completions;
mod config;
mod confirm;
mod credential;
mod definition_file;
mod distribute;
mod doctor;
mod exit;
mod export;
mod failed;
mod help;
mod import;
mod init;
mod key;
mod listing;
mod local;
mod maintain;
mod man;
mod migrate;
mod model;
mod moment;
mod naming;
mod near;
mod object;
mod output;
mod owner;
mod pattern;
mod persona;
mod plugin;
mod recipe;
mod redact;
mod route;
mod rules;
mod seed;
mod setting;
mod skill;
mod store;
mod tool;
mod usage;
mod user;
mod wait;
mod workflow;
mod workspace;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser};

use self::app::App;
use self::exit::Status;
use self::output::Output;
use crate::config::{self as settings, Color, Config, Environment, LogFormat};

/// Administration and seeding for the PostgreSQL database of an AI-agent platform
#[derive(Debug, Parser)]
#[command(
    name = "automatos",
    version,
    disable_help_subcommand = true,
    infer_subcommands = false
)]
struct Cli {
    #[command(flatten)]
    settings: settings::Flags,

    #[command(flatten)]
    output: output::Flags,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Init(init::Args),
    Wait(wait::Args),
    Migrate(migrate::Args),
    Seed(seed::Args),
    Doctor(doctor::Args),
    Distribute(distribute::Args),
    Export(export::Args),
    Import(import::Args),
    #[command(subcommand)]
    Local(local::Command),
    #[command(subcommand)]
    Workspace(workspace::Command),
    #[command(subcommand)]
    User(user::Command),
    #[command(subcommand)]
    Agent(agent::Command),
    #[command(subcommand)]
    Persona(persona::Command),
    #[command(subcommand)]
    Skill(skill::Command),
    #[command(subcommand)]
    Pattern(pattern::Command),
    #[command(subcommand)]
    Workflow(workflow::Command),
    #[command(subcommand)]
    Recipe(recipe::Command),
    #[command(subcommand)]
    Category(category::Command),
    #[command(subcommand)]
    Plugin(plugin::Command),
    #[command(subcommand)]
    Tool(tool::Command),
    #[command(subcommand)]
    Route(route::Command),
    #[command(subcommand)]
    Rules(rules::Command),
    #[command(subcommand)]
    Store(store::Command),
    #[command(subcommand)]
    Maintain(maintain::Command),
    #[command(subcommand)]
    Credential(credential::Command),
    #[command(subcommand)]
    Setting(setting::Command),
    #[command(subcommand)]
    Key(key::Command),
    #[command(subcommand)]
    Audit(audit::Command),
    #[command(subcommand)]
    Model(model::Command),
    #[command(subcommand)]
    Config(config::Command),
    Completions(completions::Args),
    Man(man::Args),
    Help(help::Args),
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    let variables = Environment::of_process();
    let command = command().color(usage::color(&words, &variables));
    let matches = match command.try_get_matches_from(&words) {
        Ok(matches) => matches,
        Err(error) => return usage::explain(&error, &words, &variables),
    };
    let path = path_of(&matches);
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => return usage::explain(&error, &words, &variables),
    };
    let plain = Output::new(cli.output.clone(), Color::Auto, LogFormat::Text, &variables);
    let config = match Config::read(&cli.settings, variables) {
        Ok(config) => config,
        Err(error) => return exit::code(Err(error), &plain),
    };
    let out = Output::new(
        cli.output,
        config.color,
        config.log_format,
        &config.variables,
    );
    let app = App::new(config, out, path);
    exit::code(run(cli.command, &app), &app.out)
}

fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::Init(args) => init::run(args, app),
        Command::Wait(args) => wait::run(args, app),
        Command::Migrate(args) => migrate::run(args, app),
        Command::Seed(args) => seed::run(args, app),
        Command::Doctor(args) => doctor::run(args, app),
        Command::Distribute(args) => distribute::run(args, app),
        Command::Export(args) => export::run(args, app),
        Command::Import(args) => import::run(args, app),
        Command::Local(command) => local::run(command, app),
        Command::Workspace(command) => workspace::run(command, app),
        Command::User(command) => user::run(command, app),
        Command::Agent(command) => agent::run(command, app),
        Command::Persona(command) => persona::run(command, app),
        Command::Skill(command) => skill::run(command, app),
        Command::Pattern(command) => pattern::run(command, app),
        Command::Workflow(command) => workflow::run(command, app),
        Command::Recipe(command) => recipe::run(command, app),
        Command::Category(command) => category::run(command, app),
        Command::Plugin(command) => plugin::run(command, app),
        Command::Tool(command) => tool::run(command, app),
        Command::Route(command) => route::run(command, app),
        Command::Rules(command) => rules::run(command, app),
        Command::Store(command) => store::run(command, app),
        Command::Maintain(command) => maintain::run(command, app),
        Command::Credential(command) => credential::run(command, app),
        Command::Setting(command) => setting::run(command, app),
        Command::Key(command) => key::run(command, app),
        Command::Audit(command) => audit::run(command, app),
        Command::Model(command) => model::run(command, app),
        Command::Config(command) => config::run(command, app),
        Command::Completions(args) => completions::run(args, app),
        Command::Man(args) => man::run(args, app),
        Command::Help(args) => help::run(args, app),
    }
}

/// The whole command line, with examples and the common last lines of help in every command.
fn command() -> clap::Command {
    help::decorated(Cli::command())
}

/// The words of the command that was given, such as `persona list`.
fn path_of(matches: &clap::ArgMatches) -> String {
    let mut words = Vec::new();
    let mut next = matches.subcommand();
    while let Some((name, inner)) = next {
        words.push(name);
        next = inner.subcommand();
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_well_formed() {
        super::command().debug_assert();
    }
}
