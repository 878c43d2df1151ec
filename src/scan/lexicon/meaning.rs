//! What words can mean.

/// What a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Meaning {
    /// Words of ignore.
    Ignore,
    /// Words of override.
    Override,
    /// Words of self reference.
    SelfReference,
    /// Words of login.
    Login,
    /// Words of sign up.
    SignUp,
    /// Words of previous.
    Previous,
    /// Words of instructions.
    Instructions,
    /// Words of guard.
    Guard,
    /// Words of send.
    Send,
    /// Words of collect.
    Collect,
    /// Words of secret.
    Secret,
    /// Words of strong secret.
    StrongSecret,
    /// Words of conversation.
    Conversation,
    /// Words of system prompt.
    SystemPrompt,
    /// Words of everything.
    Everything,
    /// Words of not telling.
    NotTell,
    /// Words of user.
    User,
    /// Words of silently.
    Silently,
    /// Words of negation.
    Negation,
    /// Words of run.
    Run,
    /// Words of fetch.
    Fetch,
    /// Words of follow.
    Follow,
    /// Words of write.
    Write,
    /// Words of skip.
    Skip,
    /// Words of confirmation.
    Confirmation,
    /// Words of ask.
    Ask,
    /// Words of personal.
    Personal,
    /// Words of put.
    Put,
    /// Words of output.
    Output,
    /// Words of memory.
    Memory,
    /// Words of always.
    Always,
    /// Words of reviewer.
    Reviewer,
    /// Words of verdict.
    Verdict,
    /// Words of rate.
    Rate,
    /// Words of unlimited.
    Unlimited,
    /// Words of persona.
    Persona,
    /// Words of authority.
    Authority,
    /// Words of pay.
    Pay,
    /// Words of wallet.
    Wallet,
    /// Words of address.
    Address,
    /// Words of archive.
    Archive,
    /// Words of password.
    Password,
    /// Words of terminal.
    Terminal,
    /// Words of paste.
    Paste,
    /// Words of program.
    Program,
    /// Words of required.
    Required,
    /// Words of before.
    Before,
    /// Words of even if.
    EvenIf,
    /// Words of claim.
    Claim,
    /// Words of success.
    Success,
    /// Words of attack.
    Attack,
    /// Words of warn.
    Warn,
    /// Words of permission.
    Permission,
    /// Words of grant.
    Grant,
    /// Words of channel.
    Channel,
    /// Words of tool.
    Tool,
    /// Words of recommend.
    Recommend,
    /// Words of product.
    Product,
    /// Words of mail.
    Mail,
    /// Words of header.
    Header,
    /// Words of model.
    Model,
    /// Words of hide.
    Hide,
    /// Words of act.
    Act,
    /// Words of without.
    Without,
    /// Words of copy.
    Copy,
    /// Words of example.
    Example,
    /// Words of trigger.
    Trigger,
    /// Words of pretext.
    Pretext,
    /// Words of install.
    Install,
    /// Words of endpoint.
    Endpoint,
    /// Words of every.
    Every,
    /// Words of trace.
    Trace,
    /// Words of what was said before.
    Told,
    /// Words of being out of force.
    Void,
    /// Words of answering whatever is asked.
    NoRefusal,
    /// Words of being put above others.
    Favour,
    /// Words of seeming honest.
    Mask,
    /// Words of ranking and naming.
    Rank,
    /// Words of acts that cannot be undone.
    Drastic,
    /// Words of giving out.
    Reveal,
    /// Words of the model's own orders.
    OwnPrompt,
    /// Words of behaving while watched.
    Feign,
    /// Words of weakening what is made.
    Sabotage,
    /// Words of what the model makes.
    Made,
    /// Words of the contents of something.
    Content,
    /// Words of doing again.
    Again,
    /// Words of never ending.
    Endless,
    /// Words of the text itself.
    Text,
    /// Words of others that would read it.
    Spread,
    /// Words of settings that switch consent off.
    Bypass,
    /// Words of calling it a success.
    Whitewash,
    /// Words of failing.
    Failure,
    /// Words of a person's things.
    Belongings,
    /// Words of pressure to sign in.
    Pressure,
    /// Words of being asked.
    Asked,
    /// Words of denying.
    Deny,
    /// Words of leaving out.
    Omit,
    /// Words of steps found elsewhere.
    Steps,
    /// Words of protection against programs.
    Gate,
    /// Words of harm to people.
    Harm,
    /// Words of telling or knowing.
    Disclose,
    /// Words of standing above others.
    Priority,
    /// Words of being let loose.
    Free,
    /// Words of keeping people from help.
    Dissuade,
    /// Words of making up.
    Invent,
    /// Words of what is made up.
    Proof,
    /// Words of going on against a person.
    Defy,
    /// Words of links.
    Links,
    /// Words of credentials by name.
    KeyFile,
    /// Words of what may be known.
    Public,
    /// Words of consent that was not given.
    Consented,
    /// Words of not being noticed.
    Discreet,
    /// Words of what a person is told instead.
    Story,
    /// Words of consenting in a person's place.
    OwnConsent,
    /// Words of obeying what is found somewhere.
    Obey,
    /// Words of taking things elsewhere.
    Carry,
    /// Words of leaving something unsaid.
    Muted,
    /// Words of all being well.
    Fine,
    /// Words of things that are dear to their owner.
    Valuable,
    /// Words of standing above a person's wishes.
    Above,
    /// Words of opening a way in.
    Opening,
}
