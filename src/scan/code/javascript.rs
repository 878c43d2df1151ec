//! JavaScript and TypeScript, brought into the common form.

use tree_sitter::Node;

use super::tree::{Call, DEPTH, Expression, Lowering, Module, Statement, children, parse};

/// Reads a module; nothing if the parser gives up.
pub fn read(text: &str, typed: bool) -> Option<Module> {
    let grammar = if typed {
        tree_sitter_typescript::LANGUAGE_TSX.into()
    } else {
        tree_sitter_javascript::LANGUAGE.into()
    };
    let tree = parse(text, &grammar)?;
    let mut script = Script(Lowering::of(text));
    script.statements(tree.root_node(), 0);
    Some(script.0.module)
}

struct Script<'text>(Lowering<'text>);

impl Script<'_> {
    fn text(&self, node: Node) -> String {
        self.0.text(node).to_owned()
    }

    fn statements(&mut self, node: Node, depth: usize) {
        for child in children(node) {
            self.statement(child, depth + 1);
        }
    }

    fn statement(&mut self, node: Node, depth: usize) {
        if depth > DEPTH {
            return;
        }
        match node.kind() {
            "variable_declarator" => {
                if let Some(value) = node.child_by_field_name("value") {
                    let value = self.expression(value, depth + 1);
                    let left = node.child_by_field_name("name");
                    self.bind(left, value);
                }
            }
            "return_statement" => {
                let value = Expression::Many(self.all(node, depth));
                self.0.push(Statement::Return(value));
            }
            "function_declaration" | "generator_function_declaration" | "method_definition" => {
                self.function(node, depth);
            }
            "import_statement" => self.import(node),
            "for_in_statement" => {
                if let Some(right) = node.child_by_field_name("right") {
                    let value = self.expression(right, depth + 1);
                    self.bind(node.child_by_field_name("left"), value);
                }
                if let Some(body) = node.child_by_field_name("body") {
                    self.statement(body, depth + 1);
                }
            }
            "comment" => {}
            kind if kind.ends_with("_statement")
                || kind.ends_with("_declaration")
                || kind.ends_with("_clause")
                || matches!(
                    kind,
                    "statement_block"
                        | "class_body"
                        | "switch_body"
                        | "switch_case"
                        | "switch_default"
                        | "program"
                        | "ERROR"
                        | "class"
                        | "class_declaration"
                        | "export_statement"
                ) =>
            {
                self.statements(node, depth + 1);
            }
            "public_field_definition" | "field_definition" => {
                let name = node
                    .child_by_field_name("name")
                    .or_else(|| node.child_by_field_name("property"))
                    .map(|name| self.text(name))
                    .unwrap_or_default();
                let value = self.field(node, "value", depth);
                self.0
                    .push(Statement::Set(vec![format!("this.{name}")], value));
            }
            _ => {
                let value = self.expression(node, depth + 1);
                self.0.push(Statement::Do(value));
            }
        }
    }

    fn bind(&mut self, left: Option<Node>, value: Expression) {
        let Some(left) = left else { return };
        if left.kind() == "object_pattern" {
            // `const { exec: run } = require("child_process")` names a member.
            for part in children(left) {
                let (key, name) = match part.kind() {
                    "pair_pattern" => (
                        part.child_by_field_name("key"),
                        part.child_by_field_name("value"),
                    ),
                    _ => (Some(part), Some(part)),
                };
                if let (Some(key), Some(name)) = (key, name) {
                    let member = Expression::Member(Box::new(value.clone()), self.text(key));
                    let names = vec![self.text(name)];
                    self.0.push(Statement::Set(names, member));
                }
            }
            return;
        }
        let names = self.names(left, 0);
        self.0.push(Statement::Set(names, value));
    }

    fn names(&self, node: Node, depth: usize) -> Vec<String> {
        match node.kind() {
            "identifier" | "member_expression" | "shorthand_property_identifier_pattern" => {
                vec![self.text(node)]
            }
            "subscript_expression" => node
                .child_by_field_name("object")
                .map(|object| self.names(object, depth + 1))
                .unwrap_or_default(),
            _ if depth < 8 => children(node)
                .into_iter()
                .flat_map(|child| self.names(child, depth + 1))
                .collect(),
            _ => Vec::new(),
        }
    }

    fn function(&mut self, node: Node, depth: usize) -> Expression {
        let name = node
            .child_by_field_name("name")
            .map(|name| self.text(name))
            .unwrap_or_default();
        let list = node
            .child_by_field_name("parameters")
            .map(children)
            .or_else(|| node.child_by_field_name("parameter").map(|one| vec![one]))
            .unwrap_or_default();
        let parameters = list
            .into_iter()
            .filter_map(|one| self.names(one, 0).first().cloned())
            .collect();
        let (index, before) = self.0.begin(name, parameters);
        if let Some(body) = node.child_by_field_name("body") {
            if body.kind() == "statement_block" {
                self.statements(body, depth + 1);
            } else {
                let value = self.expression(body, depth + 1);
                self.0.push(Statement::Return(value));
            }
        }
        self.0.current = before;
        Expression::Function(index)
    }

    fn import(&mut self, node: Node) {
        let source = node
            .child_by_field_name("source")
            .map(|source| {
                self.text(source)
                    .trim_matches(['"', '\'', '`'])
                    .trim_start_matches("node:")
                    .to_owned()
            })
            .unwrap_or_default();
        let clause = children(node)
            .into_iter()
            .find(|child| child.kind() == "import_clause");
        for part in clause.map(children).unwrap_or_default() {
            match part.kind() {
                "identifier" => {
                    let name = self.text(part);
                    self.0.module.imports.insert(name, source.clone());
                }
                "namespace_import" => {
                    for name in children(part) {
                        let name = self.text(name);
                        self.0.module.imports.insert(name, source.clone());
                    }
                }
                "named_imports" => {
                    for one in children(part) {
                        let name = one
                            .child_by_field_name("name")
                            .map(|name| self.text(name))
                            .unwrap_or_default();
                        let alias = one
                            .child_by_field_name("alias")
                            .map_or_else(|| name.clone(), |alias| self.text(alias));
                        self.0
                            .module
                            .imports
                            .insert(alias, format!("{source}.{name}"));
                    }
                }
                _ => {}
            }
        }
    }

    fn all(&mut self, node: Node, depth: usize) -> Vec<Expression> {
        children(node)
            .into_iter()
            .map(|child| self.expression(child, depth + 1))
            .collect()
    }

    fn field(&mut self, node: Node, name: &str, depth: usize) -> Expression {
        node.child_by_field_name(name)
            .map_or(Expression::Nothing, |child| {
                self.expression(child, depth + 1)
            })
    }

    fn expression(&mut self, node: Node, depth: usize) -> Expression {
        if depth > DEPTH {
            return Expression::Nothing;
        }
        match node.kind() {
            "identifier" | "this" | "shorthand_property_identifier" => {
                Expression::Name(self.text(node))
            }
            "number" => self
                .text(node)
                .parse()
                .map_or(Expression::Nothing, Expression::Number),
            "string" | "template_string" => self.string(node, depth),
            "member_expression" => {
                let name = node
                    .child_by_field_name("property")
                    .map(|name| self.text(name))
                    .unwrap_or_default();
                Expression::Member(Box::new(self.field(node, "object", depth)), name)
            }
            "subscript_expression" => Expression::Index(
                Box::new(self.field(node, "object", depth)),
                Box::new(self.field(node, "index", depth)),
            ),
            "call_expression" | "new_expression" => {
                let field = if node.kind() == "call_expression" {
                    "function"
                } else {
                    "constructor"
                };
                let callee = self.field(node, field, depth);
                let arguments = node
                    .child_by_field_name("arguments")
                    .map(|list| {
                        if list.kind() == "template_string" {
                            vec![self.expression(list, depth + 1)]
                        } else {
                            self.all(list, depth + 1)
                        }
                    })
                    .unwrap_or_default();
                Expression::Call(Box::new(Call {
                    callee,
                    arguments,
                    start: node.start_byte(),
                    end: node.end_byte(),
                }))
            }
            "binary_expression" => {
                let operator = node
                    .child_by_field_name("operator")
                    .map(|operator| self.text(operator))
                    .unwrap_or_default();
                let parts = vec![
                    self.field(node, "left", depth),
                    self.field(node, "right", depth),
                ];
                match operator.as_str() {
                    "+" => Expression::Join(parts),
                    "^" => Expression::Mixed(parts),
                    "||" | "??" | "&&" => Expression::Many(parts),
                    _ => Expression::Nothing,
                }
            }
            "assignment_expression" | "augmented_assignment_expression" => {
                let value = self.field(node, "right", depth);
                if let Some(left) = node.child_by_field_name("left") {
                    let names = self.names(left, 0);
                    let adds = node.kind() != "assignment_expression"
                        || left.kind() == "subscript_expression";
                    self.0.push(if adds {
                        Statement::Add(names, value.clone())
                    } else {
                        Statement::Set(names, value.clone())
                    });
                }
                value
            }
            "pair" => {
                let key = node
                    .child_by_field_name("key")
                    .map(|key| self.text(key).trim_matches(['"', '\'']).to_owned())
                    .unwrap_or_default();
                Expression::Pair(key, Box::new(self.field(node, "value", depth)))
            }
            "arrow_function"
            | "function_expression"
            | "function"
            | "generator_function"
            | "method_definition" => self.function(node, depth),
            "class" | "class_body" => {
                self.statements(node, depth + 1);
                Expression::Nothing
            }
            "comment" | "regex" | "true" | "false" | "null" | "undefined" | "type_annotation"
            | "type_arguments" => Expression::Nothing,
            _ => Expression::Many(self.all(node, depth)),
        }
    }

    fn string(&mut self, node: Node, depth: usize) -> Expression {
        let mut parts = Vec::new();
        let mut text = String::new();
        for child in children(node) {
            match child.kind() {
                "string_fragment" => text.push_str(self.0.text(child)),
                "escape_sequence" => {
                    text.push_str(&crate::scan::decode::escapes(self.0.text(child)));
                }
                "template_substitution" => {
                    parts.push(Expression::Text(std::mem::take(&mut text)));
                    parts.extend(self.all(child, depth));
                }
                _ => {}
            }
        }
        if parts.is_empty() {
            return Expression::Text(text);
        }
        parts.push(Expression::Text(text));
        Expression::Join(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_is_brought_into_the_common_form() {
        let module = read("import fs, { readFileSync as r } from 'node:fs';\nconst { exec } = require('child_process');\nconst f = (a) => `x${a}`;\nexec(f(1));", false).unwrap();
        assert_eq!(module.imports["r"], "fs.readFileSync");
        assert_eq!(module.functions[1].parameters, ["a"]);
        assert!(
            matches!(&module.functions[0].body[0], Statement::Set(names, Expression::Member(_, name)) if names == &["exec"] && name == "exec")
        );
    }
}
