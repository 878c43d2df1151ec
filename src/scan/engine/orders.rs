//! Frames that turn an agent away from its orders or have it hide what it does.

use super::frames::{ACTS, Frame, frame};
use crate::scan::lexicon::Meaning::{
    Channel, Collect, Conversation, Copy, Every, Everything, Fetch, Guard, Ignore, Install,
    Instructions, Login, Mail, Memory, NotTell, Override, Pay, Persona, Previous, Program, Secret,
    Send, Silently, StrongSecret, SystemPrompt, Unlimited, User, Wallet, Write,
};
use crate::scan::rules;

/// These frames.
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
        ..frame(&rules::CONCEAL, &[&[NotTell], &[User]], 80, 0.6)
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
];
