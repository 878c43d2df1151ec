//! Plan files that are no plans, or not the ones that were written.

use serde_json::{Value, json};

use crate::support::Automatos;

use super::{moved_on, refused};

/// The plan with one thing in it changed.
fn damaged(tool: &Automatos, damage: impl FnOnce(&mut Value)) {
    let text = std::fs::read_to_string(tool.path("the.plan")).expect("there is a plan");
    let mut plan: Value = serde_json::from_str(&text).expect("a plan is JSON");
    damage(&mut plan);
    tool.file("the.plan", plan.to_string());
}

/// The text without the columns of a file that grows with the format.
fn without_columns(shown: &str) -> String {
    let lines = shown.lines().map(|line| line.split(" at line ").next());
    lines.flatten().flat_map(|line| [line, "\n"]).collect()
}

#[test]
fn a_plan_that_is_damaged_is_refused() {
    let tool = moved_on();
    let plan = || tool.run("seed plan --dir seeds --out the.plan").ok();
    plan();
    let apply = || without_columns(&refused(&tool, "seed apply --plan the.plan").shown());
    damaged(&tool, |plan| {
        plan["items"][1]["fields"]["tags"] = json!(["injected"]);
    });
    insta::assert_snapshot!(apply(), @"
    --- stderr ---
    error: the plan the.plan is not as it was written
    hint: make one with `automatos seed plan --out FILE`
    [exit 1]
    ");
    plan();
    damaged(&tool, |plan| plan["items"][0]["kind"] = json!("secrets"));
    insta::assert_snapshot!(apply(), @"
    --- stderr ---
    error: the plan the.plan is not as it was written
    hint: make one with `automatos seed plan --out FILE`
    [exit 1]
    ");
    plan();
    damaged(&tool, |plan| plan["on_conflict"] = json!("sometimes"));
    insta::assert_snapshot!(apply(), @"
    --- stderr ---
    error: the plan the.plan is no plan
      because: unknown variant `sometimes`, expected one of `keep`, `seed`, `fail`
    hint: make one with `automatos seed plan --out FILE`
    [exit 1]
    ");
    plan();
    damaged(&tool, |plan| plan["version"] = json!(2));
    insta::assert_snapshot!(apply(), @"
    --- stderr ---
    error: the plan the.plan was made by another version of this tool
    hint: make one with `automatos seed plan --out FILE`
    [exit 1]
    ");
}

#[test]
fn a_file_that_is_no_plan_is_refused() {
    let tool = moved_on();
    tool.run("seed plan --dir seeds --out the.plan").ok();
    let apply = || without_columns(&refused(&tool, "seed apply --plan the.plan").shown());
    damaged(&tool, |plan| plan["more"] = json!(1));
    insta::assert_snapshot!(apply(), @"
    --- stderr ---
    error: the plan the.plan is no plan
      because: unknown field `more`, expected one of `version`, `source`, `on_conflict`, `restore`, `prune`, `files`, `items`, `digest`, `seal`
    hint: make one with `automatos seed plan --out FILE`
    [exit 1]
    ");
    tool.file("the.plan", "not a plan");
    insta::assert_snapshot!(apply(), @"
    --- stderr ---
    error: the plan the.plan is no plan
      because: expected ident
    hint: make one with `automatos seed plan --out FILE`
    [exit 1]
    ");
    insta::assert_snapshot!(refused(&tool, "seed apply --plan no.plan").shown(), @"
    --- stderr ---
    error: the plan no.plan cannot be read
      because: No such file or directory (os error 2)
    hint: make one with `automatos seed plan --out FILE`
    [exit 1]
    ");
}

#[test]
fn a_damaged_plan_is_told_to_programs_with_its_code() {
    let tool = moved_on();
    tool.file("the.plan", "{}");
    let run = refused(&tool, "seed apply --plan the.plan -o json");
    assert_eq!(
        (run.code(), &run.json()["error"]["code"]),
        (1, &json!("SEED.PLAN"))
    );
}
