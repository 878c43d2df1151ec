//! Fields of every sort, with values that an operator and a file can disagree on.

/// A field of which every value differs, and the row that has it.
pub struct Field {
    /// What the tests call it.
    pub label: &'static str,
    pub kind: &'static str,
    /// The key as the report has it.
    pub key: &'static str,
    /// The fields that the item must have, in YAML.
    pub base: &'static str,
    pub field: &'static str,
    /// The row, in SQL.
    pub row: &'static str,
    pub column: &'static str,
    /// What the file says, in YAML.
    pub yaml: [&'static str; 3],
    /// The same values in SQL.
    pub sql: [&'static str; 3],
    /// The file may leave it out.
    pub optional: bool,
}

/// The value that the file has at first.
pub const FIRST: usize = 0;
/// The value that the file has later.
pub const LATER: usize = 1;
/// The value that an operator sets.
pub const THEIRS: usize = 2;

const PERSONA: &str = "category: c, system_prompt: p";
const DEVELOPMENT: &str = "(SELECT id FROM plugin_categories WHERE slug = 'development')";
const DEVOPS: &str = "(SELECT id FROM plugin_categories WHERE slug = 'devops')";

/// Scalars, arrays, JSON, nullable fields and references.
pub const FIELDS: &[Field] = &[
    Field {
        label: "text",
        kind: "personas",
        key: "m-text",
        base: PERSONA,
        field: "name",
        row: "personas WHERE slug = 'm-text'",
        column: "name",
        yaml: ["One", "Two", "'It''s three'"],
        sql: ["'One'", "'Two'", "'It''s three'"],
        optional: false,
    },
    Field {
        label: "long text",
        kind: "personas",
        key: "m-long",
        base: "name: n, category: c",
        field: "system_prompt",
        row: "personas WHERE slug = 'm-long'",
        column: "system_prompt",
        yaml: [LONG, "short", "sha256:0000"],
        sql: [LONG_SQL, "'short'", "'sha256:0000'"],
        optional: false,
    },
    Field {
        label: "number",
        kind: "personas",
        key: "m-number",
        base: "name: n, category: c, system_prompt: p",
        field: "suggested_temperature",
        row: "personas WHERE slug = 'm-number'",
        column: "suggested_temperature",
        yaml: ["0.25", "1", "1.5"],
        sql: ["0.25", "1", "1.5"],
        optional: true,
    },
    Field {
        label: "array",
        kind: "personas",
        key: "m-array",
        base: "name: n, category: c, system_prompt: p",
        field: "tags",
        row: "personas WHERE slug = 'm-array'",
        column: "tags",
        yaml: ["[a, b]", "[b, a]", "['a \"quoted\" \\, {b}']"],
        sql: ["'{a,b}'", "'{b,a}'", "ARRAY['a \"quoted\" \\, {b}']"],
        optional: true,
    },
    Field {
        label: "nullable, from a value to null",
        kind: "personas",
        key: "m-to-null",
        base: "name: n, category: c, system_prompt: p",
        field: "description",
        row: "personas WHERE slug = 'm-to-null'",
        column: "description",
        yaml: ["One", "null", "Three"],
        sql: ["'One'", "NULL", "'Three'"],
        optional: true,
    },
    Field {
        label: "nullable, from null to a value",
        kind: "personas",
        key: "m-from-null",
        base: "name: n, category: c, system_prompt: p",
        field: "voice_description",
        row: "personas WHERE slug = 'm-from-null'",
        column: "voice_description",
        yaml: ["null", "''", "'null'"],
        sql: ["NULL", "''", "'null'"],
        optional: true,
    },
    Field {
        label: "JSON",
        kind: "skills",
        key: "m-json",
        base: "skill_type: technical",
        field: "parameters",
        row: "skills WHERE name = 'm-json'",
        column: "parameters",
        yaml: ["{a: {b: [1, 2]}}", "{a: {b: [2, 1]}}", "{a: null}"],
        sql: [
            "'{\"a\":{\"b\":[1,2]}}'",
            "'{\"a\":{\"b\":[2,1]}}'",
            "'{\"a\":null}'",
        ],
        optional: true,
    },
    Field {
        label: "nullable JSON",
        kind: "skills",
        key: "m-json-null",
        base: "skill_type: technical",
        field: "tools_schema",
        row: "skills WHERE name = 'm-json-null'",
        column: "tools_schema",
        yaml: ["[{x: 1}]", "null", "'text'"],
        sql: ["'[{\"x\":1}]'", "NULL", "'\"text\"'"],
        optional: true,
    },
    Field {
        label: "decimal",
        kind: "llm_models",
        key: "m/decimal",
        base: "model_id: decimal, display_name: d, context_window: 1, max_output_tokens: 1",
        field: "input_cost_per_1k_tokens",
        row: "llm_models WHERE provider = 'm'",
        column: "input_cost_per_1k_tokens",
        yaml: ["0.5", "0.25", "null"],
        sql: ["0.5", "0.25", "NULL"],
        optional: true,
    },
    Field {
        label: "reference",
        kind: "plugin_categories",
        key: "m-reference",
        base: "name: n",
        field: "parent",
        row: "plugin_categories WHERE slug = 'm-reference'",
        column: "parent_id",
        yaml: ["development", "devops", "null"],
        sql: [DEVELOPMENT, DEVOPS, "NULL"],
        optional: true,
    },
];

const LONG: &str = "'this is longer than what the ledger keeps as it stands: \
    ------------------------------------------------------------------------------------------- \
    ------------------------------------------------------------------------------------------- \
    -------------------------------------------------------------------------------------------'";
const LONG_SQL: &str = LONG;

impl Field {
    /// The item with that value of its field, or without the field.
    pub fn item(&self, value: Option<usize>) -> String {
        let Self { base, field, .. } = self;
        let name = match self.kind {
            "skills" => format!("name: {}", self.key),
            "llm_models" => "provider: m".to_owned(),
            _ => format!("slug: {}", self.key),
        };
        let value = value.map_or_else(String::new, |at| format!(", {field}: {}", self.yaml[at]));
        format!("  - {{{name}, {base}{value}}}\n")
    }
}
