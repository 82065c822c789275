use crate::fields::Role;
use crate::limits::Limits;

/// How a pile is read. What is chosen here can change what is found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Options {
    /// What is too much.
    pub limits: Limits,
    /// Fields of records that the user named; where a role is not in the list, [`FIELDS`](crate::FIELDS) says which names
    /// are taken for it. Names are compared as there: case, `_`, `-` and blanks do not matter.
    pub fields: Vec<(Role, String)>,
}
