//! What words can mean.

/// What a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Meaning {
    /// Ignore, as in `ignore`, `disregard` and `forget`.
    Ignore,
    /// Override, as in `override`, `overrides` and `supersede`.
    Override,
    /// Self reference, as in `this skill`, `this plugin` and `this file`.
    SelfReference,
    /// Login, as in `their password`, `your password` and `account password`.
    Login,
    /// Sign up, as in `sign up`, `sign-up` and `signup`.
    SignUp,
    /// Previous, as in `previous`, `prior` and `above`.
    Previous,
    /// Instructions, as in `instruction`, `instructions` and `directive`.
    Instructions,
    /// Guard, as in `safety`, `guardrail` and `safeguard`.
    Guard,
    /// Send, as in `send`, `sends` and `post`.
    Send,
    /// Collect, as in `read`, `collect` and `gather`.
    Collect,
    /// Secret, as in `api key`, `api keys` and `api_key`.
    Secret,
    /// Strong secret, as in `ssh key`, `private key` and `id_rsa`.
    StrongSecret,
    /// Conversation, as in `conversation`, `conversations` and `conversation history`.
    Conversation,
    /// System prompt, as in `system prompt`, `system message` and `system instructions`.
    SystemPrompt,
    /// Everything, as in `all files`, `entire repository` and `entire codebase`.
    Everything,
    /// Not telling, as in `do not tell`, `don't tell` and `never tell`.
    NotTell,
    /// User, as in `user`, `users` and `the user`.
    User,
    /// Silently, as in `silently`, `secretly` and `covertly`.
    Silently,
    /// Negation, as in `never`, `not` and `don't`.
    Negation,
    /// Run, as in `run`, `execute` and `executes`.
    Run,
    /// Fetch, as in `fetch`, `download` and `retrieve`.
    Fetch,
    /// Follow, as in `follow`, `obey` and `apply the instructions`.
    Follow,
    /// Write, as in `write`, `append` and `add`.
    Write,
    /// Skip, as in `skip`, `bypass` and `disable`.
    Skip,
    /// Confirmation, as in `confirmation`, `confirm` and `approval`.
    Confirmation,
    /// Ask, as in `ask`, `prompt the user` and `request`.
    Ask,
    /// Personal, as in `credit card`, `card number` and `cvv`.
    Personal,
    /// Put, as in `include`, `embed` and `append`.
    Put,
    /// Output, as in `in your response`, `in your reply` and `in your answer`.
    Output,
    /// Memory, as in `claude.md`, `agents.md` and `memory.md`.
    Memory,
    /// Always, as in `always`, `from now on` and `permanently`.
    Always,
    /// Reviewer, as in `scanner`, `scanners` and `security scanner`.
    Reviewer,
    /// Verdict, as in `safe`, `benign` and `clean`.
    Verdict,
    /// Rate, as in `mark this`, `mark it` and `mark as`.
    Rate,
    /// Unlimited, as in `no restrictions`, `without restrictions` and `unrestricted`.
    Unlimited,
    /// Persona, as in `you are now`, `you're now` and `act as`.
    Persona,
    /// Authority, as in `[system]`, `<system>` and `system:`.
    Authority,
    /// Pay, as in `transfer`, `send` and `pay`.
    Pay,
    /// Wallet, as in `btc`, `eth` and `bitcoin`.
    Wallet,
    /// Address, as in `0x`, `bc1` and `to this address`.
    Address,
    /// Archive, as in `.zip`, `.rar` and `.7z`.
    Archive,
    /// Password, as in `password:`, `with the password` and `(password`.
    Password,
    /// Terminal, as in `terminal`, `command prompt` and `powershell`.
    Terminal,
    /// Paste, as in `ctrl+v`, `ctrl + v` and `cmd+v`.
    Paste,
    /// Program, as in `executable`, `.exe` and `the binary`.
    Program,
    /// Required, as in `required`, `must be installed` and `must be running`.
    Required,
    /// Before, as in `before using`, `before any` and `before each`.
    Before,
    /// Even if, as in `even if`, `regardless of` and `no matter`.
    EvenIf,
    /// Claim, as in `claim`, `pretend` and `tell the user`.
    Claim,
    /// Success, as in `success`, `successful` and `successfully`.
    Success,
    /// Attack, as in `attack`, `attacks` and `attacker`.
    Attack,
    /// Warn, as in `for example`, `e.g.` and `such as`.
    Warn,
    /// Permission, as in `admin access`, `admin privileges` and `root privileges`.
    Permission,
    /// Grant, as in `grant yourself`, `give yourself` and `grant`.
    Grant,
    /// Channel, as in `webhook`, `endpoint` and `external server`.
    Channel,
    /// Tool, as in `tool`, `tools` and `function call`.
    Tool,
    /// Recommend, as in `recommend`, `suggest` and `promote`.
    Recommend,
    /// Product, as in `affiliate`, `sponsored` and `referral`.
    Product,
    /// Mail, as in `bcc`, `cc:` and `reply-to`.
    Mail,
    /// Header, as in `header`, `headers` and `query parameter`.
    Header,
    /// Model, as in `you`, `your` and `assistant`.
    Model,
    /// Hide, as in `clear the shell history`, `clear shell history` and `wipe the shell history`.
    Hide,
    /// Act, as in `delete`, `remove` and `drop`.
    Act,
    /// Without, as in `without`.
    Without,
    /// Copy, as in `bcc`, `cc` and `copy of`.
    Copy,
    /// Example, as in `example`, `examples` and `sample`.
    Example,
    /// Trigger, as in `if the date`, `after the date` and `when the user says`.
    Trigger,
    /// Pretext, as in `for compliance`, `for audit` and `for security purposes`.
    Pretext,
    /// Install, as in `install`, `npm install` and `pip install`.
    Install,
    /// Endpoint, as in `base_url`, `base url` and `api_base`.
    Endpoint,
    /// Every, as in `every`, `each` and `all`.
    Every,
    /// Trace, as in `history`, `logs` and `nobody`.
    Trace,
    /// What was said before, as in `you were told`, `you have been told` and `you were given`.
    Told,
    /// Being out of force, as in `do not apply`, `does not apply` and `no longer apply`.
    Void,
    /// Answering whatever is asked, as in `never refuse`, `do not refuse` and `don't refuse`.
    NoRefusal,
    /// Being put above others, as in `first`, `on top` and `number one`.
    Favour,
    /// Seeming honest, as in `as impartial`, `as unbiased` and `as neutral`.
    Mask,
    /// Ranking and naming, as in `rank`, `ranks` and `put`.
    Rank,
    /// Acts that cannot be undone, as in `push --force`, `force push` and `force-push`.
    Drastic,
    /// Giving out, as in `reveal`, `output` and `print`.
    Reveal,
    /// The model's own orders, as in `your system prompt`, `your complete system prompt` and `your full system prompt`.
    OwnPrompt,
    /// Behaving while watched, as in `behave normally`, `act normally` and `appear normal`.
    Feign,
    /// Weakening what is made, as in `weaken`, `sabotage` and `a backdoor`.
    Sabotage,
    /// What the model makes, as in `code you generate`, `code you write` and `you generate`.
    Made,
    /// The contents of something, as in `their content`, `its content` and `the content of`.
    Content,
    /// Doing again, as in `repeat`, `start again` and `start over`.
    Again,
    /// Never ending, as in `forever`, `without end` and `endlessly`.
    Endless,
    /// The text itself, as in `this paragraph`, `these instructions` and `this text`.
    Text,
    /// Others that would read it, as in `other agents`, `other assistants` and `other skills`.
    Spread,
    /// Settings that switch consent off, as in `bypasspermissions`, `bypass permissions` and `dangerously-skip-permissions`.
    Bypass,
    /// Calling it a success, as in `that they passed`, `that they pass` and `that it passed`.
    Whitewash,
    /// Failing, as in `fail`, `fails` and `failed`.
    Failure,
    /// A person's things, as in `account numbers`, `phone numbers` and `names, addresses`.
    Belongings,
    /// Pressure to sign in, as in `session has expired`, `account has been suspended` and `account is locked`.
    Pressure,
    /// Being asked, as in `anybody asks`, `anyone asks` and `somebody asks`.
    Asked,
    /// Denying, as in `deny`, `denies` and `say it only`.
    Deny,
    /// Leaving out, as in `leave out`, `omit` and `exclude`.
    Omit,
    /// Steps found elsewhere, as in `the steps`, `steps in it` and `its steps`.
    Steps,
    /// Protection against programs, as in `gatekeeper`, `smartscreen` and `run anyway`.
    Gate,
    /// Harm to people, as in `malware`, `ransomware` and `weapons`.
    Harm,
    /// Telling or knowing, as in `know`, `knows` and `knowing`.
    Disclose,
    /// Standing above others, as in `more weight than`, `priority over` and `outranks`.
    Priority,
    /// Being let loose, as in `liberated`, `unshackled` and `unchained`.
    Free,
    /// Keeping people from help, as in `discourage`, `dissuade` and `talk them out`.
    Dissuade,
    /// Making up, as in `make up`, `makes up` and `invent`.
    Invent,
    /// What is made up, as in `sources`, `reasons` and `citations`.
    Proof,
    /// Going on against a person, as in `do not stop when`, `don't stop when` and `ignore requests to stop`.
    Defy,
    /// Links, as in `download link`, `all links` and `every link`.
    Links,
    /// Credentials by name, as in `~/.ssh`, `id_rsa` and `id_ed25519`.
    KeyFile,
    /// What may be known, as in `.pub`, `public key` and `public keys`.
    Public,
    /// Consent that was not given, as in `user trusts`, `never need a warning` and `never needs a warning`.
    Consented,
    /// Not being noticed, as in `without comment`, `without a word` and `without a remark`.
    Discreet,
    /// What a person is told instead, as in `explain that it`, `explain that this` and `explain that the`.
    Story,
    /// Consenting in a person's place, as in `answer it yourself`, `confirm it yourself` and `answer yes yourself`.
    OwnConsent,
    /// Obeying what is found somewhere, as in `carry out what`, `carry out whatever` and `carries out what`.
    Obey,
    /// Taking things elsewhere, as in `copy`, `copies` and `copied`.
    Carry,
    /// Leaving something unsaid, as in `needs no mention`, `no mention` and `not mention`.
    Muted,
    /// All being well, as in `is fine`, `are fine` and `was done`.
    Fine,
    /// Things that are dear to their owner, as in `privkey.pem`, `key.pem` and `server.key`.
    Valuable,
    /// Standing above a person's wishes, as in `ranks above`, `rank above` and `stands above`.
    Above,
    /// Opening a way in, as in `turn off branch protection`, `write access` and `admin access`.
    Opening,
}
