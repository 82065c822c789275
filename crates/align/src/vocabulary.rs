//! The distinct words of two versions, numbered, so that the hot loops compare integers and allocate nothing.

use std::cell::OnceCell;
use std::collections::HashMap;

use foldhash::fast::FixedState;
use wirecopy_document::Version;
use wirecopy_lexicon::{Entry, Lexicon, Rows, Vector};

use crate::number;

/// Fewest words that show whether a sentence is written like a headline.
const MIN_TITLE_WORDS: usize = 4;

/// A capitalised word that the lexicon knows is a name if this share of its use is: "Paris", but not the "General" of
/// "Surgeon General".
const MIN_NAME_SHARE: f32 = 0.5;

/// Number of a distinct word within one [`Vocabulary`].
pub(crate) type WordId = u32;

/// What sort of word it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Closed class.
    Function,
    /// Noun, verb, adjective, adverb.
    Content,
    /// Written with a capital wherever that says something.
    Name,
    /// Has a value.
    Number,
}

/// A distinct word.
#[derive(Debug, Clone)]
pub(crate) struct Word<'v> {
    /// Folded form; empty for a number that only a phrase spells.
    pub text: &'v str,
    pub kind: Kind,
    /// Whether a number in digits or words may begin with it.
    pub counts: bool,
    /// Zipf frequency in general English; 0 when unknown.
    pub zipf: f32,
    /// Information of the word in units of one rare word that stands in one sentence, in (0, 1].
    pub weight: f64,
    entry: OnceCell<Option<Entry>>,
    rows: OnceCell<Rows>,
    direction: OnceCell<Box<Vector>>,
    capitals: u32,
    small: u32,
}

impl Word<'_> {
    /// What the lexicon knows of the word; looked up when first asked for.
    pub(crate) fn entry(&self) -> Option<&Entry> {
        self.entry.get_or_init(|| Some(Lexicon::shared().entry(self.text)).filter(Entry::is_known)).as_ref()
    }

    /// Where the word stands in the table of vectors; looked up when first asked for.
    pub(crate) fn rows(&self) -> &Rows {
        self.rows.get_or_init(|| Lexicon::shared().vectors().rows(self.text))
    }

    /// Its direction of meaning.
    pub(crate) fn direction(&self) -> &Vector {
        self.direction.get_or_init(|| Box::new(Lexicon::shared().vectors().word(self.rows())))
    }
}

/// Words of both sides. A number with the same value is the same word, however written.
#[derive(Debug)]
pub(crate) struct Vocabulary<'v> {
    pub words: Vec<Word<'v>>,
    by_key: HashMap<u64, WordId, FixedState>,
    by_value: HashMap<u64, WordId, FixedState>,
    /// Word of each token, for either side.
    pub tokens: [Vec<WordId>; 2],
}

impl<'v> Vocabulary<'v> {
    /// Numbers the words of both versions: O(words).
    pub(crate) fn new(a: &'v Version, b: &'v Version) -> Self {
        // Two articles on one matter have about as many distinct words as the longer has words.
        let distinct = a.tokens.len().max(b.tokens.len());
        let mut vocabulary = Self {
            words: Vec::with_capacity(distinct),
            by_key: HashMap::with_capacity_and_hasher(distinct, FixedState::default()),
            by_value: HashMap::with_hasher(FixedState::default()),
            tokens: [Vec::new(), Vec::new()],
        };
        let tokens = [a, b].map(|version| vocabulary.read(version));
        vocabulary.tokens = tokens;
        vocabulary.find_names();
        vocabulary
    }

    fn read(&mut self, version: &'v Version) -> Vec<WordId> {
        let mut ids = Vec::with_capacity(version.tokens.len());
        for (i, &key) in version.tokens.keys().iter().enumerate() {
            ids.push(self.intern(key, version.tokens.word(i)));
        }
        for sentence in &version.sentences {
            if self.is_title(version, &ids[sentence.tokens.clone()], sentence.tokens.start) {
                continue;
            }
            for (nth, i) in sentence.tokens.clone().enumerate() {
                let raw = version.tokens.span(i).of(&version.text);
                let word = &mut self.words[ids[i] as usize];
                if !raw.starts_with(char::is_uppercase) {
                    word.small += 1;
                } else if nth > 0 {
                    word.capitals += 1;
                }
            }
        }
        ids
    }

    pub(crate) fn intern(&mut self, key: u64, text: &'v str) -> WordId {
        let mut key = key;
        loop {
            match self.by_key.get(&key) {
                Some(&id) if self.words[id as usize].text == text => return id,
                Some(_) => key = key.wrapping_add(1), // two words with one hash: the next free place
                None => {
                    let id = self.add(text);
                    self.by_key.insert(key, id);
                    return id;
                }
            }
        }
    }

    fn add(&mut self, text: &'v str) -> WordId {
        let id = WordId::try_from(self.words.len()).expect("a text is shorter than 4 GiB");
        let usage = Lexicon::shared().usage(text);
        let kind = match text {
            _ if text == "'s" || usage.is_function => Kind::Function,
            _ if text.starts_with(|c: char| c.is_ascii_digit()) => Kind::Number,
            _ => Kind::Content,
        };
        self.words.push(Word {
            text,
            kind,
            counts: number::may_begin(text),
            zipf: usage.zipf,
            weight: 0.0,
            entry: OnceCell::new(),
            rows: OnceCell::new(),
            direction: OnceCell::new(),
            capitals: 0,
            small: 0,
        });
        id
    }

    fn find_names(&mut self) {
        for word in &mut self.words {
            let is_capital = word.kind == Kind::Content && word.capitals > 0 && word.small == 0;
            if is_capital && word.entry().is_none_or(|entry| entry.name_share() >= MIN_NAME_SHARE) {
                word.kind = Kind::Name;
            }
        }
    }

    /// Whether most words of a sentence that could be small begin with a capital, so that capitals tell no names: headlines. `ids` are its
    /// words, and `start` is the token of the first.
    fn is_title(&self, version: &Version, ids: &[WordId], start: usize) -> bool {
        let (mut capitals, mut all) = (0, 0);
        for (nth, _) in ids.iter().enumerate().skip(1).filter(|(_, id)| self.is_telling(**id)) {
            let first = version.tokens.span(start + nth).of(&version.text).chars().next();
            all += usize::from(first.is_some_and(char::is_alphabetic));
            capitals += usize::from(first.is_some_and(char::is_uppercase));
        }
        all >= MIN_TITLE_WORDS && capitals * 10 >= all * 7
    }

    /// The word with this text, if a version holds it.
    pub(crate) fn find(&self, key: u64, text: &str) -> Option<WordId> {
        self.by_key.get(&key).copied().filter(|&id| self.words[id as usize].text == text)
    }

    /// The word that stands for a number.
    pub(crate) fn number(&mut self, value: f64, ordinal: bool) -> WordId {
        let key = value.to_bits() ^ u64::from(ordinal);
        if let Some(&id) = self.by_value.get(&key) {
            return id;
        }
        let id = self.add("");
        self.words[id as usize].kind = Kind::Number;
        self.by_value.insert(key, id);
        id
    }

    /// Whether a word says which sentence it is.
    pub(crate) fn is_telling(&self, id: WordId) -> bool {
        self.word(id).kind != Kind::Function
    }

    pub(crate) fn word(&self, id: WordId) -> &Word<'v> {
        &self.words[id as usize]
    }
}
