//! What the sentences beside a group say, so that something moved over the full stop is not taken for a change.

use foldhash::{HashSet, HashSetExt};
use wirecopy_document::Version;

/// How many sentences before and after the group are looked at.
const REACH: usize = 2;

/// The folded words of the neighbouring sentences.
#[derive(Debug, Default)]
pub(crate) struct Around {
    words: HashSet<String>,
}

impl Around {
    /// Reads the sentences of `version` around `group`, the group itself left out.
    pub(crate) fn read(version: &Version, group: &[usize]) -> Self {
        let mut words = HashSet::new();
        let (Some(&first), Some(&last)) = (group.first(), group.last()) else { return Self::default() };
        for sentence in first.saturating_sub(REACH)..(last + REACH + 1).min(version.sentences.len()) {
            if !group.contains(&sentence) {
                let tokens = version.sentences[sentence].tokens.clone();
                words.extend(tokens.map(|t| version.tokens.word(t).to_owned()));
            }
        }
        Self { words }
    }

    /// Whether a neighbouring sentence has the folded word.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}
