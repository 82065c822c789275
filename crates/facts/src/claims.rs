//! What single texts claim, so that independent reports of one event can be held against each other.
//!
//! [`compare_sentences`](crate::compare_sentences) needs two wordings of one sentence. Reports that share no copy hardly ever have
//! these; what they share is *slots* that the event itself makes: how many were killed, how old somebody is, how strong the quake
//! was, how a name is spelt, who said the words between these quotation marks. [`claims`] reads the slots that a version
//! fills, and [`Claims::conflicts`] says whether two versions fill one slot with what can't both be so.
//!
//! Precision comes first: a slot that one version fills with two different values says nothing, and neither does one whose value the
//! other version has somewhere too. How many were killed is held against each other only where both tell of one event for sure: by
//! two names in the same sentences, or by another toll that is the same. Time O(words) a version.

mod age;
mod count;
mod quote;
mod spelling;

use std::collections::BTreeMap;

use wirecopy_document::Version;
use wirecopy_text::Span;

use spelling::skeleton;

use crate::ChangeKind;
use crate::analysis::Side;
use crate::analysis::quantity::{Bound, Measure, Quantity};

/// One slot that a version fills.
#[derive(Debug, Clone)]
pub struct Claim {
    /// What it fills: equal for claims that can be held against each other.
    pub slot: String,
    /// What it is about, in plain words ("people killed", "age of Ann Lee").
    pub about: String,
    /// What kind of difference it makes.
    pub kind: ChangeKind,
    /// The words that say it, in the page's text.
    pub span: Span,
    /// Whether a later report may rightly say otherwise: figures that grow with the event.
    pub may_change: bool,
    value: Value,
}

/// What fills a slot.
#[derive(Debug, Clone)]
enum Value {
    Number(Number),
    /// How many something befell, and where that is told.
    Toll(Number, Place),
    /// A person's age.
    Age(Number),
    /// A family name, folded.
    Name(String),
    /// The family name of who speaks, folded.
    Speaker(String),
}

/// A sentence.
#[derive(Debug, Clone)]
struct Place {
    sentence: usize,
    /// The names in it, folded and sorted.
    names: Vec<String>,
}

/// A quantity apart from its sentence.
#[derive(Debug, Clone, Copy)]
struct Number {
    measure: Measure,
    value: f64,
    digits: u32,
    bound: Bound,
}

/// All that a version claims.
#[derive(Debug, Clone, Default)]
pub struct Claims {
    /// In the order of the text.
    pub list: Vec<Claim>,
    /// Every quantity of the text.
    numbers: Vec<Number>,
    /// Every word of a name in the text, folded, sorted.
    names: Vec<String>,
}

/// Sentences that open an article.
const OPENING: usize = 3;

/// Years by which two ages of one person may differ by a mistake.
const MOST_YEARS: f64 = 5.0;

/// Words of a sentence that is read at most: a longer one is a table or a list.
const MOST_WORDS: usize = 120;

/// Reads what a version claims. Of several fillings of one slot that agree the first stands; a slot with fillings that do
/// not agree is left out.
#[must_use]
pub fn claims(version: &Version) -> Claims {
    let mut found = Claims::default();
    let numbers: Vec<usize> =
        (0..version.sentences.len()).filter(|&i| version.sentences[i].tokens.len() <= MOST_WORDS).collect();
    let sides: Vec<Side<'_>> = numbers.iter().map(|&i| Side::read(version, &[i])).collect();
    for side in &sides {
        found.numbers.extend(side.quantities.iter().map(number));
        let words = side.names.iter().flat_map(|name| side.folded(&name.words));
        found.names.extend(words.map(str::to_owned));
    }
    found.names.sort_unstable();
    found.names.dedup();
    let people = spelling::People::of(&sides);
    let mut list: Vec<Claim> =
        numbers.iter().zip(&sides).flat_map(|(&number, side)| count::find(side, number)).collect();
    list.extend(sides.iter().flat_map(|side| age::find(side, &people)));
    list.extend(sides.iter().flat_map(|side| quote::find(side, &people)));
    list.extend(people.claims());
    found.list = one_each(list);
    found
}

/// Keeps the slots whose fillings agree, each once.
fn one_each(list: Vec<Claim>) -> Vec<Claim> {
    let mut slots: BTreeMap<(ChangeKind, String), Option<Claim>> = BTreeMap::new();
    for claim in list {
        let kept = slots.entry((claim.kind, claim.slot.clone())).or_insert_with(|| Some(claim.clone()));
        if kept.as_ref().is_some_and(|first| !first.value.agrees(&claim.value)) {
            *kept = None;
        }
    }
    let mut list: Vec<Claim> = slots.into_values().flatten().collect();
    list.sort_by_key(|claim| (claim.span, claim.kind));
    list
}

