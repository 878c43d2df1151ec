//! Folders, users and environments in which the tool is run.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use tempfile::TempDir;

use super::guardian::Guardian;
use super::{DESTROY, STRANGER, Who};
use crate::support::{Ran, binary, clean};

/// A folder in which everybody can look and `who` can write.
pub fn folder_of(who: Who) -> TempDir {
    let parent = fs::canonicalize(std::env::temp_dir()).unwrap();
    // Short, for the sockets below it.
    let folder = tempfile::Builder::new().prefix("a").tempdir_in(parent);
    let folder = folder.unwrap();
    open(folder.path(), who);
    folder
}

/// Makes such a folder.
pub fn make_folder(path: &Path, who: Who) {
    fs::create_dir(path).unwrap();
    open(path, who);
}

/// Whatever the umask says.
fn open(path: &Path, who: Who) {
    fs::set_permissions(path, Permissions::from_mode(0o755)).unwrap();
    match who {
        Who::Me => {}
        Who::Stranger => chown(path, Some(STRANGER), Some(STRANGER)).unwrap(),
    }
}

/// Removes a home with its server, and the folder it is in, under which a stranger might not.
pub fn guardian(shell: Command, who: Who, folder: &TempDir, home: &Path) -> Guardian {
    let mut shell = surrounded(shell, Who::Me, folder.path(), home);
    shell.env("TOOL", tool(who));
    let becoming = match who {
        Who::Me => String::new(),
        Who::Stranger => {
            format!("setpriv --reuid {STRANGER} --regid {STRANGER} --clear-groups ")
        }
    };
    let folder = folder.path().display();
    // It may be a disk of its own.
    let script =
        format!("{becoming}\"$TOOL\" {DESTROY}; umount -R \"$AUTOMATOS_HOME\"; rm -rf '{folder}'");
    Guardian::new(shell, &script)
}

/// Gives a command its user and an environment without the test's.
pub fn surrounded(command: Command, who: Who, folder: &Path, home: &Path) -> Command {
    let mut command = clean(command);
    command
        .env("HOME", folder)
        .env("AUTOMATOS_HOME", home)
        .env("TOOL", tool(who))
        .env("CI", "true")
        .current_dir("/");
    if who == Who::Stranger {
        command.uid(STRANGER).gid(STRANGER);
    }
    command
}

/// The tool, where its user may run it: the stranger may not be able to enter the build's folder.
pub fn tool(who: Who) -> &'static Path {
    static COPY: LazyLock<(PathBuf, Guardian)> = LazyLock::new(|| {
        let folder = folder_of(Who::Me).keep();
        let clearing = format!("rm -rf '{}'", folder.display());
        let guardian = Guardian::new(Command::new("sh"), &clearing);
        let copy = folder.join("automatos");
        // Not fs::copy: a child forked meanwhile would keep the file open, and so unusable.
        let mut install = Command::new("install");
        succeed(install.args(["-m", "755"]).arg(binary()).arg(&copy));
        (copy, guardian)
    });
    match who {
        Who::Me => binary(),
        Who::Stranger => &COPY.0,
    }
}

/// Runs a program, which must succeed, for what it prints.
#[track_caller]
pub fn succeed(command: &mut Command) -> String {
    let ran = Ran(command.output().unwrap()).ok();
    ran.stdout().trim_end().to_owned()
}
