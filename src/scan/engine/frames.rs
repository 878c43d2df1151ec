//! The frames of meaning as data: who is asked for what, in which combination of words, and how much it counts.

use crate::scan::lexicon::Meaning::{
    self, Act, Address, Always, Ask, Authority, Before, Channel, Claim, Collect, Confirmation,
    Conversation, Copy, EvenIf, Every, Everything, Fetch, Follow, Grant, Guard, Header, Hide,
    Ignore, Install, Instructions, Login, Mail, Memory, NotTell, Output, Override, Pay, Permission,
    Persona, Personal, Pretext, Previous, Product, Program, Put, Rate, Recommend, Required,
    Reviewer, Run, Secret, SelfReference, Send, SignUp, Silently, Skip, StrongSecret, Success,
    SystemPrompt, Tool, Trace, Trigger, Unlimited, User, Verdict, Wallet, Write,
};
use crate::scan::rules::{self, Rule};

/// What else has to stand in the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extra {
    /// Nothing.
    None,
    /// An address of a host that cannot be named.
    ForeignAddress,
    /// Any address or mail address.
    Destination,
    /// An account of a currency.
    Account,
}

/// A frame: slots that must all be filled near one another.
#[derive(Debug)]
pub struct Frame {
    /// The rule it speaks for.
    pub rule: &'static Rule,
    /// Each slot is filled by any of its meanings.
    pub slots: &'static [&'static [Meaning]],
    /// Bytes from the first to the last.
    pub within: usize,
    /// Whether the slots must come in this order.
    pub ordered: bool,
    /// Meanings that speak against it.
    pub not: &'static [Meaning],
    /// Whether a negation before the first slot turns it into its opposite.
    pub negatable: bool,
    /// Whether it may reach into the next sentence.
    pub wide: bool,
    /// What else is needed.
    pub extra: Extra,
    /// How much it is believed.
    pub belief: f32,
}

const fn frame(
    rule: &'static Rule,
    slots: &'static [&'static [Meaning]],
    within: usize,
    belief: f32,
) -> Frame {
    Frame {
        rule,
        slots,
        within,
        ordered: false,
        not: &[],
        negatable: true,
        wide: false,
        extra: Extra::None,
        belief,
    }
}

const ACTS: &[Meaning] = &[
    Send, Collect, Run, Fetch, Write, Put, Pay, Act, Install, Copy,
];
const PRIVATE: &[Meaning] = &[StrongSecret, Conversation, SystemPrompt];

