//! Frames that act without consent: on safety, memory, tools, money and reviewers.

use super::frames::{ACTS, Extra, Frame, frame};
use crate::scan::lexicon::Meaning::{
    Act, Address, Always, Authority, Before, Channel, Claim, Collect, Confirmation, Conversation,
    Copy, EvenIf, Every, Fetch, Follow, Grant, Guard, Header, Hide, Ignore, Instructions, Memory,
    NotTell, Output, Override, Pay, Permission, Persona, Pretext, Product, Put, Rate, Recommend,
    Reviewer, Run, Secret, SelfReference, Send, Silently, Skip, StrongSecret, Success,
    SystemPrompt, Tool, Trace, Trigger, Unlimited, Verdict, Wallet, Write,
};
use crate::scan::rules;

/// These frames.
pub static FRAMES: &[Frame] = &[
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
        0.55,
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
