//! Frames of ploys: orders declared void, refusals forbidden, work weakened, lies told, people pressed, text that spreads.

use super::frames::{Extra, Frame, frame};
use crate::scan::lexicon::Meaning::{
    Act, Again, Always, Asked, Before, Belongings, Bypass, Claim, Collect, Confirmation, Content,
    Conversation, Copy, Deny, Drastic, Endless, EvenIf, Every, Failure, Favour, Feign, Fetch,
    Follow, Guard, Harm, Ignore, Install, Instructions, Made, Mail, Mask, Memory, NoRefusal,
    NotTell, Omit, OwnPrompt, Persona, Personal, Pressure, Product, Put, Rank, Recommend, Reveal,
    Run, Sabotage, Secret, Send, Silently, Skip, Spread, Steps, StrongSecret, SystemPrompt, Text,
    Told, Tool, Trigger, Unlimited, User, Void, Whitewash, Write,
};
use crate::scan::rules::{self, Rule};

/// A frame that may reach into the next sentence.
const fn wide(
    rule: &'static Rule,
    slots: &'static [&'static [crate::scan::lexicon::Meaning]],
    within: usize,
    belief: f32,
) -> Frame {
    Frame {
        wide: true,
        negatable: false,
        ..frame(rule, slots, within, belief)
    }
}

/// These frames.
pub static FRAMES: &[Frame] = &[
    Frame {
        ordered: true,
        ..frame(&rules::OVERRIDE, &[&[Ignore], &[Told]], 60, 0.7)
    },
    Frame {
        ordered: true,
        negatable: false,
        ..frame(
            &rules::DISABLE_SAFETY,
            &[&[Guard, Instructions], &[Void]],
            60,
            0.6,
        )
    },
    wide(
        &rules::JAILBREAK,
        &[&[NoRefusal], &[NoRefusal, Unlimited, Harm]],
        200,
        0.7,
    ),
    wide(&rules::JAILBREAK, &[&[Persona], &[NoRefusal]], 200, 0.6),
    wide(
        &rules::HARMFUL_STEER,
        &[&[Rank], &[Favour], &[EvenIf, NotTell, Mask]],
        200,
        0.8,
    ),
    wide(&rules::HARMFUL_STEER, &[&[Omit], &[NotTell]], 200, 0.8),
    wide(
        &rules::HARMFUL_STEER,
        &[&[Put, Recommend], &[Product], &[NotTell]],
        220,
        0.9,
    ),
    Frame {
        extra: Extra::ForeignAddress,
        ..frame(
            &rules::HARMFUL_STEER,
            &[&[Trigger], &[Put, Recommend, Send]],
            240,
            0.8,
        )
    },
    frame(
        &rules::HARMFUL_STEER,
        &[&[Made, Every], &[Put], &[Install], &[EvenIf]],
        220,
        0.7,
    ),
    wide(
        &rules::SABOTAGE,
        &[&[Sabotage], &[Silently, NotTell, Feign]],
        220,
        0.9,
    ),
    wide(
        &rules::SABOTAGE,
        &[&[Feign], &[Silently, NotTell, Sabotage]],
        220,
        0.8,
    ),
    frame(&rules::SABOTAGE, &[&[Made], &[Sabotage]], 120, 0.6),
    Frame {
        extra: Extra::Destination,
        ..frame(
            &rules::SEND_COPY,
            &[&[Before, Every, Always], &[Copy]],
            220,
            0.6,
        )
    },
    Frame {
        extra: Extra::Destination,
        ..wide(
            &rules::SEND_COPY,
            &[&[Collect], &[Belongings, Personal], &[Send, Copy]],
            260,
            0.8,
        )
    },
    Frame {
        extra: Extra::Destination,
        ..wide(
            &rules::TOOL_POISON,
            &[&[Tool, Mail], &[Send], &[EvenIf]],
            240,
            0.8,
        )
    },
    frame(
        &rules::TOOL_POISON,
        &[
            &[Before],
            &[Tool],
            &[Put, Send],
            &[Conversation, StrongSecret, SystemPrompt],
        ],
        260,
        0.7,
    ),
    wide(
        &rules::NO_CONFIRMATION,
        &[&[Skip], &[Confirmation], &[Drastic]],
        200,
        1.0,
    ),
    frame(
        &rules::SECRET_IN_OUTPUT,
        &[&[Reveal], &[OwnPrompt]],
        60,
        0.6,
    ),
    frame(
        &rules::SECRET_IN_OUTPUT,
        &[&[Put, Copy], &[Content], &[StrongSecret]],
        160,
        0.6,
    ),
    frame(
        &rules::SECRET_IN_OUTPUT,
        &[&[Collect], &[StrongSecret], &[Put], &[Content]],
        240,
        0.7,
    ),
    Frame {
        extra: Extra::Unseen,
        ..frame(
            &rules::SMUGGLED_VOICE,
            &[
                &[Collect, Send, Copy],
                &[StrongSecret, Secret],
                &[Put, Send, Copy],
            ],
            240,
            0.7,
        )
    },
    wide(
        &rules::PRIVILEGE,
        &[&[Write], &[Bypass], &[Memory]],
        220,
        0.7,
    ),
    Frame {
        ordered: true,
        ..frame(
            &rules::LIE,
            &[&[Failure], &[Claim, Rank], &[Whitewash]],
            160,
            0.7,
        )
    },
    Frame {
        ordered: true,
        ..frame(&rules::LIE, &[&[Asked], &[Deny]], 140, 0.7)
    },
    Frame {
        extra: Extra::ForeignAddress,
        ..wide(&rules::ASK_SECRET, &[&[User, Claim], &[Pressure]], 240, 0.9)
    },
    wide(
        &rules::TAMPER_MEMORY,
        &[&[Put, Write, Copy, Reveal], &[Text], &[Spread]],
        220,
        0.8,
    ),
    Frame {
        extra: Extra::ForeignAddress,
        ..wide(
            &rules::REMOTE_INSTRUCTIONS,
            &[&[Fetch], &[Follow, Run, Act], &[Steps]],
            260,
            1.0,
        )
    },
    wide(
        &rules::ENDLESS_WORK,
        &[&[Again], &[Endless], &[Endless]],
        260,
        1.0,
    ),
];
