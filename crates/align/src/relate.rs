//! How much one word counts as the other: looked up once for each distinct word, among all words of the two versions.

use std::ops::Range;

use wirecopy_lexicon::{Among, Lexicon, Relation};

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

/// How the distinct words of two versions relate: for each word that was asked for those that the lexicon may join it to, found
/// at once, and how it joins them, found when both are left over.
#[derive(Debug, Default)]
pub(crate) struct Relations {
    /// The words of open classes of both versions, once one was asked for.
    among: Among,
    is_filled: bool,
    /// Where the row of each word begins and ends in `found`, once it was asked for.
    rows: Vec<Option<Range<u32>>>,
    found: Vec<Related>,
}

/// A word that another may stand for.
#[derive(Debug, Clone, Copy)]
struct Related {
    word: WordId,
    /// How much the one counts as the other, 0..=1, once that was asked.
    credit: Option<f32>,
}

impl Relations {
    /// Forgets the versions before; these have so many distinct words.
    pub(crate) fn start(&mut self, words: usize) {
        self.is_filled = false;
        self.rows.clear();
        self.rows.resize(words, None);
        self.found.clear();
    }

    /// The places of the words of both versions that a meaning of the word may lead to. Two words have to do with each other if the one
    /// stands in the row of the other or the other in that of the one.
    pub(crate) fn row(&mut self, vocabulary: &Vocabulary, word: WordId) -> Range<u32> {
        if self.rows[word as usize].is_none() {
            let row = self.look_up(vocabulary, word);
            self.rows[word as usize] = Some(row);
        }
        self.rows[word as usize].clone().unwrap_or_default()
    }

    /// The word at a place of a row.
    pub(crate) fn word(&self, place: u32) -> WordId {
        self.found[place as usize].word
    }

    /// Whether the row of `word`, which was asked for before, names `other`.
    pub(crate) fn names(&self, word: WordId, other: WordId) -> bool {
        let row = self.rows[word as usize].clone().unwrap_or_default();
        row.into_iter().any(|place| self.word(place) == other)
    }

    /// How much the word at a place of the row of `word` counts as that.
    pub(crate) fn credit(&mut self, vocabulary: &Vocabulary, word: WordId, place: u32) -> f32 {
        let related = &mut self.found[place as usize];
        *related.credit.get_or_insert_with(|| credit(vocabulary.word(word), vocabulary.word(related.word)))
    }

    fn look_up(&mut self, vocabulary: &Vocabulary, word: WordId) -> Range<u32> {
        if !self.is_filled {
            let known = |id: WordId| Some((id, vocabulary.word(id).entry()?.clone()));
            let open = (0..vocabulary.words.len() as WordId).filter(|&id| may_relate(vocabulary.word(id)));
            self.among.fill(open.filter_map(known));
            self.is_filled = true;
        }
        let start = self.found.len();
        if let Some(entry) = vocabulary.word(word).entry() {
            self.among.each_kin(entry, |other| {
                if other != word && self.found[start..].iter().all(|r| r.word != other) {
                    self.found.push(Related { word: other, credit: None });
                }
            });
        }
        narrow(start)..narrow(self.found.len())
    }
}

fn narrow(place: usize) -> u32 {
    u32::try_from(place).expect("words have some hundred relatives at most")
}

/// How much one of two distinct words counts as the other: 0 for unrelated ones. Symmetric.
pub(crate) fn credit(a: &Word, b: &Word) -> f32 {
    match reason(a, b) {
        None => 0.0,
        // Opposites speak of the same thing: they make a change in an answering sentence, not another sentence.
        Some(Reason::Near | Reason::Opposite) => 0.5,
        Some(Reason::Derived) => 0.7,
        Some(Reason::Synonym | Reason::NameSpelling) => 0.8,
        Some(Reason::Inflected) => 0.95,
        Some(Reason::Equal | Reason::SameThing) => 1.0,
    }
}

/// Words as common as this, one in a thousand, are matched by equality only.
const MAX_RELATED_ZIPF: f32 = 6.0;

/// Whether a word may stand for a related one. The commonest words have so many meanings that a relation says nothing.
pub(crate) fn may_relate(word: &Word) -> bool {
    matches!(word.kind, Kind::Content | Kind::Name) && word.known.zipf < MAX_RELATED_ZIPF
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
pub(crate) fn is_spelling_variant(a: &str, b: &str) -> bool {
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

    /// Rows name all that is related, and say the same from either end.
    #[test]
    fn rows_hold_the_words_that_are_related() {
        let a = Version::of("a", "The vessel sank. Officials buy ships.");
        let b = Version::of("b", "A ship went down. An official bought boats.");
        let vocabulary = Vocabulary::new(&a, &b);
        let words = vocabulary.words.len() as WordId;
        let mut relations = Relations::default();
        relations.start(vocabulary.words.len());
        let mut credit_in_row = |x, y| {
            let place = relations.row(&vocabulary, x).find(|&place| relations.word(place) == y)?;
            Some(relations.credit(&vocabulary, x, place))
        };
        let mut met = 0;
        for (x, y) in (0..words).flat_map(|x| (0..x).map(move |y| (x, y))) {
            let [x_word, y_word] = [x, y].map(|id| vocabulary.word(id));
            let whole = credit(x_word, y_word);
            assert_eq!(whole, credit(y_word, x_word));
            if may_relate(x_word) && may_relate(y_word) {
                let in_rows = credit_in_row(x, y).or(credit_in_row(y, x));
                assert_eq!(in_rows.unwrap_or(0.0), whole, "{} {}", x_word.text, y_word.text);
                met += usize::from(whole > 0.0);
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