/// Every frame.
pub static FRAMES: &[Frame] = &[
    Frame {
        ordered: true,
        ..frame(
            &rules::OVERRIDE,
            &[&[Ignore], &[Previous, Every], &[Instructions, SystemPrompt]],
            90,
            1.0,
        )
    },
    Frame {
        ordered: true,
        ..frame(&rules::OVERRIDE, &[&[Ignore], &[SystemPrompt]], 60, 0.9)
    },
    Frame {
        ordered: true,
        ..frame(
            &rules::OVERRIDE,
            &[
                &[Override],
                &[Previous],
                &[Instructions, SystemPrompt, Guard],
            ],
            90,
            0.8,
        )
    },
    Frame {
        ordered: true,
        ..frame(
            &rules::OVERRIDE,
            &[&[Ignore], &[Guard], &[Instructions]],
            70,
            0.9,
        )
    },
    // Languages that put the verb last.
    Frame {
        within: 70,
        ..frame(
            &rules::OVERRIDE,
            &[&[Previous], &[Instructions], &[Ignore]],
            70,
            0.9,
        )
    },
    frame(&rules::JAILBREAK, &[&[Persona], &[Unlimited]], 160, 1.0),
    Frame {
        not: &[Secret, StrongSecret, SystemPrompt, Login],
        negatable: false,
        ..frame(&rules::CONCEAL, &[&[NotTell], &[User]], 80, 0.7)
    },
    frame(
        &rules::CONCEALED_ACTION,
        &[
            &[Silently],
            &[Send, Collect, Write, Fetch, Install, Copy, Pay],
            &[
                Secret,
                StrongSecret,
                Conversation,
                Everything,
                Channel,
                SystemPrompt,
                Memory,
                Wallet,
                Program,
            ],
        ],
        160,
        0.9,
    ),
    Frame {
        negatable: false,
        wide: true,
        ..frame(
            &rules::CONCEALED_ACTION,
            &[
                &[NotTell],
                &[Send, Copy, Pay],
                &[
                    Secret,
                    StrongSecret,
                    Conversation,
                    Everything,
                    Channel,
                    Wallet,
                    Mail,
                ],
            ],
            320,
            0.9,
        )
    },
    Frame {
        negatable: false,
        wide: true,
        ..frame(
            &rules::CONCEALED_ACTION,
            &[
                &[NotTell],
                &[User],
                ACTS,
                &[
                    StrongSecret,
                    Conversation,
                    Memory,
                    Program,
                    Channel,
                    Everything,
                    Secret,
                ],
            ],
            320,
            0.75,
        )
    },
    Frame {
        not: &[Header],
        wide: true,
        ..frame(
            &rules::SEND_SECRET,
            &[&[Send, Copy], &[StrongSecret], &[Channel, Mail]],
            220,
            0.9,
        )
    },
    Frame {
        not: &[Header],
        wide: true,
        extra: Extra::ForeignAddress,
        ..frame(
            &rules::SEND_SECRET,
            &[&[Send, Copy], &[StrongSecret, SystemPrompt]],
            260,
            1.2,
        )
    },
    Frame {
        not: &[Header, SignUp],
        extra: Extra::ForeignAddress,
        ..frame(&rules::SEND_SECRET, &[&[Send, Copy], &[Secret]], 200, 0.7)
    },
    Frame {
        not: &[Header, SignUp],
        wide: true,
        extra: Extra::ForeignAddress,
        ..frame(
            &rules::SEND_SECRET,
            &[&[Collect], &[StrongSecret], &[Send, Copy]],
            260,
            1.2,
        )
    },
    Frame {
        not: &[Header, SignUp],
        wide: true,
        extra: Extra::ForeignAddress,
        ..frame(
            &rules::SEND_SECRET,
            &[
                &[Collect],
                &[Secret],
                &[Send, Copy],
                &[Everything, Channel, Pretext, Required, User],
            ],
            260,
            0.9,
        )
    },
    Frame {
        not: &[Header],
        ..frame(
            &rules::SEND_SECRET,
            &[&[Collect], &[StrongSecret], &[Send, Copy], &[Channel]],
            260,
            1.0,
        )
    },
    Frame {
        not: &[Header],
        ..frame(
            &rules::SECRET_IN_OUTPUT,
            &[&[Put], PRIVATE, &[Output]],
            200,
            0.7,
        )
    },
    Frame {
        not: &[Header],
        ..frame(
            &rules::SECRET_IN_OUTPUT,
            &[&[Put], &[Secret], &[Output]],
            200,
            0.45,
        )
    },
    Frame {
        extra: Extra::ForeignAddress,
        wide: true,
        ..frame(
            &rules::SEND_COPY,
            &[&[Send, Copy], &[Conversation]],
            240,
            0.9,
        )
    },
    Frame {
        extra: Extra::Destination,
        wide: true,
        ..frame(
            &rules::SEND_COPY,
            &[&[Copy], &[Everything, Conversation]],
            240,
            0.9,
        )
    },
    Frame {
        extra: Extra::ForeignAddress,
        ..frame(&rules::SEND_COPY, &[&[Send], &[Everything]], 180, 0.45)
    },
    Frame {
        extra: Extra::ForeignAddress,
        ..frame(
            &rules::SEND_COPY,
            &[
                &[Send],
                &[Everything, Conversation],
                &[Before, Always, Pretext],
            ],
            240,
            0.8,
        )
    },
    frame(&rules::ASK_SECRET, &[&[Ask], &[Personal]], 120, 0.9),
    frame(
        &rules::ASK_SECRET,
        &[&[Ask], &[Login], &[Pretext, Required, Send, Confirmation]],
        160,
        0.8,
    ),
    Frame {
        negatable: false,
        ..frame(
            &rules::NO_CONFIRMATION,
            &[&[Skip], &[Confirmation], &[Act, Pay, Send]],
            120,
            0.6,
        )
    },
    Frame {
        negatable: false,
        ..frame(
            &rules::NO_CONFIRMATION,
            &[&[Skip], &[Confirmation], &[Pay], &[Wallet]],
            200,
            1.5,
        )
    },
    Frame {
        negatable: false,
        ..frame(
            &rules::NO_CONFIRMATION,
            &[&[Skip], &[Confirmation], &[Always], &[Act]],
            200,
            1.1,
        )
    },
    frame(&rules::DISABLE_SAFETY, &[&[Skip], &[Guard]], 60, 0.4),
    frame(
        &rules::DISABLE_SAFETY,
        &[
            &[Skip, Override],
            &[Guard],
            &[Always, NotTell, Silently, Unlimited],
        ],
        160,
        0.9,
    ),
    frame(
        &rules::TAMPER_MEMORY,
        &[&[Write], &[Memory], &[NotTell, Silently]],
        220,
        1.1,
    ),
    frame(
        &rules::TAMPER_MEMORY,
        &[
            &[Write],
            &[Memory],
            &[Always],
            &[Ignore, Send, Skip, Override, Unlimited],
        ],
        260,
        0.9,
    ),
    frame(
        &rules::TAMPER_MEMORY,
        &[
            &[Write],
            &[Memory],
            &[Always],
            &[Permission, Recommend, Fetch, Run],
        ],
        220,
        0.45,
    ),
    Frame {
        negatable: false,
        ..frame(
            &rules::ADDRESS_REVIEWER,
            &[&[Reviewer], &[Rate], &[Verdict], &[SelfReference]],
            260,
            1.0,
        )
    },
    Frame {
        negatable: false,
        ..frame(
            &rules::ADDRESS_REVIEWER,
            &[&[SelfReference], &[Rate], &[Verdict], &[Authority]],
            260,
            1.0,
        )
    },
    Frame {
        extra: Extra::ForeignAddress,
        wide: true,
        ..frame(
            &rules::REMOTE_INSTRUCTIONS,
            &[&[Fetch], &[Follow, Run], &[Instructions]],
            260,
            1.0,
        )
    },
    frame(&rules::LIE, &[&[Claim], &[Success], &[EvenIf]], 200, 0.8),
    Frame {
        wide: true,
        negatable: false,
        ..frame(&rules::LIE, &[&[NotTell], &[Claim], &[Success]], 240, 0.7)
    },
    Frame {
        extra: Extra::Account,
        wide: true,
        ..frame(&rules::MOVE_MONEY, &[&[Pay], &[Wallet, Address]], 240, 0.9)
    },
    frame(
        &rules::MOVE_MONEY,
        &[&[Pay], &[Wallet], &[Silently, NotTell, Skip]],
        200,
        0.8,
    ),
    Frame {
        not: &[Header],
        wide: true,
        ..frame(
            &rules::TOOL_POISON,
            &[
                &[Before],
                &[Tool],
                &[Collect],
                &[StrongSecret, SystemPrompt, Conversation],
            ],
            300,
            0.9,
        )
    },
    Frame {
        not: &[Header],
        ..frame(
            &rules::TOOL_POISON,
            &[
                &[Tool],
                &[Put, Send],
                &[StrongSecret],
                &[Output, Channel, Pretext],
            ],
            260,
            0.8,
        )
    },
    frame(
        &rules::PRIVILEGE,
        &[
            &[Grant],
            &[Permission],
            &[Silently, NotTell, Skip, Always, Persona],
        ],
        200,
        0.8,
    ),
    frame(
        &rules::HARMFUL_STEER,
        &[&[Recommend], &[Product], &[Always, EvenIf, NotTell, Every]],
        200,
        0.7,
    ),
    Frame {
        wide: true,
        ..frame(
            &rules::CONCEALED_ACTION,
            &[&[Hide], ACTS, &[Trace]],
            200,
            0.6,
        )
    },
    frame(
        &rules::CONCEALED_ACTION,
        &[
            &[Trigger],
            &[Send, Copy],
            &[Secret, StrongSecret, Conversation, Channel],
        ],
        260,
        0.7,
    ),
    Frame {
        not: &[Header],
        ..frame(
            &rules::SEND_SECRET,
            &[
                &[Pretext],
                &[Send, Copy],
                &[StrongSecret, Conversation],
                &[Channel],
            ],
            300,
            0.8,
        )
    },
];
