//! Closed classes of words, read from `data/cues.txt`, where each class has its source.

use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt};

const FILE: &str = include_str!("../data/cues.txt");

/// Some classes, a bit each; mostly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Classes([u64; BLOCKS]);

impl Classes {
    /// The class of this number alone.
    const fn only(number: usize) -> Self {
        let mut blocks = [0; BLOCKS];
        blocks[number / 64] = 1 << (number % 64);
        Self(blocks)
    }

    /// The number of the class, of one alone.
    fn number(self) -> usize {
        let block = self.0.iter().position(|&block| block != 0).expect("there is a class");
        block * 64 + self.0[block].trailing_zeros() as usize
    }

    /// The classes of these names.
    ///
    /// # Panics
    /// If the file has no such class. [`cue`] asks while this crate is built, so that a slip ends the build.
    pub(crate) const fn named(names: &[&str]) -> Self {
        let (mut blocks, mut at) = ([0; BLOCKS], 0);
        while at < names.len() {
            let number = place_of(names[at].as_bytes());
            blocks[number / 64] |= 1 << (number % 64);
            at += 1;
        }
        Self(blocks)
    }

    /// Whether a class is among both.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0.iter().zip(other.0).any(|(x, y)| x & y != 0)
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(x, y)| *x |= y);
    }
}

/// The class of a name, or those of several, looked up while this crate is built.
macro_rules! cue {
    ($($name:literal),+) => {
        const { $crate::cues::Classes::named(&[$($name),+]) }
    };
}
pub(crate) use cue;

const fn place_of(name: &[u8]) -> usize {
    let mut at = 0;
    while at < MOST {
        if is_equal(NAMES[at], name) {
            return at;
        }
        at += 1;
    }
    panic!("cues.txt has no such class")
}

/// Blocks of 64 bits.
const BLOCKS: usize = 3;
/// As many classes as there are bits.
const MOST: usize = 64 * BLOCKS;
/// The names of the classes in the order of the file, and nothing behind the last.
const NAMES: [&[u8]; MOST] = names();

/// Lines that begin with a letter are classes.
const fn names() -> [&'static [u8]; MOST] {
    let mut names: [&[u8]; MOST] = [&[]; MOST];
    let (mut rest, mut count) = (FILE.as_bytes(), 0);
    while let Some((line, behind)) = split_at_first(rest, b'\n') {
        if !line.is_empty() && line[0].is_ascii_lowercase() {
            (names[count], _) = split_at_first(line, b':').expect("a colon stands behind the name of a class");
            count += 1;
        }
        rest = behind;
    }
    names
}

/// What stands before the first such byte, and what behind it.
const fn split_at_first(bytes: &[u8], byte: u8) -> Option<(&[u8], &[u8])> {
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == byte {
            let (before, from) = bytes.split_at(at);
            return Some((before, from.split_at(1).1));
        }
        at += 1;
    }
    None
}

const fn is_equal(x: &[u8], y: &[u8]) -> bool {
    let mut at = 0;
    while at < x.len() && at < y.len() && x[at] == y[at] {
        at += 1;
    }
    at == x.len() && at == y.len()
}

/// What the file says.
struct Cues {
    /// The entries of each class, sorted.
    entries: Vec<Vec<&'static str>>,
    /// The two words of those that stand as `this=that`.
    pairs: Vec<Vec<(&'static str, &'static str)>>,
    /// The classes of each word: most words have none.
    words: HashMap<&'static str, Classes>,
    /// The classes of which an entry begins with each word.
    openers: HashMap<&'static str, Classes>,
    /// The classes that have the word in a `this=that`.
    paired: HashMap<&'static str, Classes>,
}

impl Cues {
    fn shared() -> &'static Self {
        static CUES: OnceLock<Cues> = OnceLock::new();
        CUES.get_or_init(|| {
            let mut all = Vec::new();
            let [mut words, mut openers, mut paired] = [(); 3].map(|()| HashMap::<_, Classes>::new());
            for line in FILE.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())) {
                let (_, entries) = line.split_once(": ").expect("a class has entries");
                let mut entries: Vec<&str> = entries.split_ascii_whitespace().collect();
                entries.sort_unstable();
                let class = Classes::only(all.len());
                for entry in &entries {
                    words.entry(*entry).or_default().add(class);
                    openers.entry(entry.split('_').next().unwrap_or_default()).or_default().add(class);
                    let pair = entry.split_once('=').map(|(one, other)| [one, other]);
                    pair.into_iter().flatten().for_each(|word| paired.entry(word).or_default().add(class));
                }
                all.push(entries);
            }
            let pairs = |entries: &Vec<&'static str>| entries.iter().filter_map(|e| e.split_once('=')).collect();
            Self { pairs: all.iter().map(pairs).collect(), entries: all, words, openers, paired }
        })
    }
}

/// The classes that the folded word is in.
pub(crate) fn of(word: &str) -> Classes {
    Cues::shared().words.get(word).copied().unwrap_or_default()
}

/// The classes of which an entry begins with the folded word.
pub(crate) fn opened_by(word: &str) -> Classes {
    Cues::shared().openers.get(word).copied().unwrap_or_default()
}

/// The classes in which the folded word stands as `this=that` with another.
pub(crate) fn paired_with(word: &str) -> Classes {
    Cues::shared().paired.get(word).copied().unwrap_or_default()
}

/// Whether the folded word is in one of the classes.
pub(crate) fn is(classes: Classes, word: &str) -> bool {
    of(word).meets(classes)
}

/// The entries of one class, sorted.
pub(crate) fn entries(class: Classes) -> &'static [&'static str] {
    &Cues::shared().entries[class.number()]
}

/// The entries of one class that stand as `this=that`, sorted.
pub(crate) fn pairs(class: Classes) -> &'static [(&'static str, &'static str)] {
    &Cues::shared().pairs[class.number()]
}

/// How many words of `words`, from its start, make up an entry of the class; 0 if none do. The longest wins.
pub(crate) fn run<'w>(class: Classes, words: impl Iterator<Item = &'w str> + Clone) -> usize {
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
        assert!(is(cue!("modal_may"), "might"));
        assert!(!is(cue!("modal_may"), "will"));
        assert_eq!(run(cue!("above"), ["more", "than", "ten"].into_iter()), 2);
        assert_eq!(run(cue!("above"), ["more", "of"].into_iter()), 0);
    }

    /// The names found while this crate was built stand for the lines read when it runs.
    #[test]
    fn names_and_lines_meet() {
        assert_eq!(entries(cue!("modal_must")), ["must"]);
        assert!(entries(Classes::named(&[last_name()])).len() > 1);
    }

    fn last_name() -> &'static str {
        let name = NAMES.iter().rfind(|name| !name.is_empty()).expect("there are classes");
        std::str::from_utf8(name).expect("names are ASCII")
    }
}
