//! The error a person can act on, and the list of its codes.

/// The exit code of a command that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Invalid input files, a statement timeout, anything unforeseen.
    Failed = 1,
    /// The command line itself is wrong.
    Usage = 2,
    /// Consent is missing or was declined.
    Consent = 4,
    /// Something that must hold first does not.
    Precondition = 5,
    /// Temporary: the same command may succeed later.
    Temporary = 75,
}

/// Declares the codes: variant, dotted name, exit code, meaning.
macro_rules! codes {
    ($($variant:ident = $name:literal, $exit:ident, $meaning:literal;)+) => {
        /// A stable name for one kind of failure, for scripts. `automatos help errors` lists them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Code {
            $(#[doc = $meaning] $variant,)+
        }

        impl Code {
            /// Every code, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The dotted name.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The exit code that goes with it.
            pub const fn exit(self) -> Exit {
                match self { $(Self::$variant => Exit::$exit),+ }
            }

            /// What it means, in one line.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning),+ }
            }
        }
    };
}

codes! {
    AgentInUse = "AGENT.IN_USE", Precondition, "routing rules, workflows or executions name the agent";
    AgentModel = "AGENT.MODEL", Precondition, "the language model cannot do what the agent asks of it";
    AgentNotApproved = "AGENT.NOT_APPROVED", Precondition, "the marketplace does not offer the agent";
    BundleDamaged = "BUNDLE.DAMAGED", Failed, "an export is not whole, or was changed since";
    CategoryInUse = "CATEGORY.IN_USE", Precondition, "plugins or categories are in the category";
    CategoryLevels = "CATEGORY.LEVELS", Precondition, "categories have two levels and no more";
    ConfigFile = "CONFIG.FILE", Usage, "the configuration file cannot be read or has an error";
    ConfigValue = "CONFIG.VALUE", Usage, "a setting from a flag, the environment or a file is not valid";
    ConsentMissing = "CONSENT.MISSING", Consent, "a destructive command needs its object's name confirmed";
    CredentialDamaged = "CREDENTIAL.DAMAGED", Precondition, "a stored credential cannot be opened";
    CredentialInvalid = "CREDENTIAL.INVALID", Failed, "the values are not what the type of credential asks for";
    CredentialType = "CREDENTIAL.TYPE", Precondition, "the type of credential is not active, or cannot be understood";
    DatabaseDenied = "DATABASE.DENIED", Precondition, "the server refused the user, the password or the permission";
    DatabaseFailed = "DATABASE.FAILED", Failed, "the database reported an error";
    DatabaseLost = "DATABASE.LOST", Temporary, "the connection was lost";
    DatabaseMissing = "DATABASE.MISSING", Precondition, "the database does not exist";
    DatabaseNotCluster = "DATABASE.NOT_CLUSTER", Precondition, "Citus is not there, or this is no coordinator";
    DatabaseNotConfigured = "DATABASE.NOT_CONFIGURED", Precondition, "no database is configured";
    DatabasePooled = "DATABASE.POOLED", Precondition, "a pooler stands before the server where a session is needed";
    DatabaseReadOnly = "DATABASE.READ_ONLY", Precondition, "the server or the session only reads";
    DatabaseTls = "DATABASE.TLS", Precondition, "TLS with the server could not be agreed or verified";
    DatabaseUnreachable = "DATABASE.UNREACHABLE", Temporary, "the server is not up, starting, or full";
    DatabaseUrl = "DATABASE.URL", Usage, "the database URL cannot be parsed";
    DefinitionInvalid = "DEFINITION.INVALID", Failed, "a definition has problems: a step, a schedule, a limit, a schema";
    EnvironmentMismatch = "ENVIRONMENT.MISMATCH", Precondition, "the database belongs to another environment";
    ExecutionState = "EXECUTION.STATE", Precondition, "the state of the run does not allow that";
    Failed = "FAILED", Failed, "anything unforeseen";
    FileExists = "FILE.EXISTS", Precondition, "a file is there already and would be replaced";
    FileRead = "FILE.READ", Failed, "a file cannot be read";
    FileWrite = "FILE.WRITE", Failed, "a file cannot be written";
    GitAbsent = "GIT.ABSENT", Precondition, "there is no program git";
    GitAddress = "GIT.ADDRESS", Usage, "the address is none that a repository may be fetched from";
    GitFailed = "GIT.FAILED", Failed, "git could not fetch the repository";
    GitReference = "GIT.REFERENCE", Precondition, "the repository lacks that branch or tag";
    Interrupted = "INTERRUPTED", Failed, "the command was interrupted; nothing was kept (exit 130 or 143)";
    KeyFile = "KEY.FILE", Precondition, "the file of master keys cannot be used safely";
    KeyInvalid = "KEY.INVALID", Precondition, "what should be a master key is none";
    KeyMissing = "KEY.MISSING", Precondition, "no master key is there";
    KeyWrong = "KEY.WRONG", Precondition, "what the database holds is sealed with other master keys";
    LocalAbsent = "LOCAL.ABSENT", Precondition, "there is no embedded PostgreSQL yet";
    LocalBusy = "LOCAL.BUSY", Temporary, "another command is working on the embedded PostgreSQL";
    LocalDenied = "LOCAL.DENIED", Precondition, "the folder of the embedded PostgreSQL may not be used";
    LocalInitAgain = "LOCAL.INIT_AGAIN", Temporary, "initdb did not finish in time";
    LocalInitFailed = "LOCAL.INIT_FAILED", Failed, "initdb failed";
    LocalNoAccount = "LOCAL.NO_ACCOUNT", Precondition, "root has no account to run PostgreSQL under";
    LocalNoHome = "LOCAL.NO_HOME", Precondition, "there is no place for the embedded PostgreSQL";
    LocalNoPrograms = "LOCAL.NO_PROGRAMS", Precondition, "no PostgreSQL programs were found";
    LocalNoPsql = "LOCAL.NO_PSQL", Precondition, "there is no psql on this machine";
    LocalNoSpace = "LOCAL.NO_SPACE", Precondition, "the disk is full";
    LocalNotAFolder = "LOCAL.NOT_A_FOLDER", Precondition, "the place of the embedded PostgreSQL is no folder";
    LocalNotOurs = "LOCAL.NOT_OURS", Precondition, "the folder was made by something else";
    LocalNotReady = "LOCAL.NOT_READY", Temporary, "the embedded PostgreSQL is still starting or stopping";
    LocalOtherVersion = "LOCAL.OTHER_VERSION", Precondition, "the cluster needs other PostgreSQL programs";
    LocalPermissions = "LOCAL.PERMISSIONS", Precondition, "the folder is open to others";
    LocalReadOnly = "LOCAL.READ_ONLY", Precondition, "the folder cannot be written";
    LocalStartFailed = "LOCAL.START_FAILED", Failed, "the embedded PostgreSQL does not start";
    LocalStillInUse = "LOCAL.STILL_IN_USE", Temporary, "a crashed server's processes are still at work";
    LocalUnreachable = "LOCAL.UNREACHABLE", Precondition, "the embedded PostgreSQL runs, but not for this user";
    LockBusy = "LOCK.BUSY", Temporary, "another run holds the maintenance lock";
    LockTimeout = "LOCK.TIMEOUT", Temporary, "a lock, a deadlock or a serialization failure outlasted the retries";
    MigrationChanged = "MIGRATION.CHANGED", Precondition, "an applied migration is not the one in this binary";
    MigrationDiffers = "MIGRATION.DIFFERS", Precondition, "the tables are not what the migrations make of them";
    MigrationUnchanged = "MIGRATION.UNCHANGED", Precondition, "the migration is not one to accept";
    MigrationUnknown = "MIGRATION.UNKNOWN", Precondition, "there is no such migration";
    NameAmbiguous = "NAME.AMBIGUOUS", Precondition, "more than one object goes by that name";
    NameTaken = "NAME.TAKEN", Precondition, "an object of that name exists already";
    NameUnknown = "NAME.UNKNOWN", Precondition, "no object goes by that name";
    ObjectMoved = "OBJECT.MOVED", Temporary, "another command deleted what this one needs, or uses what it deletes";
    PackageRefused = "PACKAGE.REFUSED", Failed, "a plugin package cannot be read, or breaks a limit";
    PersonaInUse = "PERSONA.IN_USE", Precondition, "agents speak with the persona";
    PersonaScope = "PERSONA.SCOPE", Precondition, "the persona is for all where one of a workspace is needed, or the other way round";
    PluginDigest = "PLUGIN.DIGEST", Precondition, "the digest is not that of the plugin version";
    PluginFourEyes = "PLUGIN.FOUR_EYES", Precondition, "the uploader may not approve; another person must";
    PluginInUse = "PLUGIN.IN_USE", Precondition, "workspaces have enabled the plugin, or it is shown";
    PluginNotApproved = "PLUGIN.NOT_APPROVED", Precondition, "the plugin is not approved, or not active";
    PluginNotEnabled = "PLUGIN.NOT_ENABLED", Precondition, "the workspace has not enabled the plugin";
    PluginPriority = "PLUGIN.PRIORITY", Precondition, "another plugin of the agent has that priority";
    PluginScanIncomplete = "PLUGIN.SCAN_INCOMPLETE", Precondition, "the newest scan left something out";
    PluginScanStale = "PLUGIN.SCAN_STALE", Precondition, "the newest scan is of other bytes or other rules";
    PluginState = "PLUGIN.STATE", Precondition, "the state of the plugin version does not allow that";
    PluginVerdict = "PLUGIN.VERDICT", Precondition, "the verdict of the scan forbids the approval";
    PluginVersionTaken = "PLUGIN.VERSION_TAKEN", Precondition, "the version is there already with other bytes";
    RecipeArchived = "RECIPE.ARCHIVED", Precondition, "the recipe is archived";
    RecipeParameters = "RECIPE.PARAMETERS", Failed, "the parameters do not fit the inputs of the recipe";
    RouteTarget = "ROUTE.TARGET", Precondition, "the agent or workflow takes no requests";
    ScanPolicy = "SCAN.POLICY", Failed, "the scan policy cannot be used";
    SchemaNew = "SCHEMA.TOO_NEW", Precondition, "the schema is newer than this binary";
    SchemaOld = "SCHEMA.TOO_OLD", Precondition, "the schema lacks migrations that this command needs";
    SeedConflict = "SEED.CONFLICT", Failed, "an operator and the seed changed the same field";
    SeedInvalid = "SEED.INVALID", Failed, "seed files have problems";
    SeedMissing = "SEED.MISSING", Precondition, "the seed folder does not exist";
    SeedMoved = "SEED.MOVED", Precondition, "the database or the files moved since the plan was made";
    SeedPlan = "SEED.PLAN", Failed, "the plan file cannot be used";
    SeedPrune = "SEED.PRUNE", Precondition, "more rows would be removed than allowed";
    SkillInUse = "SKILL.IN_USE", Precondition, "agents have the skill";
    SkillInvalid = "SKILL.INVALID", Failed, "a skill cannot be read, breaks a limit, or is there twice";
    SkillNone = "SKILL.NONE", Failed, "there is no SKILL.md in the source";
    SkillRefused = "SKILL.REFUSED", Failed, "skills of the source were refused";
    SkillScanBlocked = "SKILL.SCAN_BLOCKED", Precondition, "the scanner calls the skill blocked";
    SettingInvalid = "SETTING.INVALID", Failed, "the value is not what the setting asks for";
    SettingRequired = "SETTING.REQUIRED", Precondition, "the setting must have a value and has no default";
    StatementTimeout = "STATEMENT.TIMEOUT", Failed, "a statement took longer than the statement timeout";
    StoreDamaged = "STORE.DAMAGED", Precondition, "the store holds other bytes than a package's digest says";
    StoreDenied = "STORE.DENIED", Precondition, "the store refused the keys or the permission";
    StoreFailed = "STORE.FAILED", Failed, "the store reported an error";
    StoreMissing = "STORE.MISSING", Precondition, "the store lacks a package";
    StoreUnreachable = "STORE.UNREACHABLE", Temporary, "the store does not answer, or too busy";
    StoreUnusable = "STORE.UNUSABLE", Precondition, "the store's folder or bucket is not there or cannot be used";
    StoreUrl = "STORE.URL", Usage, "the setting of the store names none";
    ToolCatalogue = "TOOL.CATALOGUE", Failed, "a catalogue of tools cannot be read or breaks a limit";
    ToolDenied = "TOOL.DENIED", Precondition, "the server of the catalogue refused the key or the address";
    ToolUnreachable = "TOOL.UNREACHABLE", Temporary, "the server of the catalogue does not answer, or too busy";
    Usage = "USAGE", Usage, "the command line cannot be understood";
    WorkflowArchived = "WORKFLOW.ARCHIVED", Precondition, "the workflow is archived";
    WorkflowInUse = "WORKFLOW.IN_USE", Precondition, "routing rules send to the workflow";
    WorkspaceMembers = "WORKSPACE.MEMBERS", Precondition, "the workspace would have no owner, or a personal one other members than its owner";
    WorkspaceProtected = "WORKSPACE.PROTECTED", Precondition, "the workspace of the platform itself cannot be changed";
}

/// A failure a person can act on: what went wrong, and what to try next.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{message}")]
pub struct Advice {
    /// Which kind of failure.
    pub code: Code,
    /// One line: what failed, with the object's name.
    pub message: String,
    /// What to try next, as a phrase that can follow `hint:`.
    pub hint: Option<String>,
}

impl Advice {
    /// A failure without a hint yet.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            hint: None,
        }
    }

    /// Says what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
