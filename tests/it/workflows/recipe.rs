//! Recipes are checked, made, and become workflows.

use insta::assert_snapshot;

use super::{RECIPE, workspace};
use crate::support::Automatos;

#[test]
fn a_recipe_becomes_a_workflow_and_its_use_is_counted() {
    let automatos = Automatos::new();
    workspace(&automatos, "acme");
    automatos.file("recipe.yaml", RECIPE);
    automatos.run("recipe create --file recipe.yaml").ok();
    automatos.file(
        "values.yaml",
        "topic: 'cats}\"], {pages}'\nsources: [a, b]\n",
    );
    let made = automatos
        .run("recipe instantiate report-on --params-file values.yaml --param pages=3 --name Cats -w acme -o json")
        .ok()
        .data();
    let steps = &made["workflow_definition"]["steps"];
    assert_eq!(steps[0]["prompt"], "Collect on cats}\"], {pages}.");
    assert_eq!(steps[0]["sources"], serde_json::json!(["a", "b"]));
    assert_eq!(
        (&steps[1]["prompt"], &steps[1]["pages"]),
        (&"Write 3 pages, dry. {topic}".into(), &3.into())
    );
    assert_eq!(
        made["workflow_definition"]["execution_config"]["timeout_seconds"],
        600
    );
    automatos
        .run("recipe instantiate report-on --param topic=dogs -w acme --dry-run")
        .ok();
    assert_eq!(
        automatos.run("recipe show report-on -o json").ok().data()["use_count"],
        1
    );
    automatos
        .run("recipe instantiate report-on --param topic=dogs --name Cats -w acme")
        .ends_with(5);
    assert_eq!(
        automatos.run("recipe show report-on -o json").ok().data()["use_count"],
        1
    );
    assert_eq!(
        automatos
            .db
            .query("SELECT string_agg(name, ' ') FROM workflows"),
        "Cats"
    );
}

#[test]
fn every_problem_with_the_parameters_is_told_at_once() {
    let automatos = Automatos::new();
    workspace(&automatos, "acme");
    automatos.file("recipe.yaml", RECIPE);
    automatos.run("recipe create --file recipe.yaml").ok();
    let line = "recipe instantiate report-on --param topic=x --param pages=ten --param tone=loud --param colour=red -w acme";
    assert_snapshot!(automatos.run(line).ends_with(1).shown(), @r#"
        --- stderr ---
        error: the parameters do not fit the recipe `report-on`
        colour: the recipe has no such input (there is: pages, sources, tone, topic)
        pages: "ten" is not of type "integer"
        tone: "loud" is not one of "dry" or "warm"
        topic: "x" is shorter than 2 characters
        hint: see `automatos recipe show report-on`
        [exit 1]
        "#);
    automatos
        .run("recipe instantiate report-on --param pages=1 -w acme")
        .ends_with(1);
    automatos
        .run("recipe instantiate report-on --param topic=a1 --param topic=a2 -w acme")
        .ends_with(1);
    automatos
        .run("recipe instantiate report-on --param topic -w acme")
        .ends_with(2);
    assert_eq!(
        automatos.db.query("SELECT use_count FROM workflow_recipes"),
        "0"
    );
}

#[test]
fn a_file_is_validated_without_a_database() {
    let automatos = Automatos::reading();
    automatos.file("good.yaml", RECIPE);
    automatos.file(
        "bad.yaml",
        "template_id: bad\nname: Bad\ndescription: Bad.\ninputs:\n  topic: {type: text}\nsteps:\n  - {id: a, prompt: 'On {topic}.'}\n\
         execution_config: {max_retries: 99}\nschedule_config: {type: cron, cron: often}\n",
    );
    automatos.file(
        "unknown.yaml",
        "template_id: u\nname: U\ndescription: U.\nsteps:\n  - {id: a, prompt: 'On {topic}.'}\n",
    );
    let validate =
        |files: &str| crate::support::Ran::of(automatos.bare(&format!("recipe validate {files}")));
    assert_snapshot!(validate("good.yaml").ok().shown(), @"good.yaml: good");
    assert_snapshot!(validate("bad.yaml unknown.yaml").ends_with(1).shown(), @r#"
        bad.yaml:5:17: "text" is no type: use string, integer, number, boolean, array or object
            |   topic: {type: text}
            |                 ^
        bad.yaml:8:33: this must be a whole number from 0 to 10, and is 99
            | execution_config: {max_retries: 99}
            |                                 ^
        bad.yaml:9:37: `often` is no cron expression: Invalid pattern: Pattern must have 5 fields when seconds are disallowed.
            | schedule_config: {type: cron, cron: often}
            |                                     ^
            hint: five fields: minute, hour, day of the month, month, day of the week
        unknown.yaml:5:21: `{topic}` is none of the inputs
            |   - {id: a, prompt: 'On {topic}.'}
            |                     ^
            hint: declare `topic`, or write `{{topic}}` for the text itself
        [exit 1]
        "#);
}

#[test]
fn an_archived_recipe_makes_nothing_more() {
    let automatos = Automatos::new();
    workspace(&automatos, "acme");
    automatos.file("recipe.yaml", RECIPE);
    automatos
        .run("recipe create --file recipe.yaml -w acme")
        .ok();
    automatos.file(
        "renamed.yaml",
        RECIPE.replace("Report on a topic", "Tell of a topic"),
    );
    automatos
        .run("recipe update report-on --file renamed.yaml -w acme")
        .ok();
    automatos.run("recipe archive report-on -w acme").ok();
    automatos
        .run("recipe archive report-on -w acme")
        .ends_with(5);
    let refused = automatos
        .run("recipe instantiate report-on --param topic=cats -w acme -o json")
        .ends_with(5);
    assert_eq!(refused.json()["error"]["code"], "RECIPE.ARCHIVED");
    assert!(
        automatos
            .run("recipe list -o json")
            .ok()
            .column("template_id")
            .is_empty()
    );
    assert_eq!(
        automatos
            .run("recipe list --archived -o json")
            .ok()
            .column("name"),
        ["Tell of a topic"]
    );
    automatos
        .run("recipe delete report-on -w acme --confirm report-on")
        .ok();
}
