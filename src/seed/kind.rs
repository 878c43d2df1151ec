//! The kinds of seeds, in the order in which they are loaded.

use std::fmt;
use std::str::FromStr;

use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value};

use super::item::{self, Broken, Parts};
use super::node::Node;
use super::record::Record;
use super::variables::Variables;
use super::words::meant;
use super::{
    agent, composio_action, composio_app, credential_type, llm_model, pattern, persona,
    plugin_category, recipe, routing_rule, skill, system_setting, user, workflow, workspace,
    workspace_member, workspace_plugin,
};

/// Declares the kinds: variant, the word that names files, the type of an item.
macro_rules! kinds {
    ($($(#[$meta:meta])* $variant:ident = $word:literal, $record:path;)+) => {
        /// A kind of seed. The order of the variants is the order of loading.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$meta])* $variant,)+
        }

        impl Kind {
            /// Every kind, in the order of loading.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word of every kind, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word that names the kind's files.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The fields in whose text `${` begins no variable.
            pub const fn verbatim(self) -> &'static [&'static str] {
                match self { $(Self::$variant => <$record as Record>::VERBATIM),+ }
            }

            /// The fields that are merged as one.
            pub const fn together(self) -> &'static [&'static str] {
                match self { $(Self::$variant => <$record as Record>::TOGETHER),+ }
            }

            /// Checks one item.
            pub fn read(self, node: Node, variables: Variables<'_>) -> Result<Parts, Broken> {
                match self { $(Self::$variant => item::read::<$record>(node, variables)),+ }
            }

            /// Reads one item from a line of JSON, the fast way. An error says nothing but that
            /// [`Kind::read`] must have a look.
            pub fn read_json(self, line: &str) -> Result<Parts, serde_json::Error> {
                match self { $(Self::$variant => item::read_json::<$record>(line)),+ }
            }

            /// What the columns of a row hold that nobody has set; null where a field is not named.
            pub fn defaults(self) -> Map<String, Value> {
                let defaults = match self { $(Self::$variant => <$record as Record>::defaults()),+ };
                match defaults {
                    Value::Object(map) => map,
                    Value::Null
                    | Value::Bool(_)
                    | Value::Number(_)
                    | Value::String(_)
                    | Value::Array(_) => Map::new(),
                }
            }

            /// The JSON Schema of one item; what it refers to is left in the generator.
            pub fn item_schema(self, generator: &mut SchemaGenerator) -> Schema {
                match self { $(Self::$variant => generator.root_schema_for::<$record>()),+ }
            }
        }
    };
}

kinds! {
    /// What credentials can be stored.
    CredentialTypes = "credential_types", credential_type::CredentialType;
    /// Settings of the platform.
    SystemSettings = "system_settings", system_setting::SystemSetting;
    /// Language models.
    LlmModels = "llm_models", llm_model::LlmModel;
    /// What agents can do.
    Skills = "skills", skill::Skill;
    /// How agents work together.
    Patterns = "patterns", pattern::Pattern;
    /// How agents speak and behave.
    Personas = "personas", persona::Persona;
    /// The shelves of the plugin marketplace.
    PluginCategories = "plugin_categories", plugin_category::PluginCategory;
    /// Who uses the platform.
    Users = "users", user::User;
    /// What owns agents.
    Workspaces = "workspaces", workspace::Workspace;
    /// Who is in which workspace.
    WorkspaceMembers = "workspace_members", workspace_member::WorkspaceMember;
    /// The apps that agents can use.
    ComposioApps = "composio_apps", composio_app::ComposioApp;
    /// What the apps can do.
    ComposioActions = "composio_actions", composio_action::ComposioAction;
    /// Workflows with parameters.
    Recipes = "recipes", recipe::Recipe;
    /// Which plugins are enabled in which workspace.
    WorkspacePlugins = "workspace_plugins", workspace_plugin::WorkspacePlugin;
    /// Language models of one workspace.
    WorkspaceLlmModels = "workspace_llm_models", llm_model::WorkspaceLlmModel;
    /// What agents of one workspace can do.
    WorkspaceSkills = "workspace_skills", skill::WorkspaceSkill;
    /// How agents of one workspace work together.
    WorkspacePatterns = "workspace_patterns", pattern::WorkspacePattern;
    /// How agents of one workspace speak and behave.
    WorkspacePersonas = "workspace_personas", persona::WorkspacePersona;
    /// The agents of workspaces, with what they are assigned.
    Agents = "agents", agent::Agent;
    /// Steps that agents of a workspace carry out together.
    Workflows = "workflows", workflow::WorkspaceWorkflow;
    /// Which requests go where.
    RoutingRules = "routing_rules", routing_rule::RoutingRule;
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A word that is no kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is not a kind of seed")]
pub struct UnknownKind {
    word: String,
}

impl UnknownKind {
    /// What was probably meant, or what there is.
    pub fn hint(&self) -> String {
        meant(&self.word, Kind::WORDS)
            .unwrap_or_else(|| format!("kinds: {}", Kind::WORDS.join(", ")))
    }
}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(word: &str) -> Result<Self, UnknownKind> {
        let mut all = Self::ALL.iter().copied();
        all.find(|kind| kind.as_str() == word)
            .ok_or_else(|| UnknownKind {
                word: word.to_owned(),
            })
    }
}
