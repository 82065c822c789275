//! How much one word counts as the other: looked up once for each pair of distinct words.

use wirecopy_lexicon::{Lexicon, Relation};

use crate::vocabulary::{Kind, Vocabulary, Word, WordId};

/// Shortest name whose spelling may differ by a letter ("Zelensky", "Zelenskyy").
const MIN_NAME_BYTES: usize = 5;

/// Why two words, or short phrases, were matched; from the strongest to the weakest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The same folded word.
    Equal,
    /// The same number, abbreviation or compound, written otherwise ("60bn", "60 billion"; "UN", "United Nations").
    SameThing,
    /// The same word in another form ("supplies", "supply").
    Inflected,
    /// They share a meaning.
    Synonym,
    /// A name in another spelling ("Zelensky", "Zelenskyy").
    NameSpelling,
    /// Derived from each other ("supply", "supplier").
    Derived,
    /// Neighbours in meaning ("ship", "vessel" and its kinds).
    Near,
    /// Opposites: about the same thing, saying another.
    Opposite,
}

impl Reason {
    /// The words that explain it to a reader.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Equal => "the same word",
            Self::SameThing => "the same thing, written otherwise",
            Self::Inflected => "another form of the word",
            Self::Synonym => "a synonym",
            Self::NameSpelling => "a name in another spelling",
            Self::Derived => "derived from it",
            Self::Near => "near in meaning",
            Self::Opposite => "the opposite",
        }
    }
}

/// Most places of the table of credits, a byte each. Beyond it, as in texts of many thousand distinct words, credits are found anew each time.
const MAX_PLACES: usize = 16 << 20;

/// How pairs of distinct words of two versions relate, each looked up once.
#[derive(Debug, Default)]
pub(crate) struct Relations {
    /// Distinct words of both versions.
    words: usize,
    /// Where the row of a word begins in the table; `NONE` for words that were not asked for yet.
    rows: Vec<u32>,
    /// For each word that was asked for one place for each word: how they relate.
    table: Vec<u8>,
}

const NONE: u32 = u32::MAX;
/// Stands for "not asked yet".
const UNKNOWN: u8 = 0;
/// The other places of the table.
const CREDITS: [f32; 6] = [0.0, 0.5, 0.7, 0.8, 0.95, 1.0];

impl Relations {
    /// Forgets the versions before; these have so many distinct words.
    pub(crate) fn start(&mut self, words: usize) {
        self.words = words;
        self.rows.clear();
        self.rows.resize(words, NONE);
        self.table.clear();
    }

    /// How much word `a` counts as word `b`: 1 for the same word, 0 for unrelated ones. Symmetric.
    pub(crate) fn credit(&mut self, vocabulary: &Vocabulary, a: WordId, b: WordId) -> f64 {
        if a == b {
            return 1.0;
        }
        let code = match self.place(a, b) {
            None => code(vocabulary.word(a), vocabulary.word(b)),
            Some(place) if *place != UNKNOWN => *place,
            Some(place) => {
                *place = code(vocabulary.word(a), vocabulary.word(b));
                *place
            }
        };
        f64::from(CREDITS[usize::from(code) - 1])
    }

    /// The place of a pair, if there is room for the row of `a`.
    fn place(&mut self, a: WordId, b: WordId) -> Option<&mut u8> {
        let row = &mut self.rows[a as usize];
        if *row == NONE {
            let end = self.table.len() + self.words;
            if end > MAX_PLACES {
                return None;
            }
            *row = u32::try_from(self.table.len()).expect("the table is shorter than 4 GiB");
            self.table.resize(end, UNKNOWN);
        }
        Some(&mut self.table[*row as usize + b as usize])
    }
}

/// What stands in the table for two distinct words.
fn code(a: &Word, b: &Word) -> u8 {
    match reason(a, b) {
        None => 1,
        // Opposites speak of the same thing: they make a change in an answering sentence, not another sentence.
        Some(Reason::Near | Reason::Opposite) => 2,
        Some(Reason::Derived) => 3,
        Some(Reason::Synonym | Reason::NameSpelling) => 4,
        Some(Reason::Inflected) => 5,
        Some(Reason::Equal | Reason::SameThing) => 6,
    }
}

/// Why two distinct words may stand for each other.
pub(crate) fn reason(a: &Word, b: &Word) -> Option<Reason> {
    if matches!(a.kind, Kind::Function | Kind::Number) || matches!(b.kind, Kind::Function | Kind::Number) {
        return None;
    }
    if a.kind == Kind::Name && b.kind == Kind::Name && is_spelling_variant(a.text, b.text) {
        return Some(Reason::NameSpelling);
    }
    match Lexicon::shared().between(a.entry()?, b.entry()?) {
        Relation::Same => Some(Reason::Inflected),
        Relation::Synonym => Some(Reason::Synonym),
        Relation::Derived => Some(Reason::Derived),
        Relation::Near => Some(Reason::Near),
        Relation::Antonym => Some(Reason::Opposite),
        Relation::None => None,
    }
}

/// Whether two names differ by one letter left out, put in or changed behind a common start.
fn is_spelling_variant(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().min(b.len()) < MIN_NAME_BYTES || a.len().abs_diff(b.len()) > 2 {
        return false;
    }
    let front = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let rest = a.len().min(b.len()) - front;
    let back = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(x, y)| x == y).count();
    front >= 3 && a.len().max(b.len()) - front - back <= 2 && front + back + 2 >= a.len().max(b.len())
}

#[cfg(test)]
mod tests {
    use wirecopy_document::Version;

    use super::*;

    #[test]
    fn words_relate_alike_whether_there_is_room_to_remember() {
        let a = Version::of("a", "The vessel sank. Officials buy ships.");
        let b = Version::of("b", "A ship went down. An official bought boats.");
        let vocabulary = Vocabulary::new(&a, &b);
        let words = vocabulary.words.len();
        let [mut small, mut large] = [Relations::default(), Relations::default()];
        small.start(words);
        large.start(words);
        large.words = MAX_PLACES + 1;
        let mut met = 0;
        for _ in 0..2 {
            for (x, y) in (0..words).flat_map(|x| (0..words).map(move |y| (x as WordId, y as WordId))) {
                let credit = small.credit(&vocabulary, x, y);
                assert_eq!(credit, large.credit(&vocabulary, x, y));
                assert_eq!(credit, small.credit(&vocabulary, y, x));
                met += usize::from(x != y && credit > 0.0);
            }
        }
        assert!(met > 3, "{met} pairs");
    }

    #[test]
    fn names_in_two_spellings() {
        for (a, b, expected) in [
            ("zelensky", "zelenskiy", true),
            ("zelensky", "zelenskyy", true),
            ("gaddafi", "gadhafi", true),
            ("merkel", "macron", false),
            ("austria", "australia", true), // the price: half a match, never a whole one
            ("iran", "iraq", false),
        ] {
            assert_eq!(is_spelling_variant(a, b), expected, "{a} {b}");
        }
    }
}
