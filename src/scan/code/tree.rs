//! The common form that Python, JavaScript and TypeScript are brought into.

use std::cell::RefCell;
use std::collections::HashMap;

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    /// A text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A name.
    Name(String),
    /// A member of something.
    Member(Box<Self>, String),
    /// An element of something.
    Index(Box<Self>, Box<Self>),
    /// A call.
    Call(Box<Call>),
    /// Texts joined.
    Join(Vec<Self>),
    /// A collection, or alternatives.
    Many(Vec<Self>),
    /// A named argument or an entry.
    Pair(String, Box<Self>),
    /// A function, by its index in the module.
    Function(usize),
    /// A collection read from its end to its beginning.
    Reversed(Box<Self>),
    /// What is compared: it is evaluated, and what comes out tells nothing of it.
    Compared(Vec<Self>),
    /// Numbers of which the exclusive or is taken.
    Mixed(Vec<Self>),
    /// One of what a collection holds, as in a loop over it.
    Element(Box<Self>),
    /// What the third is for each element of the second, which goes by the name.
    Each(String, Box<Self>, Box<Self>),
    /// Nothing of interest.
    Nothing,
}

/// A call.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// What is called.
    pub callee: Expression,
    /// With what.
    pub arguments: Vec<Expression>,
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// A statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Statement {
    /// Names that are set.
    Set(Vec<String>, Expression),
    /// Names that are added to.
    Add(Vec<String>, Expression),
    /// An expression for its effect.
    Do(Expression),
    /// What a function gives.
    Return(Expression),
}

/// A function; the first of a module is the module itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Function {
    /// Its name; empty for the module and nameless ones.
    pub name: String,
    /// Its parameters.
    pub parameters: Vec<String>,
    /// Whether the last of them takes all arguments that are left.
    pub rest: bool,
    /// Its statements, in order, without their structure.
    pub body: Vec<Statement>,
}

/// A module.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Module {
    /// Its functions.
    pub functions: Vec<Function>,
    /// Names that stand for imported things.
    pub imports: HashMap<String, String>,
}

/// Deeper nesting than this is not followed.
pub const DEPTH: usize = 120;

/// What a lowering carries along.
pub struct Lowering<'text> {
    /// The text.
    pub text: &'text str,
    /// The module so far.
    pub module: Module,
    /// The function being read.
    pub current: usize,
}

impl<'text> Lowering<'text> {
    /// Begins a module.
    pub fn of(text: &'text str) -> Self {
        Self {
            text,
            module: Module {
                functions: vec![Function::default()],
                imports: HashMap::new(),
            },
            current: 0,
        }
    }

    /// The text of a node.
    pub fn text(&self, node: tree_sitter::Node) -> &'text str {
        self.text.get(node.byte_range()).unwrap_or_default()
    }

    /// Adds a statement to the function being read.
    pub fn push(&mut self, statement: Statement) {
        if let Some(function) = self.module.functions.get_mut(self.current) {
            function.body.push(statement);
        }
    }

    /// Begins a function; gives its index and the one to return to.
    pub fn begin(&mut self, name: String, parameters: Vec<String>, rest: bool) -> (usize, usize) {
        let index = self.module.functions.len();
        self.module.functions.push(Function {
            name,
            parameters,
            rest,
            body: Vec::new(),
        });
        (index, std::mem::replace(&mut self.current, index))
    }
}

/// The named children of a node.
pub fn children(node: tree_sitter::Node<'_>) -> Vec<tree_sitter::Node<'_>> {
    let mut cursor = node.walk();
    node.named_children(&mut cursor).collect()
}

thread_local! {
    // Most pieces of code are a few lines: making a parser for each would cost more than parsing it.
    static PARSER: RefCell<tree_sitter::Parser> = RefCell::new(tree_sitter::Parser::new());
}

/// Parses text with a grammar.
pub fn parse(text: &str, grammar: &tree_sitter::Language) -> Option<tree_sitter::Tree> {
    PARSER.with_borrow_mut(|parser| {
        parser.set_language(grammar).ok()?;
        parser.parse(text, None)
    })
}
