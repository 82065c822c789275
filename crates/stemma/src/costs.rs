//! What each event costs, and what is known of the texts beside their words.

/// What is known of the texts beside their words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hints {
    /// When each text was published, in seconds, where that is known.
    pub published: Vec<Option<i64>>,
    /// Texts that others name as their source.
    pub is_source: Vec<bool>,
}

/// Costs of events, in units of one changed place in a sentence. Set on generated traditions of other seeds than those that
/// are reported.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Costs {
    /// Sentences are left out in one place: editors cut.
    pub loss: f32,
    /// Sentences come in, in one place.
    pub gain: f32,
    /// The same sentences come in a second time (or come back): two writers don't find the same words. Only a copyist who
    /// used two versions does this.
    pub again: f32,
    /// A place in a sentence changes.
    pub wording: f32,
    /// Sentences are put elsewhere.
    pub order: f32,
    /// A text that is not here.
    pub unseen: f32,
    /// A text that was published after one that was made from it, while it is asked how the texts hang together: a time that is wrong must not
    /// tear apart what the words join.
    pub against_time: f32,
    /// The same while it is asked which of them is the root, of which words say less.
    pub root_against_time: f32,
    /// A root that is not the text that others name as their source.
    pub against_source: f32,
}

impl Default for Costs {
    fn default() -> Self {
        Self {
            loss: 0.4,
            gain: 1.0,
            again: 8.0,
            wording: 1.0,
            order: 1.0,
            unseen: 2.0,
            against_time: 1.0,
            root_against_time: 3.0,
            against_source: 6.0,
        }
    }
}
