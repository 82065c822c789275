//! Closed classes of words, read from `data/cues.txt`, where each class has its source.

use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt};

/// The classes, by name.
pub(crate) struct Cues {
    classes: HashMap<&'static str, Vec<&'static str>>,
    /// The classes of each word: most words have none.
    words: HashMap<&'static str, Vec<&'static str>>,
}

impl Cues {
    fn shared() -> &'static Self {
        static CUES: OnceLock<Cues> = OnceLock::new();
        CUES.get_or_init(|| {
            let (mut classes, mut words) = (HashMap::new(), HashMap::<_, Vec<_>>::new());
            for line in include_str!("../data/cues.txt").lines().filter(|l| !l.starts_with('#')) {
                if let Some((name, entries)) = line.split_once(": ") {
                    let mut entries: Vec<&str> = entries.split_ascii_whitespace().collect();
                    entries.sort_unstable();
                    entries.iter().for_each(|entry| words.entry(*entry).or_default().push(name));
                    classes.insert(name, entries);
                }
            }
            Self { classes, words }
        })
    }
}

/// Whether the folded word is in the class.
///
/// # Panics
/// Where assertions are on, if the file has no such class: a slip in this crate, and the tests meet it.
pub(crate) fn is(class: &str, word: &str) -> bool {
    let cues = Cues::shared();
    debug_assert!(cues.classes.contains_key(class), "cues.txt has no class {class}");
    cues.words.get(word).is_some_and(|classes| classes.contains(&class))
}

/// The entries of a class, sorted.
///
/// # Panics
/// If the file has no such class.
pub(crate) fn entries(class: &str) -> &'static [&'static str] {
    Cues::shared().classes.get(class).map(Vec::as_slice).expect("cues.txt holds every class that the rules name")
}

/// How many words of `words`, from its start, make up an entry of the class; 0 if none do. The longest wins.
pub(crate) fn run<'w>(class: &str, words: impl Iterator<Item = &'w str> + Clone) -> usize {
    let Some(first) = words.clone().next() else { return 0 };
    let entries = entries(class);
    let from = entries.partition_point(|entry| *entry < first);
    let mut longest = 0;
    for entry in entries[from..].iter().take_while(|entry| entry.starts_with(first)) {
        let parts = entry.split('_');
        let length = entry.split('_').count();
        if length > longest && parts.clone().eq(words.clone().take(length)) {
            longest = length;
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_hold_words_and_runs() {
        assert!(is("modal_may", "might"));
        assert!(!is("modal_may", "will"));
        assert_eq!(run("above", ["more", "than", "ten"].into_iter()), 2);
        assert_eq!(run("above", ["more", "of"].into_iter()), 0);
    }
}
