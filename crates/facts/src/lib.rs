//! Which claims changed?

mod change;

pub use change::{Change, ChangeKind, Severity};
