//! JavaScript statements, brought into the common form.

use tree_sitter::Node;

use super::javascript::{Script, is_container};
use super::tree::{DEPTH, Expression, Statement, children};

impl Script<'_> {
    /// Every child as a statement.
    pub fn statements(&mut self, node: Node, depth: usize) {
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
            "for_in_statement" => self.loop_over(node, depth),
            "comment" => {}
            kind if is_container(kind) => self.statements(node, depth + 1),
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

    fn loop_over(&mut self, node: Node, depth: usize) {
        if let Some(right) = node.child_by_field_name("right") {
            let value = self.expression(right, depth + 1);
            let element = Expression::Element(Box::new(value));
            self.bind(node.child_by_field_name("left"), element);
        }
        if let Some(body) = node.child_by_field_name("body") {
            self.statement(body, depth + 1);
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

    /// The names a pattern binds.
    pub fn names(&self, node: Node, depth: usize) -> Vec<String> {
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

    /// A function, kept with its parameters.
    pub fn function(&mut self, node: Node, depth: usize) -> Expression {
        let name = node
            .child_by_field_name("name")
            .map(|name| self.text(name))
            .unwrap_or_default();
        let list = node
            .child_by_field_name("parameters")
            .map(children)
            .or_else(|| node.child_by_field_name("parameter").map(|one| vec![one]))
            .unwrap_or_default();
        let rest = list
            .last()
            .is_some_and(|last| last.kind() == "rest_pattern");
        let parameters = list
            .into_iter()
            .filter_map(|one| self.names(one, 0).first().cloned())
            .collect();
        let (index, before) = self.0.begin(name, parameters, rest);
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
}
