//! Names and states that every layer shares. No I/O here.

mod credential_field;
mod credential_field_type;
mod model_status;
mod pattern_type;
mod persona_scope;
mod setting_format;
mod setting_rules;
mod skill_type;
mod slug;
mod test_endpoint;
mod text_enum;
mod value_type;
mod workspace_kind;

pub use credential_field::CredentialField;
pub use credential_field_type::CredentialFieldType;
pub use model_status::ModelStatus;
pub use pattern_type::PatternType;
pub use persona_scope::PersonaScope;
pub use setting_format::SettingFormat;
pub use setting_rules::SettingRules;
pub use skill_type::SkillType;
pub use slug::Slug;
pub use test_endpoint::{TestEndpoint, TestMethod};
pub(crate) use text_enum::text_enum;
pub use value_type::ValueType;
pub use workspace_kind::WorkspaceKind;
