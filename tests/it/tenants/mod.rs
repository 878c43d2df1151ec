//! Tenants, people, and agents with what they run with.

mod agents;
mod assigning;
pub mod isolation;
mod personas;
mod users;
mod workspaces;

use crate::support::Automatos;

/// Two workspaces with a persona, a skill and an agent of their own each: `acme` and `globex`.
pub fn two() -> Automatos {
    let automatos = Automatos::new();
    for slug in ["acme", "globex"] {
        automatos.run(&format!("workspace create {slug}")).ok();
        automatos.file("prompt.md", format!("Speak for {slug}.\n"));
        automatos
            .run(&format!(
                "persona create {slug}-voice -w {slug} --category support --prompt-file prompt.md"
            ))
            .ok();
        automatos.db.execute(&format!(
            "INSERT INTO skills (workspace_id, name, skill_type) \
             SELECT id, '{slug} skill', 'technical' FROM workspaces WHERE slug = '{slug}'"
        ));
        automatos
            .run(&format!(
                "agent create Helper -w {slug} --persona {slug}-voice --skill '{slug} skill'"
            ))
            .ok();
    }
    automatos
}
