//! Traditions with a known tree: an article is copied, copies are copied, most copyists change something, some versions are lost.

use wirecopy_document::Version;

use crate::random::Random;

/// Sentences as words.
pub(crate) type Article = Vec<Vec<String>>;

/// A sentence that keeps its identity through the copies.
#[derive(Clone, PartialEq)]
struct Sentence {
    origin: usize,
    words: Vec<String>,
}

/// One version, lost or not.
struct Copy {
    parent: Option<usize>,
    sentences: Vec<Sentence>,
    published: i64,
    done: Vec<&'static str>,
    /// The second version on which it draws, and the sentences that it took from there and had not.
    second: Option<(usize, Vec<Sentence>)>,
}

/// A version, lost or not, that draws on two, as far as the survivors can show it.
pub(crate) struct Mixed {
    /// The version if it survives, else the survivors that come from it at first hand among survivors, with words that it took.
    pub(crate) lower: Vec<usize>,
    /// Survivors that do not come from it and have words that it took.
    pub(crate) upper: Vec<usize>,
    /// Survivors that do not come from it and are nearer to it, by what it was copied from, than the version that it drew on too.
    pub(crate) kin: Vec<usize>,
}

/// The versions that survive, and the truth about them.
pub(crate) struct Tradition {
    pub(crate) versions: Vec<Version>,
    /// When each was published, in seconds, as far as a reader can know.
    pub(crate) published: Vec<Option<i64>>,
    /// For each survivor all that it comes from, nearest first: survivors by number, lost ones as `None`.
    pub(crate) ancestors: Vec<Vec<Option<usize>>>,
    /// Copying steps between any two survivors, row by row.
    pub(crate) steps: Vec<u32>,
    /// Those that draw on two.
    pub(crate) mixed: Vec<Mixed>,
    done: Vec<String>,
}

impl Tradition {
    pub(crate) fn describe(&self) -> String {
        let line = |i: usize| {
            let parent = match self.ancestors[i].first() {
                None => "first".to_owned(),
                Some(None) => "from a lost one".to_owned(),
                Some(Some(p)) => format!("from {p}"),
            };
            format!("  {i}: {parent}; {}", self.done[i])
        };
        (0..self.versions.len()).map(line).collect::<Vec<_>>().join("\n")
    }
}

/// How often copyists do something, 0..=1.
#[derive(Clone, Copy)]
pub(crate) struct Rates {
    /// A copy draws on a second version.
    pub(crate) mixed: f64,
    /// A new word is one of two that others would put there too.
    pub(crate) alike: f64,
}

/// Makes traditions from real articles.
pub(crate) struct Writer<'c> {
    random: Random,
    articles: &'c [Article],
    rates: Rates,
    next_origin: usize,
}

impl<'c> Writer<'c> {
    /// `articles` are lists of sentences, these lists of words.
    pub(crate) fn new(random: Random, articles: &'c [Article], rates: Rates) -> Self {
        Self { random, articles, rates, next_origin: 0 }
    }

    /// A tradition of which so many versions survive, after so great a share was lost.
    pub(crate) fn tradition(&mut self, survivors: usize, lost: f64) -> Tradition {
        let all = (survivors as f64 / (1.0 - lost)).round() as usize;
        let mut copies = vec![self.first()];
        while copies.len() < all {
            let copy = self.copy(&copies);
            if copies.iter().all(|c| c.sentences != copy.sentences) {
                copies.push(copy);
            }
        }
        let mut order: Vec<usize> = (0..all).collect();
        for i in (1..all).rev() {
            order.swap(i, self.random.below(i + 1));
        }
        order.truncate(survivors);
        self.survive(&copies, &order)
    }

    fn first(&mut self) -> Copy {
        let article = self.random.pick(self.articles).clone();
        let sentences = article.into_iter().map(|words| self.sentence(words)).collect();
        Copy { parent: None, sentences, published: 0, done: Vec::new(), second: None }
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
        let mut copy = Copy {
            parent: Some(parent),
            sentences: copies[parent].sentences.clone(),
            published: copies[parent].published + 300 + self.random.below(36_000) as i64,
            done: Vec::new(),
            second: None,
        };
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
        if self.random.chance(0.2) {
            self.add(&mut copy);
        }
        if copies.len() > 3 && self.random.chance(self.rates.mixed) {
            let other = self.random.below(copies.len());
            copy.second = Some((other, self.contaminate(&mut copy, &copies[other])));
        }
        copy
    }

