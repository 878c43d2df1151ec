//! Patterns, workflows with their runs, and recipes that become workflows.

mod execution;
pub mod isolation;
mod pattern;
mod recipe;
mod workflow;

use crate::support::Automatos;

/// A workspace with two agents.
pub fn workspace(automatos: &Automatos, slug: &str) {
    automatos.run(&format!("workspace create {slug}")).ok();
    automatos.db.execute(&format!(
        "INSERT INTO agents (workspace_id, name) SELECT id, n FROM workspaces, unnest(ARRAY['Researcher', 'Writer']) n \
         WHERE slug = '{slug}'"
    ));
}

/// A workflow that is good.
pub const REPORT: &str = "\
name: Weekly report
description: Tells what happened.
tags: [report]
workflow_definition:
  steps:
    - {id: collect, agent: Researcher, prompt: Collect.}
    - {id: write, agent: Writer, depends_on: [collect], prompt: Write.}
  execution_config: {timeout_seconds: 600, max_retries: 2}
  schedule_config: {type: cron, cron: '0 9 * * 1'}
";

/// A recipe that is good.
pub const RECIPE: &str = "\
template_id: report-on
name: Report on a topic
description: Reports on anything.
tags: [report]
inputs:
  topic: {type: string, required: true, minLength: 2}
  pages: {type: integer, minimum: 1, maximum: 9, default: 2}
  tone: {enum: [dry, warm], default: dry}
  sources: {type: array, items: {type: string}, default: []}
steps:
  - {id: collect, agent: Researcher, prompt: 'Collect on {topic}.', sources: '{sources}'}
  - {id: write, agent: Writer, depends_on: [collect], prompt: 'Write {pages} pages, {tone}. {{topic}}', pages: '{pages}'}
execution_config: {timeout_seconds: 600}
";
