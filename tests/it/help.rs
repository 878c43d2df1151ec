//! Help, completions and manual pages of every command.

use std::fs;

use insta::assert_snapshot;

use crate::support::{Automatos, Ran};

/// Every command that does something, as its words.
pub fn commands(automatos: &Automatos, path: &str, found: &mut Vec<String>) {
    let help = automatos.run(&format!("{path} -h")).ok().stdout();
    let Some((_, below)) = help.split_once("\nCommands:\n") else {
        found.push(path.trim().to_owned());
        return;
    };
    if path.trim() == "migrate" {
        found.push("migrate".to_owned());
    }
    let names = below.lines().take_while(|line| !line.is_empty());
    for name in names.filter_map(|line| line.split_whitespace().next()) {
        commands(automatos, &format!("{path} {name}"), found);
    }
}

#[test]
fn every_command_says_what_it_does_with_two_examples_exit_codes_and_variables() {
    let automatos = Automatos::reading();
    let mut found = Vec::new();
    commands(&automatos, "", &mut found);
    assert!(found.len() > 30, "{found:?}");
    for path in found {
        let ran = automatos.run(&format!("{path} --help")).ok();
        let help = ran.stdout();
        assert_eq!(ran.stderr(), "", "{path}");
        let first = help.lines().next().unwrap_or_default();
        assert!(
            first.len() > 10 && !first.starts_with("Usage"),
            "{path}: {first}"
        );
        let examples = help
            .split_once("Examples:\n")
            .map(|(_, rest)| rest)
            .unwrap_or_default();
        let examples = examples
            .lines()
            .take_while(|line| line.starts_with("  automatos"))
            .count();
        assert_eq!(examples, 2, "{path}: {help}");
        assert!(help.contains("\nExit codes: "), "{path}");
        assert!(help.contains("\nEnvironment: "), "{path}");
        if !path.starts_with("help") {
            assert_eq!(
                automatos.run(&format!("help {path}")).ok().stdout().trim(),
                help.trim(),
                "{path}"
            );
        }
        assert!(
            help.lines().all(|line| line.chars().count() <= 100),
            "{path}: {help}"
        );
    }
}