    fn edit(&mut self, copy: &mut Copy, edits: usize) {
        copy.done.push("edited");
        for _ in 0..edits {
            let at = self.random.below(copy.sentences.len());
            let length = copy.sentences[at].words.len();
            let word = self.random.below(length);
            let new = self.replacement(&copy.sentences[at].words[word]);
            let words = &mut copy.sentences[at].words;
            match self.random.below(10) {
                0..2 if length > 5 => drop(words.remove(word)),
                2..4 => words.insert(word, new),
                _ => words[word] = new,
            }
        }
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

    /// Takes over some sentences of another version: instead of how it had them, or behind the sentence that they follow there. Gives those
    /// that it had not.
    fn contaminate(&mut self, copy: &mut Copy, other: &Copy) -> Vec<Sentence> {
        copy.done.push("contaminated");
        let mut new = Vec::new();
        for _ in 0..3 {
            let at = self.random.below(other.sentences.len());
            let taken = &other.sentences[at];
            if copy.sentences.contains(taken) {
                continue;
            }
            new.push(taken.clone());
            let place = |of: &Sentence| copy.sentences.iter().position(|s| s.origin == of.origin);
            match place(taken) {
                Some(own) => copy.sentences[own] = taken.clone(),
                None => {
                    let behind = other.sentences[..at].iter().rev().find_map(place).map_or(0, |own| own + 1);
                    copy.sentences.insert(behind, taken.clone());
                }
            }
        }
        new
    }

    fn survive(&mut self, copies: &[Copy], kept: &[usize]) -> Tradition {
        let up = |i: usize| std::iter::successors(Some(i), |&n| copies[n].parent).collect::<Vec<_>>();
        let number = |i: &usize| kept.iter().position(|k| k == i);
        let steps = |a: usize, b: usize| {
            let (x, y) = (up(a), up(b));
            let meet = x.iter().position(|n| y.contains(n)).expect("one root");
            (meet + y.iter().position(|n| *n == x[meet]).expect("met")) as u32
        };
        let published = kept
            .iter()
            .map(|&i| {
                let wrong = if self.random.chance(0.1) { 86_400 * (1 + self.random.below(30) as i64) } else { 0 };
                self.random.chance(0.7).then_some(copies[i].published + wrong)
            })
            .collect();
        let text = |i: usize| {
            let line = |s: &Sentence| s.words.join(" ");
            copies[i].sentences.iter().map(line).collect::<Vec<_>>().join("\n\n")
        };
        Tradition {
            versions: kept.iter().map(|&i| Version::of("v", &text(i))).collect(),
            published,
            ancestors: kept.iter().map(|&i| up(i)[1..].iter().map(number).collect()).collect(),
            steps: kept.iter().flat_map(|&a| kept.iter().map(move |&b| (a, b))).map(|(a, b)| steps(a, b)).collect(),
            done: kept.iter().map(|&i| copies[i].done.join(", ")).collect(),
            mixed: (0..copies.len()).filter_map(|i| mixed(copies, kept, i)).collect(),
        }
    }
}

/// What survivors show of a version having drawn on two; `None` if it did not, or they don't.
fn mixed(copies: &[Copy], kept: &[usize], version: usize) -> Option<Mixed> {
    let (second, taken) = copies[version].second.as_ref()?;
    let up = |i: usize| std::iter::successors(Some(i), |&n| copies[n].parent);
    let comes = |i: usize| up(i).any(|n| n == version);
    let has = |i: usize| copies[i].sentences.iter().any(|s| taken.contains(s));
    let is_first = |i: usize| !up(i).skip(1).take_while(|&n| up(n).any(|m| m == version)).any(|n| kept.contains(&n));
    let height = |i: usize| up(version).position(|n| up(i).any(|m| m == n)).expect("one root");
    let survivors = |is: &dyn Fn(usize) -> bool| (0..kept.len()).filter(|&k| is(kept[k])).collect::<Vec<_>>();
    let found = Mixed {
        lower: survivors(&|i| comes(i) && is_first(i) && has(i)),
        upper: survivors(&|i| !comes(i) && has(i)),
        kin: survivors(&|i| !comes(i) && height(i) < height(*second)),
    };
    (!found.lower.is_empty() && !found.upper.is_empty()).then_some(found)
}

fn random_sentence(article: &Article, random: u64) -> &[String] {
    &article[(random % article.len() as u64) as usize]
}
