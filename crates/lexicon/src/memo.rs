//! Words asked for again: a news text uses few words often.

use std::cell::RefCell;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use crate::entry::Entry;

/// Places for words, a power of two. The words around a word take a kilobyte or two beside its meanings.
const PLACES: usize = 16_384;
/// Longer words are looked up anew each time, so that hostile text fills no memory.
const LONGEST: usize = 32;

/// A word and its entry.
type Place = Option<(Box<str>, Entry)>;

thread_local! {
    /// One place for each hash, the newest word wins. What is found never depends on what is kept.
    static PLACES_OF_THREAD: RefCell<Vec<Place>> = const { RefCell::new(Vec::new()) };
}

/// The entry of `word`: kept from before, or made and kept.
pub(crate) fn entry(word: &str, make: impl FnOnce() -> Entry) -> Entry {
    if word.len() > LONGEST {
        return make();
    }
    let at = FixedState::with_seed(1).hash_one(word.as_bytes()) as usize % PLACES;
    let kept = PLACES_OF_THREAD.with_borrow(|places| {
        let place = places.get(at).and_then(Option::as_ref);
        place.filter(|(kept, _)| **kept == *word).map(|(_, entry)| entry.clone())
    });
    kept.unwrap_or_else(|| {
        let entry = make();
        PLACES_OF_THREAD.with_borrow_mut(|places| {
            places.resize(PLACES, None);
            places[at] = Some((word.into(), entry.clone()));
        });
        entry
    })
}