impl Claims {
    /// Whether claim `i` of this version and claim `j` of the other fill one slot with what can't both be so, and neither version has
    /// the other's value anywhere.
    #[must_use]
    pub fn conflicts(&self, i: usize, other: &Self, j: usize) -> bool {
        let (a, b) = (&self.list[i], &other.list[j]);
        (a.kind, &a.slot) == (b.kind, &b.slot)
            && a.value.contradicts(&b.value)
            && !self.has(&b.value)
            && !other.has(&a.value)
            && self.is_one_event(a, other, b)
    }

    /// Tolls are of one event where both sentences tell another toll that is the same: "12 dead and 30 hurt", "12 dead and 31 hurt"; or
    /// where they open their articles and have two names in common.
    fn is_one_event(&self, a: &Claim, other: &Self, b: &Claim) -> bool {
        let (Value::Toll(_, x), Value::Toll(_, y)) = (&a.value, &b.value) else { return true };
        let in_common = x.names.iter().filter(|name| y.names.binary_search(name).is_ok()).count();
        let is_same =
            |c: &Claim| other.beside(b, y.sentence).any(|d| c.slot == d.slot && c.value.is_equal_toll(&d.value));
        x.sentence.max(y.sentence) < OPENING && in_common >= 2 || self.beside(a, x.sentence).any(is_same)
    }

    /// The other tolls of a sentence.
    fn beside<'c>(&'c self, claim: &'c Claim, sentence: usize) -> impl Iterator<Item = &'c Claim> {
        let is_there = move |c: &&Claim| matches!(&c.value, Value::Toll(_, place) if place.sentence == sentence);
        self.list.iter().filter(|c| c.slot != claim.slot).filter(is_there)
    }

    /// Whether claim `i` of this version and claim `j` of the other fill one slot with the same value, or with values that both can be so.
    #[must_use]
    pub fn agree(&self, i: usize, other: &Self, j: usize) -> bool {
        let (a, b) = (&self.list[i], &other.list[j]);
        (a.kind, &a.slot) == (b.kind, &b.slot) && a.value.agrees(&b.value)
    }

    fn has(&self, value: &Value) -> bool {
        match value {
            Value::Number(number) | Value::Toll(number, _) | Value::Age(number) => {
                self.numbers.iter().any(|n| n.measure == number.measure && n.value == number.value)
            }
            Value::Name(name) | Value::Speaker(name) => {
                name.split(' ').all(|word| self.names.binary_search_by(|w| w.as_str().cmp(word)).is_ok())
            }
        }
    }
}

impl Value {
    fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(a), Self::Number(b))
            | (Self::Toll(a, _), Self::Toll(b, _))
            | (Self::Age(a), Self::Age(b)) => !a.contradicts(b),
            (Self::Name(a), Self::Name(b)) => a == b,
            (Self::Speaker(a), Self::Speaker(b)) => skeleton(a) == skeleton(b),
            _ => false,
        }
    }

    fn contradicts(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.contradicts(b),
            // What is three times as many is most likely the toll of something else.
            (Self::Toll(a, _), Self::Toll(b, _)) => {
                a.contradicts(b) && a.value.max(b.value) < 3.0 * a.value.min(b.value)
            }
            // "the then 17-year-old": who is told to be much younger was so at another time.
            (Self::Age(a), Self::Age(b)) => a.contradicts(b) && (a.value - b.value).abs() <= MOST_YEARS,
            (Self::Name(a), Self::Name(b)) => a != b,
            // Two spellings of a name are one speaker.
            (Self::Speaker(a), Self::Speaker(b)) => skeleton(a) != skeleton(b),
            _ => false,
        }
    }

    fn is_equal_toll(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Toll(a, _), Self::Toll(b, _)) if a.value == b.value && a.value > 1.0)
    }
}

fn number(quantity: &Quantity) -> Number {
    let Quantity { measure, value, digits, bound, .. } = *quantity;
    Number { measure, value, digits, bound }
}

impl Number {
    fn quantity(self) -> Quantity {
        let Self { measure, value, digits, bound } = self;
        Quantity { words: 0..0, with_bound: 0..0, measure, value, digits, bound, counted: None }
    }

    /// Whether both can't be so: "at least 12" leaves room for 20, but not for nine.
    fn contradicts(&self, other: &Self) -> bool {
        let (low, high) = if self.value <= other.value { (self, other) } else { (other, self) };
        let is_apart = !self.quantity().compatible(&other.quantity());
        let leaves_room = matches!(low.bound, Bound::Above) || matches!(high.bound, Bound::Below | Bound::Nearly);
        self.measure == other.measure && is_apart && !leaves_room
    }
}
