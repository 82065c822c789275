//! What the other pages of a pile tell about a page.

use crate::outline::Outline;

/// What recurs over many pages of one outlet, and where two pages share a run of text and then part.
///
/// Holds hashes of lines, never texts. The order of the pages makes no difference.
#[derive(Debug, Clone, Default)]
pub struct Evidence {}

impl Evidence {
    /// Gathers it from all pages of a pile.
    pub fn gather<'a>(outlines: impl IntoIterator<Item = &'a Outline>) -> Self {
        let _ = outlines.into_iter().count();
        Self::default()
    }
}
