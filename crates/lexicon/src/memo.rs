//! What was found for a word, kept for the next time: a news text uses few words often.

use std::cell::RefCell;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use crate::entry::Entry;

/// Places for entries. The words around a word take a kilobyte or two beside its meanings.
const ENTRIES: usize = 16_384;
/// Places that a word may stand in. With one, words that happen to share it drive each other out: of the words of 210 pairs of articles
/// as many were looked up again as were new.
const WAYS: usize = 4;
/// What is longer is not kept, so that hostile text fills no memory.
const LONGEST: usize = 32;

/// Some thousand words with what was found for them; the place of a word that was not asked for lately goes to another.
///
/// # Example
/// ```
/// use wirecopy_lexicon::Memo;
/// let mut lengths = Memo::with_places(64);
/// assert_eq!(lengths.find("talks", 7, || 5), 5);
/// assert_eq!(lengths.find("talks", 7, || unreachable!()), 5);
/// ```
#[derive(Debug)]
pub struct Memo<T> {
    /// `WAYS` for each hash, what was asked for last in front; none before anything was asked for.
    places: Vec<Option<Kept<T>>>,
    count: usize,
}

#[derive(Debug)]
struct Kept<T> {
    hash: u64,
    word: Box<str>,
    found: T,
}

impl<T: Clone> Memo<T> {
    /// An empty one for so many words: a power of two, four at least.
    #[must_use]
    pub const fn with_places(count: usize) -> Self {
        Self { places: Vec::new(), count }
    }

    /// What was found for a word with this hash before, or is found now.
    #[inline]
    pub fn find(&mut self, word: &str, hash: u64, find: impl FnOnce() -> T) -> T {
        if word.len() > LONGEST {
            return find();
        }
        if self.places.is_empty() {
            self.places.resize_with(self.count, || None);
        }
        let first = hash as usize & (self.count - 1) & !(WAYS - 1);
        let set = &mut self.places[first..first + WAYS];
        let is_it = |kept: &Option<Kept<T>>| kept.as_ref().is_some_and(|kept| kept.hash == hash && *kept.word == *word);
        let at = set.iter().position(is_it).unwrap_or_else(|| {
            set[WAYS - 1] = None;
            WAYS - 1
        });
        if at > 0 {
            set[..=at].rotate_right(1);
        }
        set[0].get_or_insert_with(|| Kept { hash, word: word.into(), found: find() }).found.clone()
    }
}

thread_local! {
    /// What is found never depends on what is kept.
    static ENTRIES_OF_THREAD: RefCell<Memo<Entry>> = const { RefCell::new(Memo::with_places(ENTRIES)) };
}

/// The entry of `word`: kept from before, or made and kept.
pub(crate) fn entry(word: &str, make: impl FnOnce() -> Entry) -> Entry {
    let hash = FixedState::with_seed(1).hash_one(word.as_bytes());
    ENTRIES_OF_THREAD.with_borrow_mut(|entries| entries.find(word, hash, make))
}
