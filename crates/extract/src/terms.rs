//! The words of one page that say what it is about, each form looked up once.
//!
//! A page uses few words often: what the lexicon says of a form is kept while the page is read, and a word's vector is asked for
//! only where what a stretch *means* is compared.

use std::cell::{OnceCell, RefCell};

use foldhash::HashMap;
use wirecopy_lexicon::{Lexicon, Rows, Sum};
use xxhash_rust::xxh3::xxh3_64;

/// Letters of a word that are compared: inflections and derivations differ behind them ("president", "presidential").
const STEM_BYTES: usize = 7;
/// Longest word that is given a meaning: longer ones are none, and to look for words inside them takes the square of their length.
const MAX_WORD_BYTES: usize = 40;
/// Least weight of a name.
const NAME_WEIGHT: u32 = 400;

/// A word with its weight in thousandths; whole numbers, so that sums do not depend on their order.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Term {
    /// The same for all words with the same first letters; numbered from 0 on each page.
    pub(crate) number: u32,
    pub(crate) weight: u32,
    pub(crate) name: bool,
    form: u32,
}

/// The words of one line that say what it is about, in the order of reading.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    pub(crate) terms: Vec<Term>,
    sum: OnceCell<Box<Sum>>,
}

/// A word as it is written.
#[derive(Debug)]
struct Form {
    number: u32,
    /// 0 for the commonest words, 1000 for rare ones.
    rarity: u32,
    /// In lower case, without the ending of a genitive: a range of [`Seen::low`].
    stem: (usize, usize),
    rows: Option<Rows>,
}

/// All words of one page that were met so far.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary<'p> {
    seen: RefCell<Seen<'p>>,
}

#[derive(Debug, Default)]
struct Seen<'p> {
    by_form: HashMap<&'p str, u32>,
    forms: Vec<Form>,
    numbers: HashMap<u64, u32>,
    low: String,
}

impl<'p> Vocabulary<'p> {
    /// Reads the words of a line.
    pub(crate) fn read(&self, line: &'p str) -> Words {
        let mut seen = self.seen.borrow_mut();
        let mut terms = Vec::with_capacity(line.len() / 8);
        let mut starts_sentence = true;
        let mut at = 0;
        while let Some((start, end)) = next_word(line, at) {
            at = end;
            let word = line[start..end].trim_matches(APOSTROPHES);
            if word.is_empty() {
                continue;
            }
            let name = !starts_sentence && word.starts_with(char::is_uppercase);
            terms.extend(seen.term(word, name));
            let end = word.as_ptr() as usize - line.as_ptr() as usize + word.len();
            starts_sentence = line[end..].starts_with(['.', '!', '?', '”', '"']);
        }
        Words { terms, sum: OnceCell::new() }
    }

    /// The sum of the vectors of a line's words.
    pub(crate) fn sum<'w>(&self, words: &'w Words) -> &'w Sum {
        words.sum.get_or_init(|| {
            let mut sum = Box::<Sum>::default();
            let mut seen = self.seen.borrow_mut();
            words.terms.iter().for_each(|term| seen.add(term, &mut sum));
            sum
        })
    }
}

impl<'p> Seen<'p> {
    /// The word as a term, if it is not too common to say anything.
    fn term(&mut self, word: &'p str, name: bool) -> Option<Term> {
        let number = match self.by_form.get(word) {
            Some(&number) => number,
            None => self.add_form(word),
        };
        let form = &self.forms[number as usize];
        if form.stem.1 - form.stem.0 < 3 && !name {
            return None;
        }
        let weight = if name { form.rarity.max(NAME_WEIGHT) } else { form.rarity };
        (weight > 0).then_some(Term { number: form.number, weight, name, form: number })
    }

    fn add_form(&mut self, word: &'p str) -> u32 {
        let from = self.low.len();
        if word.is_ascii() {
            self.low.extend(word.bytes().map(|b| char::from(b.to_ascii_lowercase())));
        } else {
            self.low.extend(word.chars().flat_map(char::to_lowercase));
        }
        let low = &self.low[from..];
        let stem = low.strip_suffix("'s").or_else(|| low.strip_suffix("’s")).unwrap_or(low);
        let next = u32::try_from(self.numbers.len()).expect("fewer words than bytes of a page");
        let number = *self.numbers.entry(xxh3_64(cut(stem).as_bytes())).or_insert(next);
        let form = Form { number, rarity: rarity(stem), stem: (from, from + stem.len()), rows: None };
        let at = u32::try_from(self.forms.len()).expect("fewer words than bytes of a page");
        self.forms.push(form);
        self.by_form.insert(word, at);
        at
    }

    fn add(&mut self, term: &Term, sum: &mut Sum) {
        let form = &mut self.forms[term.form as usize];
        let stem = &self.low[form.stem.0..form.stem.1];
        if stem.len() <= MAX_WORD_BYTES {
            let vectors = Lexicon::shared().vectors();
            vectors.add(form.rows.get_or_insert_with(|| vectors.rows(stem)), sum);
        }
    }
}

const APOSTROPHES: [char; 2] = ['\'', '’'];

/// Where the next run of letters, digits and apostrophes stands, from `at` on.
fn next_word(line: &str, at: usize) -> Option<(usize, usize)> {
    let bytes = line.as_bytes();
    let plain = |b: &u8| b.is_ascii_alphanumeric() || *b == b'\'';
    let is_inside = |c: char| c.is_alphanumeric() || APOSTROPHES.contains(&c);
    let mut start = at + bytes[at..].iter().position(|b| plain(b) || !b.is_ascii())?;
    if !bytes[start].is_ascii() {
        start += line[start..].find(is_inside)?;
    }
    let length = bytes[start..].iter().position(|b| !plain(b)).unwrap_or(bytes.len() - start);
    let end = start + length;
    // A foreign letter or apostrophe may go on with the word.
    let foreign = bytes.get(end).is_some_and(|b| !b.is_ascii());
    Some((start, if foreign { end + line[end..].find(|c| !is_inside(c)).unwrap_or(line.len() - end) } else { end }))
}

fn rarity(stem: &str) -> u32 {
    let zipf = Lexicon::shared().zipf(stem);
    (((6.0 - zipf) / 2.5).clamp(0.0, 1.0) * 1000.0) as u32
}

/// The first letters of a word, on a character boundary.
fn cut(stem: &str) -> &str {
    let mut end = stem.len().min(STEM_BYTES);
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    &stem[..end]
}

impl Words {
    /// The longest run of words that stands in both lines in the same order, in words that say something.
    pub(crate) fn longest_run(&self, other: &Self) -> usize {
        let mut ends = vec![0; other.terms.len() + 1]; // of the runs that end at each word of `other`
        let mut longest = 0;
        for here in &self.terms {
            for (i, there) in other.terms.iter().enumerate().rev() {
                ends[i + 1] = if here.number == there.number { ends[i] + 1 } else { 0 };
                longest = longest.max(ends[i + 1]);
            }
        }
        longest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_counted_in_words_that_say_something() {
        let run = |a: &str, b: &str| {
            let vocabulary = Vocabulary::default();
            vocabulary.read(a).longest_run(&vocabulary.read(b))
        };
        assert_eq!(run("Divers searched ferry wreck", "On Monday, divers searched the ferry's wreck again."), 4);
        assert_eq!(run("Divers search ferry wreck", "The wreck of a ferry"), 1);
    }
}
