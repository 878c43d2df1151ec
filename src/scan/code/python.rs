//! Python, brought into the common form.

use tree_sitter::Node;

use super::tree::{Call, DEPTH, Expression, Lowering, Module, children, parse};

/// Reads a module; nothing if the parser gives up.
pub fn read(text: &str) -> Option<Module> {
    let tree = parse(text, &tree_sitter_python::LANGUAGE.into())?;
    let mut lowering = Lowering::of(text);
    lowering.statements(tree.root_node(), 0);
    Some(lowering.module)
}

impl Lowering<'_> {
    /// Every child as an expression.
    pub fn all(&mut self, node: Node, depth: usize) -> Vec<Expression> {
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

    /// A node as an expression.
    #[expect(clippy::match_same_arms, reason = "each row stands for itself")]
    pub fn expression(&mut self, node: Node, depth: usize) -> Expression {
        if depth > DEPTH {
            return Expression::Nothing;
        }
        match node.kind() {
            "identifier" => Expression::Name(self.text(node).to_owned()),
            "integer" => self
                .text(node)
                .parse()
                .map_or(Expression::Nothing, Expression::Number),
            "string" => self.string(node, depth),
            "concatenated_string" => Expression::Join(self.all(node, depth)),
            "attribute" => {
                let name = node
                    .child_by_field_name("attribute")
                    .map(|name| self.text(name).to_owned())
                    .unwrap_or_default();
                Expression::Member(Box::new(self.field(node, "object", depth)), name)
            }
            "subscript" => self.subscript(node, depth),
            "call" => self.call(node, depth),
            "binary_operator" => self.binary(node, depth),
            "keyword_argument" => {
                let name = node
                    .child_by_field_name("name")
                    .map(|name| self.text(name).to_owned())
                    .unwrap_or_default();
                Expression::Pair(name, Box::new(self.field(node, "value", depth)))
            }
            "pair" => {
                let key = match self.field(node, "key", depth) {
                    Expression::Text(text) => text,
                    _ => String::new(),
                };
                Expression::Pair(key, Box::new(self.field(node, "value", depth)))
            }
            "named_expression" => {
                self.assign(node, depth + 1);
                self.field(node, "value", depth)
            }
            "lambda" => self.function(node, depth),
            "comparison_operator" | "not_operator" => Expression::Compared(self.all(node, depth)),
            "comment" | "true" | "false" | "none" | "float" | "type" => Expression::Nothing,
            "list_comprehension"
            | "generator_expression"
            | "dictionary_comprehension"
            | "set_comprehension" => self.comprehension(node, depth),
            "function_definition" => self.function(node, depth),
            _ => Expression::Many(self.all(node, depth)),
        }
    }

    fn call(&mut self, node: Node, depth: usize) -> Expression {
        let callee = self.field(node, "function", depth);
        let arguments = node
            .child_by_field_name("arguments")
            .map(|list| {
                if list.kind() == "generator_expression" {
                    vec![self.expression(list, depth + 1)]
                } else {
                    self.all(list, depth + 1)
                }
            })
            .unwrap_or_default();
        if let (Expression::Name(name), [only]) = (&callee, arguments.as_slice())
            && name == "reversed"
        {
            return Expression::Reversed(Box::new(only.clone()));
        }
        Expression::Call(Box::new(Call {
            callee,
            arguments,
            start: node.start_byte(),
            end: node.end_byte(),
        }))
    }

    fn binary(&mut self, node: Node, depth: usize) -> Expression {
        let parts = vec![
            self.field(node, "left", depth),
            self.field(node, "right", depth),
        ];
        match node
            .child_by_field_name("operator")
            .map(|operator| self.text(operator))
        {
            Some("+" | "%") => Expression::Join(parts),
            Some("/") => {
                let mut sides = parts.into_iter();
                let left = sides.next().unwrap_or(Expression::Nothing);
                let right = sides.next().unwrap_or(Expression::Nothing);
                Expression::Join(vec![left, Expression::Text("/".to_owned()), right])
            }
            Some("^") => Expression::Mixed(parts),
            _ => Expression::Many(parts),
        }
    }

    fn comprehension(&mut self, node: Node, depth: usize) -> Expression {
        let clauses: Vec<Node> = children(node)
            .into_iter()
            .filter(|child| child.kind() == "for_in_clause")
            .collect();
        if let [only] = clauses.as_slice()
            && let (Some(left), Some(right)) = (
                only.child_by_field_name("left"),
                only.child_by_field_name("right"),
            )
            && left.kind() == "identifier"
        {
            let name = self.text(left).to_owned();
            let over = self.expression(right, depth + 1);
            let body = self.field(node, "body", depth);
            return Expression::Each(name, Box::new(over), Box::new(body));
        }
        for clause in clauses {
            self.looped(
                clause.child_by_field_name("left"),
                clause.child_by_field_name("right"),
                depth + 1,
            );
        }
        self.field(node, "body", depth)
    }

    fn subscript(&mut self, node: Node, depth: usize) -> Expression {
        let value = self.field(node, "value", depth);
        let inside = node.child_by_field_name("subscript");
        if inside.is_some_and(|slice| slice.kind() == "slice") {
            let backwards = inside.is_some_and(|slice| self.text(slice).replace(' ', "") == "::-1");
            return if backwards {
                Expression::Reversed(Box::new(value))
            } else {
                value
            };
        }
        let key = self.field(node, "subscript", depth);
        Expression::Index(Box::new(value), Box::new(key))
    }

    fn string(&mut self, node: Node, depth: usize) -> Expression {
        let mut parts = Vec::new();
        let mut text = String::new();
        for child in children(node) {
            match child.kind() {
                "string_content" => {
                    let content = self.text(child);
                    if content.contains('\\') {
                        text.push_str(&crate::scan::decode::escapes(content));
                    } else {
                        text.push_str(content);
                    }
                }
                "interpolation" => {
                    parts.push(Expression::Text(std::mem::take(&mut text)));
                    parts.push(self.field(child, "expression", depth));
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
        && !matches!(
            kind,
            "delete_statement" | "raise_statement" | "exec_statement" | "print_statement"
        )
        || kind.ends_with("_clause") && kind != "for_in_clause"
        || matches!(
            kind,
            "block"
                | "class_definition"
                | "decorated_definition"
                | "module"
                | "with_clause"
                | "case_clause"
                | "ERROR"
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::code::tree::Statement;

    #[test]
    fn a_module_is_brought_into_the_common_form() {
        let module = read("import os as o\nfrom x import y\ndef f(a):\n    with open(a) as h:\n        return h.read()\nz = f('p' + o.sep)\n").unwrap();
        assert_eq!(module.imports["o"], "os");
        assert_eq!(module.imports["y"], "x.y");
        assert_eq!(module.functions[1].name, "f");
        assert_eq!(module.functions[1].parameters, ["a"]);
        assert!(
            matches!(&module.functions[1].body[0], Statement::Set(names, _) if names == &["h"])
        );
        assert_eq!(module.functions[0].body.len(), 1);
    }
}
