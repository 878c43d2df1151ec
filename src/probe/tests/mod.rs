//! Credentials of every shipped type against servers that behave like the real ones.
