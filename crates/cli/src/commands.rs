//! One command, one file.

pub(crate) mod compare;
pub(crate) mod explain;
pub(crate) mod trace;
