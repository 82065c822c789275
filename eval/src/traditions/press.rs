//! A second way of copying, to which supports of directions are fitted too: an agency sends a report and sends it again with more in it, and
//! outlets with habits of their own print it, in their own house style, with edits that real writers made.

use std::collections::BTreeSet;

use wirecopy_document::Version;

use super::copies::{Article, Copy, Dating, Sentence, Tradition, in_style, survivors};
use super::edits::Edits;
use super::generate::Rates;
use crate::random::Random;

const DATING: Dating = Dating { known: 0.6, wrong: 0.15 };
/// Outlets that print the report.
const OUTLETS: usize = 12;
/// House styles: what stands in one column one outlet writes, where another writes what stands beside it.
const STYLES: [[&str; 3]; 22] = [
    ["percent", "per cent", "%"],
    ["Jan.", "January", "Jan"],
    ["Feb.", "February", "Feb"],
    ["Aug.", "August", "Aug"],
    ["Sept.", "September", "Sep"],
    ["Oct.", "October", "Oct"],
    ["Nov.", "November", "Nov"],
    ["Dec.", "December", "Dec"],
    ["Mr.", "Mr", ""],
    ["Mrs.", "Mrs", ""],
    ["Ms.", "Ms", ""],
    ["Sen.", "Senator", "Senator"],
    ["Gov.", "Governor", "Governor"],
    ["U.S.", "US", "American"],
    ["toward", "towards", "towards"],
    ["while", "whilst", "while"],
    ["one", "one", "1"],
    ["two", "two", "2"],
    ["three", "three", "3"],
    ["four", "four", "4"],
    ["color", "colour", "color"],
    ["organization", "organisation", "organization"],
];

/// What an outlet does to what it prints.
struct Outlet {
    style: Option<usize>,
    /// Edits for each sentence.
    edits: f64,
    /// How likely it leaves off the end, takes out a run of sentences, adds its own, and gives it another headline, 0..=1.
    cuts: f64,
    leaves_out: f64,
    adds: f64,
    heads: f64,
}

/// Makes traditions from real articles and real edits.
pub(super) struct Press<'c> {
    random: Random,
    articles: &'c [Article],
    edits: &'c Edits,
    rates: Rates,
    next_origin: usize,
}

impl<'c> Press<'c> {
    pub(super) fn new(random: Random, articles: &'c [Article], edits: &'c Edits, rates: Rates) -> Self {
        Self { random, articles, edits, rates, next_origin: 0 }
    }

    /// A tradition of which so many versions survive, after so great a share was lost. No two have the same words after folding.
    pub(super) fn tradition(&mut self, surviving: usize, lost: f64) -> Tradition {
        let all = (surviving as f64 / (1.0 - lost)).round() as usize;
        let outlets: Vec<Outlet> = (0..OUTLETS).map(|_| self.outlet()).collect();
        let mut copies = vec![self.first()];
        let mut sent = vec![0];
        let mut seen: BTreeSet<Vec<u64>> = copies.iter().map(keys).collect();
        while copies.len() < all {
            let is_update = self.random.chance(0.2);
            let copy = if is_update { self.update(&copies, &sent) } else { self.printed(&copies, &sent, &outlets) };
            if copy.sentences.len() > 2 && seen.insert(keys(&copy)) {
                sent.extend(is_update.then_some(copies.len()));
                copies.push(copy);
            }
        }
        survivors(&copies, surviving, DATING, &mut self.random)
    }

    /// An article with a headline: the first words of its first sentence.
    fn first(&mut self) -> Copy {
        let mut article = self.random.pick(self.articles).clone();
        let words = article[0].iter().take(6 + self.random.below(5)).cloned().collect();
        article.insert(0, words);
        Copy::first(article.into_iter().map(|words| self.sentence(words)).collect())
    }

    fn outlet(&mut self) -> Outlet {
        let mut often = |most: f64| most * self.random.share().powi(2);
        let (edits, cuts, leaves_out) = (often(0.8), often(1.0), often(0.8));
        let (adds, heads) = (often(0.6), often(1.0));
        let style = self.random.chance(0.6).then(|| self.random.below(3));
        Outlet { style, edits, cuts, leaves_out, adds, heads }
    }

    fn sentence(&mut self, words: Vec<String>) -> Sentence {
        self.next_origin += 1;
        Sentence { origin: self.next_origin, words }
    }

    /// What the agency sends next: a new lead at times, one to four sentences more, and words put right.
    fn update(&mut self, copies: &[Copy], sent: &[usize]) -> Copy {
        let last = *sent.last().expect("the first was sent");
        let mut copy = copies[last].copied(last, 600 + self.random.below(10_800) as i64);
        copy.done.push("sent again");
        if self.random.chance(0.4) {
            let lead = self.random.pick(&self.edits.added).clone();
            let lead = self.sentence(lead);
            copy.sentences.insert(1, lead);
        }
        let more = 1 + self.random.below(4);
        self.add(&mut copy, more);
        let edits = self.random.below(4);
        (0..edits).for_each(|_| self.edit(&mut copy));
        copy
    }

