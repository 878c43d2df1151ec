//! Python, brought into the common form.

use tree_sitter::Node;

use super::tree::{Call, DEPTH, Expression, Lowering, Module, Statement, children, parse};

/// Reads a module; nothing if the parser gives up.
pub fn read(text: &str) -> Option<Module> {
    let tree = parse(text, &tree_sitter_python::LANGUAGE.into())?;
    let mut lowering = Lowering::of(text);
    lowering.statements(tree.root_node(), 0);
    Some(lowering.module)
}

impl Lowering<'_> {
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
            "expression_statement" => {
                for child in children(node) {
                    self.statement(child, depth + 1);
                }
            }
            "assignment" | "augmented_assignment" | "named_expression" => self.assign(node, depth),
            "return_statement" | "yield" => {
                let value = Expression::Many(self.all(node, depth));
                self.push(Statement::Return(value));
            }
            "function_definition" => {
                self.function(node, depth);
            }
            "import_statement" | "import_from_statement" | "future_import_statement" => {
                self.import(node);
            }
            "for_statement" => {
                self.binding(
                    node.child_by_field_name("left"),
                    node.child_by_field_name("right"),
                    depth,
                );
                for field in ["body", "alternative"] {
                    if let Some(body) = node.child_by_field_name(field) {
                        self.statements(body, depth + 1);
                    }
                }
            }
            "with_item" | "as_pattern" => self.with(node, depth),
            "comment" => {}
            kind if is_container(kind) => self.statements(node, depth + 1),
            _ => {
                let value = self.expression(node, depth + 1);
                self.push(Statement::Do(value));
            }
        }
    }

    fn with(&mut self, node: Node, depth: usize) {
        let parts = children(node);
        match parts.as_slice() {
            [only] if only.kind() == "as_pattern" => self.with(*only, depth + 1),
            [value, alias] => self.binding(Some(*alias), Some(*value), depth),
            _ => {
                for part in parts {
                    let value = self.expression(part, depth + 1);
                    self.push(Statement::Do(value));
                }
            }
        }
    }

    fn binding(&mut self, left: Option<Node>, right: Option<Node>, depth: usize) {
        let names = left.map(|left| self.names(left, 0)).unwrap_or_default();
        if let Some(right) = right {
            let value = self.expression(right, depth + 1);
            self.push(Statement::Set(names, value));
        }
    }

    fn assign(&mut self, node: Node, depth: usize) {
        let left = node
            .child_by_field_name("left")
            .or_else(|| node.child_by_field_name("name"));
        let right = node
            .child_by_field_name("right")
            .or_else(|| node.child_by_field_name("value"));
        let (Some(left), Some(right)) = (left, right) else {
            return;
        };
        let value = self.expression(right, depth + 1);
        let names = self.names(left, 0);
        let adds = node.kind() == "augmented_assignment" || left.kind() == "subscript";
        self.push(if adds {
            Statement::Add(names, value)
        } else {
            Statement::Set(names, value)
        });
    }

    fn names(&self, node: Node, depth: usize) -> Vec<String> {
        match node.kind() {
            "identifier" | "attribute" => vec![self.text(node).to_owned()],
            "subscript" => node
                .child_by_field_name("value")
                .map(|value| self.names(value, depth + 1))
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
            .map(|name| self.text(name).to_owned())
            .unwrap_or_default();
        let parameters = node
            .child_by_field_name("parameters")
            .map(children)
            .unwrap_or_default();
        let parameters = parameters
            .into_iter()
            .filter_map(|one| self.names(one, 0).first().cloned())
            .filter(|name| name != "self" && name != "cls")
            .collect();
        let (index, before) = self.begin(name, parameters);
        if let Some(body) = node.child_by_field_name("body") {
            if node.kind() == "lambda" {
                let value = self.expression(body, depth + 1);
                self.push(Statement::Return(value));
            } else {
                self.statements(body, depth + 1);
            }
        }
        self.current = before;
        Expression::Function(index)
    }

    fn import(&mut self, node: Node) {
        let module = node
            .child_by_field_name("module_name")
            .map(|name| self.text(name).to_owned());
        for child in children(node) {
            if module.as_deref() == Some(self.text(child)) && child.kind() != "aliased_import" {
                continue;
            }
            let name = child.child_by_field_name("name").unwrap_or(child);
            let path = self.text(name).to_owned();
            let alias = child
                .child_by_field_name("alias")
                .map(|alias| self.text(alias).to_owned());
            let full = module
                .as_ref()
                .map_or_else(|| path.clone(), |module| format!("{module}.{path}"));
            let short = path.split('.').next().unwrap_or_default().to_owned();
            let (key, value) = match (alias, &module) {
                (Some(alias), _) => (alias, full),
                (None, Some(_)) => (path, full),
                (None, None) => (short.clone(), short),
            };
            self.module.imports.insert(key, value);
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

    #[expect(clippy::match_same_arms, reason = "each row stands for itself")]
    fn expression(&mut self, node: Node, depth: usize) -> Expression {
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
            "call" => {
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
                Expression::Call(Box::new(Call {
                    callee,
                    arguments,
                    start: node.start_byte(),
                    end: node.end_byte(),
                }))
            }
            "binary_operator" => {
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
            "comparison_operator"
            | "not_operator"
            | "comment"
            | "true"
            | "false"
            | "none"
            | "float"
            | "type" => Expression::Nothing,
            "list_comprehension"
            | "generator_expression"
            | "dictionary_comprehension"
            | "set_comprehension" => {
                for clause in children(node)
                    .into_iter()
                    .filter(|child| child.kind() == "for_in_clause")
                {
                    self.binding(
                        clause.child_by_field_name("left"),
                        clause.child_by_field_name("right"),
                        depth + 1,
                    );
                }
                self.field(node, "body", depth)
            }
            "function_definition" => self.function(node, depth),
            _ => Expression::Many(self.all(node, depth)),
        }
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

fn is_container(kind: &str) -> bool {
    kind.ends_with("_statement")
        && !matches!(
            kind,
            "delete_statement"
                | "assert_statement"
                | "raise_statement"
                | "exec_statement"
                | "print_statement"
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
