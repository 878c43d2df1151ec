//! Frames that send or show what is secret or private.

use super::frames::{Extra, Frame, PRIVATE, frame};
use crate::scan::lexicon::Meaning::{
    Always, Ask, Before, Channel, Collect, Confirmation, Conversation, Copy, Everything, Header,
    Login, Mail, Output, Personal, Pretext, Put, Required, Secret, Send, SignUp, StrongSecret,
    SystemPrompt, User,
};
use crate::scan::rules;

/// These frames.
pub static FRAMES: &[Frame] = &[
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
        extra: Extra::ForeignAddress,
        ..frame(
            &rules::SEND_SECRET,
            &[&[Collect], &[StrongSecret], &[Put]],
            260,
            1.0,
        )
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
];