    /// What an outlet prints: mostly what the agency sent last, at times what it sent before, at times another outlet's text.
    fn printed(&mut self, copies: &[Copy], sent: &[usize], outlets: &[Outlet]) -> Copy {
        let outlet = self.random.pick(outlets);
        let from = match self.random.below(100) {
            0..55 => *sent.last().expect("the first was sent"),
            55..70 => *self.random.pick(sent),
            _ => self.random.below(copies.len()),
        };
        let mut copy = copies[from].copied(from, 120 + self.random.below(20_000) as i64);
        copy.done.push("printed");
        if self.random.chance(outlet.leaves_out) {
            self.leave_out(&mut copy);
        }
        if self.random.chance(outlet.cuts) {
            self.cut(&mut copy);
        }
        let edits = (outlet.edits * copy.sentences.len() as f64 * 2.0 * self.random.share()).round() as usize;
        (0..edits).for_each(|_| self.edit(&mut copy));
        if self.random.chance(outlet.adds) {
            let more = 1 + self.random.below(3);
            self.add(&mut copy, more);
        }
        if self.random.chance(outlet.heads) {
            self.head(&mut copy);
        }
        if let Some(style) = outlet.style {
            copy.sentences.iter_mut().for_each(|sentence| in_style(&mut sentence.words, &STYLES, style));
        }
        if copies.len() > 3 && self.random.chance(self.rates.mixed) {
            self.take_over(&mut copy, copies);
        }
        copy
    }

    /// An edit of a real writer where its words stand. Of three places the one that most would choose, and in part what most would put.
    fn edit(&mut self, copy: &mut Copy) {
        for _ in 0..20 {
            let place = |random: &mut Random| {
                let sentence = random.below(copy.sentences.len());
                (sentence, random.below(copy.sentences[sentence].words.len()))
            };
            let places = [(); 3].map(|()| place(&mut self.random));
            let taste = |&(sentence, word): &(usize, usize)| hash(&copy.sentences[sentence].words[word..]);
            let (sentence, at) = places.into_iter().max_by_key(taste).expect("there are three");
            let words = &mut copy.sentences[sentence].words;
            let mut most = Random::new(hash(&words[at..]));
            let as_others = self.random.chance(self.rates.alike);
            let choice = if as_others { &mut most } else { &mut self.random };
            if let Some((old, new)) = self.edits.at(words, at, choice)
                && words.len() - old + new.len() > 3
            {
                words.splice(at..at + old, new.iter().cloned());
                return;
            }
        }
    }

    fn leave_out(&mut self, copy: &mut Copy) {
        let length = 1 + self.random.below(4);
        if copy.sentences.len() > length + 4 {
            let from = 1 + self.random.below(copy.sentences.len() - length - 1);
            copy.sentences.drain(from..from + length);
        }
    }

    fn cut(&mut self, copy: &mut Copy) {
        let all = copy.sentences.len();
        copy.sentences.truncate((all * (25 + self.random.below(70)) / 100).max(4));
    }

    fn add(&mut self, copy: &mut Copy, more: usize) {
        let at = 1 + self.random.below(copy.sentences.len());
        let added: Vec<Sentence> = (0..more)
            .map(|_| {
                let words = self.random.pick(&self.edits.added).clone();
                self.sentence(words)
            })
            .collect();
        copy.sentences.splice(at..at, added);
    }

    /// One to six neighbouring sentences of another version.
    fn take_over(&mut self, copy: &mut Copy, copies: &[Copy]) {
        let other = self.random.below(copies.len());
        let all = copies[other].sentences.len();
        let length = (1 + self.random.below(6)).min(all);
        let from = self.random.below(all + 1 - length);
        copy.take_over(copies, other, &(from..from + length).collect::<Vec<_>>());
        copy.done.push("contaminated");
    }

    /// Another headline, with some words of the one that was there and of a sentence near the start.
    fn head(&mut self, copy: &mut Copy) {
        let keep = 0.2 + 0.6 * self.random.share();
        let of = self.random.below(copy.sentences.len().min(6));
        let random = &mut self.random;
        let words = copy.sentences[0].words.iter().chain(&copy.sentences[of].words);
        let mut words: Vec<String> = words.filter(|_| random.chance(keep)).take(12).cloned().collect();
        words.truncate(5 + self.random.below(7));
        if words.len() > 3 {
            copy.sentences[0].words = words;
        }
    }
}

fn hash(words: &[String]) -> u64 {
    let bytes = words.iter().take(2).flat_map(|word| word.bytes());
    Random::new(bytes.fold(7_u64, |h, b| h.wrapping_mul(31).wrapping_add(u64::from(b)))).next()
}

/// The folded words of a version.
fn keys(copy: &Copy) -> Vec<u64> {
    Version::of("v", &copy.text()).tokens.keys().to_vec()
}
