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

/// JavaScript on its way into the common form.
pub struct Script<'text>(pub Lowering<'text>);

impl Script<'_> {
    /// The text of a node.
    pub fn text(&self, node: Node) -> String {
        self.0.text(node).to_owned()
    }

    /// Every child as an expression.
    pub fn all(&mut self, node: Node, depth: usize) -> Vec<Expression> {
        children(node)
            .into_iter()
            .map(|child| self.expression(child, depth + 1))
            .collect()
    }

    /// One field as an expression.
    pub fn field(&mut self, node: Node, name: &str, depth: usize) -> Expression {
        node.child_by_field_name(name)
            .map_or(Expression::Nothing, |child| {
                self.expression(child, depth + 1)
            })
    }

    /// A node as an expression.
    pub fn expression(&mut self, node: Node, depth: usize) -> Expression {
        if depth > DEPTH {
            return Expression::Nothing;
        }
        match node.kind() {
            "identifier" | "this" | "import" | "shorthand_property_identifier" => {
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
            "call_expression" | "new_expression" => self.call(node, depth),
            "binary_expression" => self.binary(node, depth),
            "assignment_expression" | "augmented_assignment_expression" => {
                self.assignment(node, depth)
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

    fn call(&mut self, node: Node, depth: usize) -> Expression {
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

    fn binary(&mut self, node: Node, depth: usize) -> Expression {
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
            _ => Expression::Compared(parts),
        }
    }

    fn assignment(&mut self, node: Node, depth: usize) -> Expression {
        let value = self.field(node, "right", depth);
        if let Some(left) = node.child_by_field_name("left") {
            let names = self.names(left, 0);
            let adds =
                node.kind() != "assignment_expression" || left.kind() == "subscript_expression";
            self.0.push(if adds {
                Statement::Add(names, value.clone())
            } else {
                Statement::Set(names, value.clone())
            });
        }
        value
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

/// Whether such a node only holds others.
pub fn is_container(kind: &str) -> bool {
    kind.ends_with("_statement")
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
        )
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