#[test]
fn the_first_look_lists_the_commands() {
    let automatos = Automatos::reading();
    assert_snapshot!(automatos.run("-h").ok().shown(), @"
    Administration and seeding for the PostgreSQL database of an AI-agent platform

    Usage: automatos [OPTIONS] <COMMAND>

    Commands:
      init         Create, migrate, seed and verify the database: one step that can be repeated
      wait         Wait until the database answers
      migrate      Bring the database schema up to date, see where it stands, or step back
      seed         Make the database say what the seed files say, and keep what operators edited
      doctor       Look at everything that can be wrong with a database, and say what mends it
      distribute   Spread the tables over the nodes of a Citus cluster
      export       Write the catalog, and all workspaces or some, into a folder of files
      import       Bring what `export` wrote into this database
      local        Run the embedded PostgreSQL, which `init` makes where no database is configured
      workspace    Create, see and change the tenants of the platform and who is in them
      user         Create, see and change the people who sign in
      agent        Create agents, change them, and give them what they work with
      persona      See and change the voices agents can speak with
      skill        See, make and bring in what agents can do
      pattern      See and change the ways in which agents work together
      workflow     See and change what agents of a workspace carry out together
      recipe       See, change and use workflows with parameters
      category     See and change the categories of the plugin marketplace
      plugin       Bring plugins into the marketplace, judge them, and give them to workspaces
      tool         See the apps whose tools agents call, fetch them, and give them to agents
      route        Send requests to agents and workflows, and see where they went
      rules        See the rules of the plugin scanner
      store        Check and move the store that keeps the packages of plugins
      maintain     Do what has to be done now and then, from cron
      credential   Keep the secrets of workspaces, sealed with the master key
      setting      See and change the settings of the platform
      key          Make and check the master keys that credentials are sealed with
      audit        See who changed what
      model        See the language models
      config       See the settings of this run and where they come from
      completions  Print the completions of a shell
      man          Print the manual page, or write those of all commands into a folder
      help         Explain a command, the environment variables, the exit codes or the error codes

    Options:
      -h, --help     Print help (see more with '--help')
      -V, --version  Print version
    ");
    let bare = automatos.run("").ends_with(2);
    assert_eq!(bare.stdout(), "");
    assert!(
        bare.stderr()
            .contains("Usage: automatos [OPTIONS] <COMMAND>"),
        "{}",
        bare.stderr()
    );
}

#[test]
fn global_options_work_before_and_after_the_command() {
    let automatos = Automatos::reading();
    let after = automatos
        .run("persona list --limit 2 -o csv -q --no-header")
        .ok()
        .shown();
    assert_eq!(
        automatos
            .run("-o csv -q --no-header persona list --limit 2")
            .ok()
            .shown(),
        after
    );
    assert_eq!(
        automatos
            .run("persona -o csv -q --no-header list --limit 2")
            .ok()
            .shown(),
        after
    );
}

#[test]
fn the_topics_explain_variables_exit_codes_and_errors() {
    let automatos = Automatos::reading();
    assert_snapshot!(automatos.run("help exit-codes").ok().shown(), @"
    0        done, or nothing to do
    1        failed: invalid input files, a statement timeout, anything unforeseen
    2        usage: the command line or a setting is not valid
    3        a finding that was asked about, with --exit-code or --check
    4        consent is missing or was declined
    5        a precondition does not hold: not found, no permission, wrong password or environment
    75       temporary, try again later: lock busy, server not up, too many connections
    130, 143 SIGINT, SIGTERM: the statement was cancelled and the transaction rolled back
    ");
    let environment = automatos.run("help environment").ok().stdout();
    for name in [
        "AUTOMATOS_DATABASE_URL",
        "AUTOMATOS_DIRECT_DATABASE_URL",
        "DATABASE_URL",
        "PGHOST",
        "AUTOMATOS_HOME",
        "AUTOMATOS_ACTOR",
        "AUTOMATOS_OUTPUT",
        "AUTOMATOS_CONFIG",
        "AUTOMATOS_PROFILE",
        "AUTOMATOS_LOCK_WAIT",
        "NO_COLOR",
        "CI",
        "_FILE",
    ] {
        assert!(environment.contains(name), "{name}: {environment}");
    }
    let errors = automatos.run("help errors").ok().stdout();
    let mut codes: Vec<&str> = Vec::new();
    for line in errors.lines().skip(2) {
        let mut words = line.split_whitespace();
        let (code, exit) = (
            words.next().expect("a code"),
            words.next().expect("an exit code"),
        );
        assert!(["1", "2", "4", "5", "75"].contains(&exit), "{line}");
        assert!(words.count() > 1, "{line}");
        codes.push(code);
    }
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count, "a code stands there twice");
}

#[test]
fn every_error_code_in_the_sources_is_in_the_list() {
    let errors = Automatos::reading().run("help errors").ok().stdout();
    let source = fs::read_to_string("src/error.rs").expect("it is there");
    let declared = source
        .lines()
        .filter_map(|line| line.split_once(" = \"")?.1.split_once("\","));
    let mut count = 0;
    for (code, _) in declared {
        assert!(errors.contains(&format!("{code} ")), "{code}");
        count += 1;
    }
    assert!(count > 30, "{count}");
}

#[test]
fn an_unknown_topic_is_answered_with_near_ones() {
    let automatos = Automatos::reading();
    assert_snapshot!(automatos.run("help enviroment").ends_with(2).shown(), @"
    --- stderr ---
    error: there is no command or topic `enviroment`
    hint: did you mean `environment`?
    [exit 2]
    ");
    assert_snapshot!(automatos.run("help persona lst").ends_with(2).shown(), @"
    --- stderr ---
    error: there is no command or topic `persona lst`
    hint: did you mean `list`?
    [exit 2]
    ");
}

#[test]
fn the_version_is_told() {
    assert_eq!(
        Automatos::reading().run("--version").ok().stdout(),
        "automatos 0.1.0\n"
    );
}

#[test]
fn every_shell_gets_completions_that_know_the_commands() {
    let automatos = Automatos::reading();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = automatos.run(&format!("completions {shell}")).ok();
        assert_eq!(ran.stderr(), "", "{shell}");
        for word in ["persona", "migrate", "lock-timeout", "credential"] {
            assert!(ran.stdout().contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn bash_can_read_its_completions() {
    let automatos = Automatos::reading();
    automatos.file(
        "completions.bash",
        automatos.run("completions bash").ok().stdout(),
    );
    let mut bash = crate::support::clean(std::process::Command::new("bash"));
    bash.args([
        "-c",
        "source completions.bash; COMP_WORDS=(automatos persona l); COMP_CWORD=2; \
         _automatos automatos l persona; echo \"${COMPREPLY[*]}\"",
    ]);
    bash.current_dir(automatos.path(""));
    assert_eq!(Ran::of(bash).ok().shown(), "list\n");
}

#[test]
fn manual_pages_are_written_for_every_command() {
    let automatos = Automatos::reading();
    let page = automatos.run("man").ok().stdout();
    assert!(page.contains(".TH automatos 1"), "{page}");
    assert_eq!(automatos.run("man pages").ok().stdout(), "");
    let mut names: Vec<String> = fs::read_dir(automatos.path("pages"))
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    let mut found = Vec::new();
    commands(&automatos, "", &mut found);
    for path in found {
        let name = format!("automatos-{}.1", path.replace(' ', "-"));
        assert!(names.contains(&name), "{name} is not in {names:?}");
    }
}
