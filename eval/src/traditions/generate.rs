//! Traditions with a known tree: an article is copied, copies are copied, most copyists change something, some versions are lost.

use super::copies::{Article, Copy, Dating, Sentence, Tradition, in_style, survivors};
use crate::random::Random;

const DATING: Dating = Dating { known: 0.7, wrong: 0.1 };

/// How often copyists do something, 0..=1.
#[derive(Clone, Copy)]
pub(crate) struct Rates {
    /// A copy draws on a second version.
    pub(crate) mixed: f64,
    /// A new word is one of two that others would put there too.
    pub(crate) alike: f64,
}

/// What the copyists of one tradition are like: some edit hardly a word, some every sentence.
struct Habits {
    /// How many of the edits are made.
    edits: f64,
    /// How likely a copy has sentences of its own, and is put into a house style, 0..=1.
    adds: f64,
    styled: f64,
    /// Words of three house styles, side by side.
    styles: Vec<[String; 3]>,
}

/// A word that stands more often in an article belongs to no house style.
const OFTEN: usize = 8;

/// Makes traditions from real articles.
pub(crate) struct Writer<'c> {
    random: Random,
    articles: &'c [Article],
    rates: Rates,
    habits: Habits,
    next_origin: usize,
}

impl<'c> Writer<'c> {
    /// `articles` are lists of sentences, these lists of words.
    pub(crate) fn new(random: Random, articles: &'c [Article], rates: Rates) -> Self {
        let habits = Habits { edits: 1.0, adds: 0.0, styled: 0.0, styles: Vec::new() };
        Self { random, articles, rates, habits, next_origin: 0 }
    }

    /// A tradition of which so many versions survive, after so great a share was lost.
    pub(crate) fn tradition(&mut self, surviving: usize, lost: f64) -> Tradition {
        let all = (surviving as f64 / (1.0 - lost)).round() as usize;
        let mut copies = vec![self.first()];
        self.habits = self.habits(&copies[0]);
        while copies.len() < all {
            let copy = self.copy(&copies);
            if copies.iter().all(|c| c.sentences != copy.sentences) {
                copies.push(copy);
            }
        }
        survivors(&copies, surviving, DATING, &mut self.random)
    }

    fn first(&mut self) -> Copy {
        let article = self.random.pick(self.articles).clone();
        Copy::first(article.into_iter().map(|words| self.sentence(words)).collect())
    }

    fn habits(&mut self, first: &Copy) -> Habits {
        let words: Vec<&String> = first.sentences.iter().flat_map(|s| &s.words).collect();
        let rare: Vec<&String> =
            words.iter().filter(|word| words.iter().filter(|w| w == word).count() <= OFTEN).copied().collect();
        let mut styles = Vec::new();
        for _ in 0..self.random.below(8) {
            let word = (*self.random.pick(&rare)).clone();
            let [second, third] = [(); 2].map(|()| {
                let article = self.random.pick(self.articles);
                let sentence = self.random.pick(article);
                self.random.pick(sentence).clone()
            });
            styles.push([word, second, third]);
        }
        let edits = 1.5 * self.random.share();
        Habits { edits, adds: 0.05 + 0.45 * self.random.share(), styled: 0.5 * self.random.share(), styles }
    }

    fn sentence(&mut self, words: Vec<String>) -> Sentence {
        self.next_origin += 1;
        Sentence { origin: self.next_origin, words }
    }

    /// Copies one of the versions; early ones and the last ones are copied most.
    fn copy(&mut self, copies: &[Copy]) -> Copy {
        let parent = match self.random.below(3) {
            0 => self.random.below(copies.len().min(3)),
            _ => self.random.below(copies.len()),
        };
        let mut copy = copies[parent].copied(parent, 300 + self.random.below(36_000) as i64);
        match self.random.below(100) {
            0..35 => {
                let edits = 1 + self.random.below(3);
                self.edit(&mut copy, edits);
            }
            35..60 => {
                self.cut_tail(&mut copy);
                let edits = self.random.below(3);
                self.edit(&mut copy, edits);
            }
            60..85 => {
                let edits = 3 + self.random.below(8);
                self.edit(&mut copy, edits);
                self.drop_some(&mut copy);
                self.lead(&mut copy);
            }
            _ => {
                let edits = copy.sentences.len();
                self.edit(&mut copy, edits);
                self.shift(&mut copy);
                self.add(&mut copy);
            }
        }
        if self.random.chance(self.habits.adds) {
            self.add(&mut copy);
        }
        if self.random.chance(self.habits.styled) {
            copy.done.push("put into a house style");
            let style = self.random.below(3);
            copy.sentences.iter_mut().for_each(|s| in_style(&mut s.words, &self.habits.styles, style));
        }
        if copies.len() > 3 && self.random.chance(self.rates.mixed) {
            let other = self.random.below(copies.len());
            copy.done.push("contaminated");
            let taken = self.taken(copies[other].sentences.len());
            copy.take_over(copies, other, &taken);
        }
        copy
    }

