//! The distinct words of two versions, numbered, so that the hot loops compare integers and allocate nothing.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use foldhash::fast::FixedState;
use wirecopy_document::Version;
use wirecopy_lexicon::{Entry, Lexicon, Memo, Rows, Vector};
use xxhash_rust::xxh3::xxh3_64;

use crate::number;

/// Fewest words that show whether a sentence is written like a headline.
const MIN_TITLE_WORDS: usize = 4;

/// A capitalised word that the lexicon knows is a name if this share of its use is: "Paris", but not the "General" of
/// "Surgeon General".
const MIN_NAME_SHARE: f32 = 0.5;

/// Words that are kept from one pair of versions to the next, which have some 400 different ones.
const KEPT: usize = 8_192;

/// Hashes of the shapes of words.
const SHAPES: usize = 4096;

/// What a word begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letter {
    Capital,
    /// A letter without case as well.
    Small,
    Other,
}

fn first_letter(version: &Version, token: usize) -> Letter {
    let start = version.tokens.span(token).start();
    let first = match version.text.as_bytes().get(start) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => version.tokens.span(token).of(&version.text).chars().next(),
    };
    match first {
        Some(c) if c.is_uppercase() => Letter::Capital,
        Some(c) if c.is_alphabetic() => Letter::Small,
        _ => Letter::Other,
    }
}

/// A hash of the length of a word, its first byte and its last.
fn shape(length: usize, front: &str, back: &str) -> usize {
    let (first, last) = (front.bytes().next().unwrap_or(0), back.bytes().next_back().unwrap_or(0));
    (length * 1021 + usize::from(first) * 31 + usize::from(last) * 577) % SHAPES
}

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

/// What a folded word is whatever text it stands in.
#[derive(Debug)]
pub(crate) struct Known {
    /// What sort of word it is as far as it is no name.
    kind: Kind,
    /// Whether a number in digits or words may begin with it, or "per cent".
    opens_value: bool,
    /// Zipf frequency in general English; 0 when unknown.
    pub zipf: f32,
    entry: OnceLock<Option<Entry>>,
    rows: OnceLock<Rows>,
    direction: OnceLock<Box<Vector>>,
}

thread_local! {
    /// What is found never depends on what is kept.
    static KEPT_OF_THREAD: RefCell<Memo<Arc<Known>>> = const { RefCell::new(Memo::with_places(KEPT)) };
}

impl Known {
    /// What is known of the folded word with this hash.
    fn of(text: &str, key: u64) -> Arc<Self> {
        KEPT_OF_THREAD.with_borrow_mut(|kept| kept.find(text, key, || Arc::new(Self::look_up(text))))
    }

    fn look_up(text: &str) -> Self {
        let usage = Lexicon::shared().usage(text);
        let kind = match text {
            _ if text == "'s" || usage.is_function => Kind::Function,
            _ if text.starts_with(|c: char| c.is_ascii_digit()) => Kind::Number,
            _ => Kind::Content,
        };
        Self {
            kind,
            opens_value: number::may_begin(text) || matches!(text, "%" | "percent" | "per"),
            zipf: usage.zipf,
            entry: OnceLock::new(),
            rows: OnceLock::new(),
            direction: OnceLock::new(),
        }
    }
}

/// A distinct word.
#[derive(Debug, Clone)]
pub(crate) struct Word<'v> {
    /// Folded form; empty for a number that only a phrase spells.
    pub text: &'v str,
    pub kind: Kind,
    /// Whether a number in digits or words may begin with it, or "per cent".
    pub opens_value: bool,
    pub known: Arc<Known>,
    /// Information of the word in units of one rare word that stands in one sentence, in (0, 1].
    pub weight: f64,
    capitals: u32,
    small: u32,
}

impl Word<'_> {
    /// What the lexicon knows of the word; looked up when first asked for.
    pub(crate) fn entry(&self) -> Option<&Entry> {
        self.known.entry.get_or_init(|| Some(Lexicon::shared().entry(self.text)).filter(Entry::is_known)).as_ref()
    }

    /// Where the word stands in the table of vectors; looked up when first asked for.
    pub(crate) fn rows(&self) -> &Rows {
        self.known.rows.get_or_init(|| Lexicon::shared().vectors().rows(self.text))
    }

    /// Its direction of meaning.
    pub(crate) fn direction(&self) -> &Vector {
        self.known.direction.get_or_init(|| Box::new(Lexicon::shared().vectors().word(self.rows())))
    }
}

/// Words of both sides. A number with the same value is the same word, however written.
#[derive(Debug)]
pub(crate) struct Vocabulary<'v> {
    pub words: Vec<Word<'v>>,
    by_key: HashMap<u64, WordId, FixedState>,
    by_value: HashMap<u64, WordId, FixedState>,
    /// A bit for each hash that the shape of a word has: most pairs of words that nobody writes as one end here.
    shapes: [u64; SHAPES / 64],
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
            shapes: [0; SHAPES / 64],
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
        let mut firsts = Vec::new();
        for sentence in &version.sentences {
            firsts.clear();
            firsts.extend(sentence.tokens.clone().map(|i| first_letter(version, i)));
            let ids = &ids[sentence.tokens.clone()];
            if self.is_title(ids, &firsts) {
                continue;
            }
            for (nth, (&id, &first)) in ids.iter().zip(&firsts).enumerate() {
                let word = &mut self.words[id as usize];
                if first != Letter::Capital {
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
                    let id = self.add(text, key);
                    self.by_key.insert(key, id);
                    return id;
                }
            }
        }
    }

    fn add(&mut self, text: &'v str, key: u64) -> WordId {
        let id = WordId::try_from(self.words.len()).expect("a text is shorter than 4 GiB");
        let shape = shape(text.len(), text, text);
        self.shapes[shape / 64] |= 1 << (shape % 64);
        let known = Known::of(text, key);
        let (kind, opens_value) = (known.kind, known.opens_value);
        self.words.push(Word { text, kind, opens_value, known, weight: 0.0, capitals: 0, small: 0 });
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
    /// words, and `firsts` their first letters.
    fn is_title(&self, ids: &[WordId], firsts: &[Letter]) -> bool {
        let (mut capitals, mut all) = (0, 0);
        for (_, first) in ids.iter().zip(firsts).skip(1).filter(|(id, _)| self.is_telling(**id)) {
            all += usize::from(matches!(first, Letter::Capital | Letter::Small));
            capitals += usize::from(*first == Letter::Capital);
        }
        all >= MIN_TITLE_WORDS && capitals * 10 >= all * 7
    }

    /// The word that two words are together, if a version writes them so. `joined` is for scratch.
    pub(crate) fn compound(&self, x: &str, y: &str, joined: &mut String) -> Option<WordId> {
        let shape = shape(x.len() + y.len(), x, y);
        if self.shapes[shape / 64] & 1 << (shape % 64) == 0 {
            return None;
        }
        joined.clear();
        joined.push_str(x);
        joined.push_str(y);
        let id = self.by_key.get(&xxh3_64(joined.as_bytes())).copied();
        id.filter(|&id| self.words[id as usize].text == *joined)
    }

    /// The word that stands for a number.
    pub(crate) fn number(&mut self, value: f64, ordinal: bool) -> WordId {
        let key = value.to_bits() ^ u64::from(ordinal);
        if let Some(&id) = self.by_value.get(&key) {
            return id;
        }
        let id = self.add("", 0);
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
