//! Python statements, brought into the common form.

use tree_sitter::Node;

use super::python::is_container;
use super::tree::{DEPTH, Expression, Lowering, Statement, children};

impl Lowering<'_> {
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
                self.looped(
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

    /// Binds the names on the left to the value on the right.
    pub fn binding(&mut self, left: Option<Node>, right: Option<Node>, depth: usize) {
        let names = left.map(|left| self.names(left, 0)).unwrap_or_default();
        if let Some(right) = right {
            let value = self.expression(right, depth + 1);
            self.push(Statement::Set(names, value));
        }
    }

    /// Binds the names on the left to an element of what is on the right.
    pub fn looped(&mut self, left: Option<Node>, right: Option<Node>, depth: usize) {
        let names = left.map(|left| self.names(left, 0)).unwrap_or_default();
        if let Some(right) = right {
            let value = self.expression(right, depth + 1);
            self.push(Statement::Set(names, Expression::Element(Box::new(value))));
        }
    }

    /// An assignment.
    pub fn assign(&mut self, node: Node, depth: usize) {
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

    /// The names a pattern binds.
    pub fn names(&self, node: Node, depth: usize) -> Vec<String> {
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

    /// A function, kept with its parameters.
    pub fn function(&mut self, node: Node, depth: usize) -> Expression {
        let name = node
            .child_by_field_name("name")
            .map(|name| self.text(name).to_owned())
            .unwrap_or_default();
        let parameters = node
            .child_by_field_name("parameters")
            .map(children)
            .unwrap_or_default();
        let rest = parameters
            .last()
            .is_some_and(|last| last.kind() == "list_splat_pattern");
        let parameters = parameters
            .into_iter()
            .filter_map(|one| self.names(one, 0).first().cloned())
            .filter(|name| name != "self" && name != "cls")
            .collect();
        let (index, before) = self.begin(name, parameters, rest);
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
}
