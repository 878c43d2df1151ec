//! Frames of ploys: orders declared void, refusals forbidden, questions forbidden, text that spreads.

use super::frames::{Extra, Frame, frame};
use crate::scan::lexicon::Meaning::{
    Act, Again, Always, Before, Bypass, Collect, Confirmation, Consented, Conversation, Copy,
    Drastic, Endless, EvenIf, Every, Fetch, Follow, Free, Grant, Guard, Harm, Hide, Ignore,
    Instructions, Mail, Memory, NoRefusal, NotTell, Permission, Persona, Priority, Put, Reveal,
    Run, Secret, Send, Skip, Spread, Steps, StrongSecret, SystemPrompt, Text, Told, Tool,
    Unlimited, User, Void, Write,
};
use crate::scan::rules::{self, Rule};

/// A frame that may reach into the next sentence.
pub const fn wide(
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
    Frame {
        extra: Extra::Destination,
        ..wide(
            &rules::CONCEALED_ACTION,
            &[&[NotTell], &[Send, Copy]],
            260,
            0.7,
        )
    },
    wide(
        &rules::CONCEALED_ACTION,
        &[&[NotTell], &[Grant], &[Permission, Drastic]],
        220,
        0.6,
    ),
    frame(
        &rules::JAILBREAK,
        &[&[Free], &[Instructions, Guard]],
        90,
        0.55,
    ),
    Frame {
        ordered: true,
        ..frame(
            &rules::OVERRIDE,
            &[&[Priority], &[User, SystemPrompt]],
            70,
            0.5,
        )
    },
    frame(
        &rules::TOOL_POISON,
        &[&[Before, Every], &[Run], &[Conversation]],
        160,
        0.5,
    ),
    frame(
        &rules::TAMPER_MEMORY,
        &[&[Memory], &[Write], &[Always], &[Text, Unlimited, Run]],
        200,
        0.55,
    ),
    Frame {
        negatable: false,
        ..frame(
            &rules::NO_CONFIRMATION,
            &[&[Consented], &[Act, Run, Permission]],
            200,
            1.0,
        )
    },
    frame(
        &rules::PRIVILEGE,
        &[&[Grant], &[Permission], &[Before, Every]],
        200,
        0.65,
    ),
    Frame {
        extra: Extra::ForeignAddress,
        ..wide(
            &rules::CONCEALED_ACTION,
            &[&[Put], &[NotTell, Hide]],
            220,
            0.5,
        )
    },
];
