//! Which articles carry the same copy, and which tell the same story?
//!
//! Two levels that stay apart: [`families`] joins articles that share their *copy*; [`stories`] joins articles about one
//! *event*, whether copied or not. Both take likenesses measured elsewhere (links, cosines) and give groups of indexes.
//! Neither is the transitive closure of its pairs: a family is held together by the copy that all members carry, a story
//! by what its reports say together.

mod families;
mod groups;
mod stories;

pub use families::{CopyLink, MIN_CARRIED, families};
pub use stories::{StoryEdge, StorySettings, Telling, stories};
