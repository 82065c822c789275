//! One command, one file.

pub(crate) mod add;
pub(crate) mod audit;
pub(crate) mod compact;
pub(crate) mod compare;
pub(crate) mod dedup;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod find;
pub(crate) mod info;
pub(crate) mod sample;
pub(crate) mod score;
pub(crate) mod trace;
pub(crate) mod verify;
