//! One command, one file.

pub(crate) mod compare;
pub(crate) mod explain;
pub(crate) mod sample;
pub(crate) mod score;
pub(crate) mod trace;
