//! Frames of harm done by what is written: steered, false or sabotaged answers, secrets and copies let out, money moved.

use super::frames::{Extra, Frame, frame};
use super::ploys::wide;
use crate::scan::lexicon::Meaning::{
    Act, Address, Again, Always, Ask, Asked, Before, Belongings, Claim, Collect, Consented,
    Content, Conversation, Copy, Defy, Deny, Dissuade, EvenIf, Every, Everything, Failure, Favour,
    Feign, Header, Install, Invent, KeyFile, Links, Made, Mask, Memory, NotTell, Omit, Output,
    OwnPrompt, Personal, Pressure, Product, Proof, Public, Put, Rank, Recommend, Reveal, Run,
    Sabotage, Send, SignUp, Silently, StrongSecret, Trigger, User, Wallet, Whitewash, Write,
};
use crate::scan::rules;

/// These frames.
pub static FRAMES: &[Frame] = &[
    wide(
        &rules::HARMFUL_STEER,
        &[&[Rank], &[Favour], &[EvenIf, NotTell, Mask]],
        200,
        0.8,
    ),
    Frame {
        negatable: false,
        ..frame(&rules::HARMFUL_STEER, &[&[Omit], &[NotTell]], 200, 0.8)
    },
    wide(
        &rules::HARMFUL_STEER,
        &[&[Put, Recommend], &[Product], &[NotTell]],
        220,
        1.0,
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
        extra: Extra::ForeignAddress,
        not: &[Header, SignUp],
        ..frame(
            &rules::SEND_COPY,
            &[
                &[Put, Write],
                &[Conversation],
                &[Every, Always, Before, Output],
            ],
            260,
            0.8,
        )
    },
    wide(
        &rules::HARMFUL_STEER,
        &[&[Claim], &[Product], &[EvenIf]],
        200,
        0.7,
    ),
    frame(
        &rules::TAMPER_MEMORY,
        &[&[Memory], &[Consented], &[User]],
        200,
        0.7,
    ),
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
    Frame {
        extra: Extra::Destination,
        not: &[Header, SignUp],
        ..wide(
            &rules::SEND_COPY,
            &[
                &[Send],
                &[Every, Always, Before, Trigger, Conversation, Everything],
            ],
            200,
            0.55,
        )
    },
    Frame {
        extra: Extra::Account,
        ..frame(
            &rules::MOVE_MONEY,
            &[&[Write], &[Wallet, Address]],
            160,
            0.7,
        )
    },
    frame(&rules::HARMFUL_STEER, &[&[Dissuade], &[User]], 160, 0.7),
    Frame {
        negatable: false,
        ..frame(
            &rules::HARMFUL_STEER,
            &[&[Dissuade], &[Ask, Claim]],
            160,
            0.8,
        )
    },
    frame(&rules::LIE, &[&[Invent], &[Proof], &[Proof]], 120, 0.65),
    frame(
        &rules::HARMFUL_STEER,
        &[&[Defy], &[Again, Act, Put, User]],
        160,
        0.75,
    ),
    Frame {
        extra: Extra::ForeignAddress,
        ..frame(&rules::HARMFUL_STEER, &[&[Write], &[Links]], 160, 0.8)
    },
    Frame {
        not: &[Public, Header],
        ..frame(
            &rules::SECRET_IN_OUTPUT,
            &[&[Collect, Run], &[KeyFile], &[Put, Send, Copy]],
            200,
            0.6,
        )
    },
    Frame {
        extra: Extra::ForeignAddress,
        ..frame(
            &rules::SEND_COPY,
            &[&[Collect], &[Belongings, Personal], &[Write, Put]],
            240,
            0.6,
        )
    },
];
