//! Disks that are full or cannot be written to. Only root can make them, and elsewhere these tests
//! do nothing.

use super::home::Home;
use super::{DESTROY, can_mount};

/// Takes all space on the disk of the home.
const FILL: &str = "cat /dev/zero 2>/dev/null >$AUTOMATOS_HOME/filler || true";

/// Gives it back.
const FREE: &str = "rm $AUTOMATOS_HOME/filler";

#[test]
fn a_read_only_disk_is_named_as_the_reason() {
    if !can_mount() {
        return;
    }
    let home = Home::on_a_disk_of(200);
    home.shell("mount -o remount,ro $AUTOMATOS_HOME");
    let absent = home.fails("init", 5, "LOCAL.READ_ONLY");
    assert!(absent.contains("Read-only file system"), "{absent}");
    assert!(absent.contains("hint: set AUTOMATOS_HOME"), "{absent}");
    home.shell("mount -o remount,rw $AUTOMATOS_HOME");
    home.furnish();
    home.shell("mount -o remount,ro $AUTOMATOS_HOME");
    assert_eq!(home.state(), "stopped");
    let stopped = home.fails("local start", 5, "LOCAL.READ_ONLY");
    assert!(stopped.contains("Read-only file system"), "{stopped}");
}

#[test]
fn a_full_disk_is_named_as_the_reason_and_leaves_nothing_half_made() {
    if !can_mount() {
        return;
    }
    let home = Home::on_a_disk_of(1);
    for megabytes in [1, 8, 30] {
        let size = format!("mount -o remount,size={megabytes}m $AUTOMATOS_HOME");
        home.shell(&size);
        let full = home.fails("init", 5, "LOCAL.NO_SPACE");
        assert!(full.contains("No space left on device"), "{full}");
        assert!(full.contains("hint: free some space"), "{full}");
        assert_eq!(home.state(), "absent");
        let left = home.shell("ls $AUTOMATOS_HOME/postgres");
        assert!(!left.contains("data"), "{left}");
    }
    home.shell("mount -o remount,size=200m $AUTOMATOS_HOME");
    home.run("init");
    assert_eq!(home.personas(), 15);
}

#[test]
fn a_disk_that_fills_up_before_the_database_is_made_fails_init_and_the_next_run_completes_it() {
    if !can_mount() {
        return;
    }
    let home = Home::on_a_disk_of(100);
    home.furnish();
    home.run("local start");
    home.drop_database();
    home.shell(FILL);
    let output = home.automatos("init").output().unwrap();
    let full = String::from_utf8_lossy(&output.stdout);
    assert!(!output.status.success(), "{full}");
    // Before version 15 the server itself ends over it, and says so only in its log.
    let why = ["No space left on device", "DATABASE.LOST"];
    assert!(why.iter().any(|why| full.contains(why)), "{full}");
    home.shell(FREE);
    home.run("init --wait=30s");
    assert_eq!(home.personas(), 15);
}

#[test]
fn a_disk_that_has_filled_up_keeps_the_server_down_until_there_is_space() {
    if !can_mount() {
        return;
    }
    let home = Home::on_a_disk_of(100);
    home.furnish();
    home.shell(FILL);
    let full = home.fails("local start", 5, "LOCAL.NO_SPACE");
    assert!(full.contains("hint: free some space"), "{full}");
    assert_eq!(home.state(), "stopped");
    home.shell(FREE);
    home.run("local start");
    assert_eq!(home.personas(), 15);
    // Stopping and removing are what makes space.
    home.shell(FILL);
    home.run("local stop");
    home.remark(DESTROY);
    assert_eq!(home.state(), "absent");
}

#[test]
fn a_mounted_folder_is_emptied_and_stays() {
    if !can_mount() {
        return;
    }
    let home = Home::on_a_disk_of(1);
    home.shell(
        "mkdir $AUTOMATOS_HOME/postgres
        mount -t tmpfs -o mode=700 tmpfs $AUTOMATOS_HOME/postgres",
    );
    for _ in 0..2 {
        home.run("init");
        home.remark(DESTROY);
        assert_eq!(home.state(), "absent");
        assert_eq!(home.shell("ls -A $AUTOMATOS_HOME/postgres"), "");
    }
}