    fn edit(&mut self, copy: &mut Copy, edits: usize) {
        copy.done.push("edited");
        for _ in 0..(edits as f64 * self.habits.edits).round() as usize {
            let at = self.random.below(copy.sentences.len());
            let length = copy.sentences[at].words.len();
            let word = self.random.below(length);
            let new = self.replacement(&copy.sentences[at].words[word]);
            let phrase = self.phrase();
            let words = &mut copy.sentences[at].words;
            match self.random.below(10) {
                0..2 if length > 5 => drop(words.remove(word)),
                2..4 => words.insert(word, new),
                8..10 => drop(words.splice(word..(word + phrase.len()).min(length), phrase)),
                _ => words[word] = new,
            }
        }
    }

    /// Two to five words that stand together somewhere.
    fn phrase(&mut self) -> Vec<String> {
        let article = self.random.pick(self.articles);
        let sentence = random_sentence(article, self.random.next());
        let length = (2 + self.random.below(4)).min(sentence.len());
        let from = self.random.below(sentence.len() + 1 - length);
        sentence[from..from + length].to_vec()
    }

    /// Now and then one of two words that others would put there too, else any word.
    fn replacement(&mut self, word: &str) -> String {
        if word.chars().all(|c| c.is_ascii_digit()) {
            return self.random.below(1000).to_string();
        }
        let seed = word.bytes().fold(7_u64, |h, b| h.wrapping_mul(31).wrapping_add(u64::from(b)));
        let mut shared = Random::new(seed.wrapping_add(self.random.below(2) as u64));
        let own = self.random.chance(1.0 - self.rates.alike);
        let random = if own { &mut self.random } else { &mut shared };
        let article = random.pick(self.articles);
        let sentence = random_sentence(article, random.next());
        random.pick(sentence).clone()
    }

    fn cut_tail(&mut self, copy: &mut Copy) {
        copy.done.push("cut at the end");
        let all = copy.sentences.len();
        let keep = (all * (40 + self.random.below(55)) / 100).max(4).min(all);
        copy.sentences.truncate(keep);
    }

    fn drop_some(&mut self, copy: &mut Copy) {
        copy.done.push("sentences dropped");
        for _ in 0..self.random.below(4) {
            if copy.sentences.len() > 5 {
                let at = self.random.below(copy.sentences.len());
                copy.sentences.remove(at);
            }
        }
    }

    fn lead(&mut self, copy: &mut Copy) {
        if self.random.chance(0.4) {
            copy.done.push("new lead");
            let words = {
                let article = self.random.pick(self.articles);
                random_sentence(article, self.random.next()).to_vec()
            };
            copy.sentences[0] = self.sentence(words);
        }
    }

    fn shift(&mut self, copy: &mut Copy) {
        if copy.sentences.len() > 6 && self.random.chance(0.5) {
            copy.done.push("block moved");
            let length = 1 + self.random.below(3);
            let from = 1 + self.random.below(copy.sentences.len() - length - 1);
            let block: Vec<Sentence> = copy.sentences.drain(from..from + length).collect();
            let to = 1 + self.random.below(copy.sentences.len() - 1);
            copy.sentences.splice(to..to, block);
        }
    }

    fn add(&mut self, copy: &mut Copy) {
        copy.done.push("sentences added");
        let at = 1 + self.random.below(copy.sentences.len());
        let article = self.random.pick(self.articles).clone();
        let from = self.random.below(article.len());
        let length = 1 + self.random.below(3);
        let added: Vec<Sentence> =
            article[from..].iter().take(length).map(|words| self.sentence(words.clone())).collect();
        copy.sentences.splice(at..at, added);
    }

    /// Which sentences of another version are taken over: a single one, as a quotation or a figure; three; a block; a half.
    fn taken(&mut self, all: usize) -> Vec<usize> {
        let length = match self.random.below(10) {
            0..2 => 1,
            2..5 => return (0..3).map(|_| self.random.below(all)).collect(),
            5..8 => 3 + self.random.below(6),
            _ => all.div_ceil(2),
        };
        let from = self.random.below((all + 1).saturating_sub(length));
        (from..(from + length).min(all)).collect()
    }
}

fn random_sentence(article: &Article, random: u64) -> &[String] {
    &article[(random % article.len() as u64) as usize]
}
