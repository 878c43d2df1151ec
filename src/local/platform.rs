//! How to install PostgreSQL on this machine.

use std::fs;

/// Distributions by the names they and their descendants give in os-release, with the command.
const COMMANDS: [(&[&str], &str); 5] = [
    (&["debian", "ubuntu"], "apt-get install postgresql"),
    (
        &["fedora", "rhel", "centos"],
        "dnf install postgresql-server",
    ),
    (&["alpine"], "apk add postgresql"),
    (&["arch"], "pacman -S postgresql"),
    (&["suse", "opensuse"], "zypper install postgresql-server"),
];

/// For macOS, where Homebrew is the usual way.
const HOMEBREW: &str = "brew install postgresql@17";

/// The command that installs the programs here, or one for each platform where it cannot be told.
pub fn how_to_install() -> String {
    if cfg!(target_os = "macos") {
        return format!("`{HOMEBREW}`");
    }
    // A system without the file is one that we cannot tell: every command is named then.
    let os_release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    command_for(&os_release).map_or_else(every_command, |command| format!("`{command}`"))
}

/// The command for the distribution that this os-release file describes.
fn command_for(os_release: &str) -> Option<&'static str> {
    let names: Vec<&str> = os_release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or(line.strip_prefix("ID_LIKE=")))
        .flat_map(|value| value.trim_matches(['"', '\'']).split_whitespace())
        .collect();
    COMMANDS
        .iter()
        .find(|(known, _)| known.iter().any(|name| names.contains(name)))
        .map(|(_, command)| *command)
}

fn every_command() -> String {
    let commands: Vec<String> = COMMANDS
        .iter()
        .map(|(known, command)| (known.join(", "), *command))
        .chain([("macOS".to_owned(), HOMEBREW)])
        .map(|(systems, command)| format!("{systems}: `{command}`"))
        .collect();
    commands.join("; ")
}

#[cfg(test)]
mod tests {
    use super::{command_for, every_command};

    #[test]
    fn a_distribution_is_known_by_its_name_or_by_its_ancestors() {
        assert_eq!(
            command_for("NAME=\"Debian GNU/Linux\"\nID=debian\n"),
            Some("apt-get install postgresql")
        );
        assert_eq!(
            command_for("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n"),
            Some("dnf install postgresql-server")
        );
        assert_eq!(command_for("ID=alpine"), Some("apk add postgresql"));
    }

    #[test]
    fn an_unknown_system_is_told_every_command() {
        assert_eq!(command_for("ID=plan9"), None);
        let all = every_command();
        assert!(
            all.contains("debian, ubuntu: `apt-get install postgresql`"),
            "{all}"
        );
        assert!(all.contains("macOS: `brew install postgresql@17`"), "{all}");
    }
}
