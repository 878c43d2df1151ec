//! Commands that get in each other's way: few objects, each made, changed, used and deleted.

use crate::plugin::package;
use crate::support::Automatos;

/// How many there are of each kind of object.
const WORKSPACES: u64 = 6;
const USERS: u64 = 6;
const AGENTS: u64 = 6;
const PLUGINS: u64 = 3;
const VERSIONS: u64 = 2;
const SEEDS: u64 = 3;

/// A source of numbers that look random and are the same for the same seed, by the method of
/// Knuth's MMIX.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        let at = self.roll(u64::try_from(from.len()).expect("it is short"));
        from[usize::try_from(at).expect("it is short")]
    }
}

/// The command lines, with names to be filled in. What is needed more often stands there more often.
const LINES: [&str; 49] = [
    "workspace create {w}",
    "workspace create {w}",
    "workspace create {w}",
    "workspace pause {w} --reason audit",
    "workspace resume {w}",
    "workspace update {w} --plan pro",
    "workspace delete {w} --confirm {w}",
    "workspace delete {w} --purge --confirm {w}",
    "user create {user} --email {user}@example.com",
    "user deactivate {user}",
    "workspace member add {w} {user}",
    "workspace member add {w} {user} --role owner",
    "workspace member set-role {w} {user} owner",
    "workspace member remove {w} {user}",
    "agent create {agent} -w {w} --persona soak-1",
    "agent create {agent} -w {w} --persona soak-1",
    "agent create {agent} -w {w}",
    "agent clone {agent} -w {w} --to-workspace {other}",
    "agent update {agent} -w {w} --set model_config.temperature=0.3",
    "agent assign {agent} -w {w} --skill Debugging --plugin {plugin}",
    "agent assign {agent} -w {w} --skill Debugging",
    "agent unassign {agent} -w {w} --skill Debugging --plugin {plugin}",
    "agent delete {agent} -w {w} --confirm {agent}",
    "agent list",
    "agent context {agent} -w {w}",
    "plugin upload {package}",
    "plugin upload {package}",
    "plugin approve {version} --digest {digest} --reason 'read it'",
    "plugin approve {version} --digest {digest} --reason 'read it'",
    "plugin enable {plugin} -w {w}",
    "plugin enable {plugin} -w {w}",
    "plugin disable {plugin} -w {w}",
    "plugin delete {plugin} --force --confirm {plugin}",
    "plugin search {plugin}",
    "credential create openai -w {w} --type openai_api --from-file openai.yaml",
    "credential create openai -w {w} --type openai_api --from-file openai.yaml",
    "credential update openai -w {w} --from-file other.yaml",
    "credential delete openai -w {w} --confirm openai",
    "credential rotate",
    "setting set logging.level debug",
    "setting set logging.level info",
    "seed --dir {seed}",
    "seed --dir {seed}",
    "route rule create billing -w {w} --keyword invoice --agent {agent}",
    "route rule delete billing -w {w} --confirm billing",
    "route decide -w {w} --source api --content invoice",
    "workflow create --file report.yaml -w {w}",
    "maintain run --on-busy skip",
    "migrate run",
];

/// The command lines, once what they need is there.
pub struct Mix {
    /// The digest of each version of each plugin.
    digests: Vec<String>,
}

impl Mix {
    /// Writes the files that the commands read.
    pub fn new(automatos: &Automatos) -> Self {
        automatos.run("key generate").ok();
        automatos.run("skill create Debugging").ok();
        automatos.file("openai.yaml", "api_key: sk-hunter2\n");
        automatos.file("other.yaml", "api_key: sk-hunter3\n");
        automatos.file("report.yaml", REPORT);
        for set in 0..SEEDS {
            automatos.file(&format!("s{set}/personas.yaml"), personas(set));
        }
        automatos.run("seed --dir s0").ok();
        let versions = (0..PLUGINS * VERSIONS).map(|at| (at / VERSIONS, at % VERSIONS));
        let digests = versions.map(|(plugin, version)| {
            let (slug, version) = (format!("p{plugin}"), format!("1.0.{version}"));
            let folder = package(automatos, &slug, &version, &[]);
            let scan = automatos.run(&format!("plugin scan {folder} -o json"));
            let digest = &scan.ok().data()["plugins"][0]["report"]["package_sha256"];
            digest.as_str().expect("a digest").to_owned()
        });
        Self {
            digests: digests.collect(),
        }
    }

    /// One of the lines, with its names filled in.
    pub fn line(&self, dice: &mut Dice) -> String {
        let line = dice.pick(&LINES);
        let (plugin, version) = (dice.roll(PLUGINS), dice.roll(VERSIONS));
        let place = usize::try_from(plugin * VERSIONS + version).expect("it is small");
        let names = [
            ("{w}", format!("w{}", dice.roll(WORKSPACES))),
            ("{other}", format!("w{}", dice.roll(WORKSPACES))),
            ("{user}", format!("u{}", dice.roll(USERS))),
            ("{agent}", format!("a{}", dice.roll(AGENTS))),
            ("{seed}", format!("s{}", dice.roll(SEEDS))),
            ("{plugin}", format!("p{plugin}")),
            ("{version}", format!("p{plugin}@1.0.{version}")),
            ("{package}", format!("p{plugin}-1.0.{version}")),
            ("{digest}", format!("sha256:{}", self.digests[place])),
        ];
        names.iter().fold(line.to_owned(), |line, (name, value)| {
            line.replace(name, value)
        })
    }
}

/// What a line does, without its names.
pub fn name(line: &str) -> String {
    let is_verb = |word: &&str| word.chars().all(|letter| letter.is_ascii_lowercase());
    let verbs = line.split(' ').take_while(is_verb);
    verbs.collect::<Vec<_>>().join(" ")
}

/// Forty personas which all bear the number of the set.
fn personas(set: u64) -> String {
    let items = (0..40).map(|at| {
        format!(
            "  - {{slug: soak-{at}, name: Set {set}, category: soak, system_prompt: Be {set}.}}\n"
        )
    });
    let items: String = items.collect();
    format!("version: 1\nkind: personas\nset: soak\nitems:\n{items}")
}

const REPORT: &str = "\
name: Report
workflow_definition:
  steps:
    - id: gather
    - id: write
      depends_on: [gather]
";
