//! What copying leaves: versions of which some survive, and the truth about them.

use wirecopy_document::Version;

use crate::random::Random;

/// Sentences as words.
pub(super) type Article = Vec<Vec<String>>;

/// A sentence that keeps its identity through the copies.
#[derive(Clone, PartialEq)]
pub(super) struct Sentence {
    pub(super) origin: usize,
    pub(super) words: Vec<String>,
}

/// One version, lost or not.
pub(super) struct Copy {
    pub(super) parent: Option<usize>,
    pub(super) sentences: Vec<Sentence>,
    pub(super) published: i64,
    pub(super) done: Vec<&'static str>,
    /// The second version on which it draws, and what it took from there.
    pub(super) second: Option<(usize, Takeover)>,
}

/// What a version took from a second one.
pub(super) struct Takeover {
    /// Sentences that it had not, or in other words.
    sentences: Vec<Sentence>,
    /// Words that it had not there.
    words: usize,
}

impl Copy {
    /// The version that all others come from.
    pub(super) fn first(sentences: Vec<Sentence>) -> Self {
        Self { parent: None, sentences, published: 0, done: Vec::new(), second: None }
    }

    /// A copy of it, before anything is changed; `number` is its own.
    pub(super) fn copied(&self, number: usize, seconds_later: i64) -> Self {
        Self { parent: Some(number), published: self.published + seconds_later, ..Self::first(self.sentences.clone()) }
    }

    /// Its text, a paragraph for each sentence.
    pub(super) fn text(&self) -> String {
        let line = |s: &Sentence| s.words.join(" ");
        self.sentences.iter().map(line).collect::<Vec<_>>().join("\n\n")
    }

    /// Takes over sentences of another version: instead of how it had them, or behind the sentence that they follow there.
    pub(super) fn take_over(&mut self, copies: &[Self], other: usize, which: &[usize]) {
        let mut takeover = Takeover { sentences: Vec::new(), words: 0 };
        for &at in which {
            let taken = &copies[other].sentences[at];
            if self.sentences.contains(taken) {
                continue;
            }
            let place = |of: &Sentence| self.sentences.iter().position(|s| s.origin == of.origin);
            match place(taken) {
                Some(own) => {
                    takeover.words += new_words(&taken.words, &self.sentences[own].words);
                    self.sentences[own] = taken.clone();
                }
                None => {
                    takeover.words += taken.words.len();
                    let mut before = copies[other].sentences[..at].iter().rev();
                    let behind = before.find_map(place).map_or(0, |own| own + 1);
                    self.sentences.insert(behind, taken.clone());
                }
            }
            takeover.sentences.push(taken.clone());
        }
        self.second = Some((other, takeover));
    }
}

/// A version, lost or not, that draws on two, as far as the survivors can show it.
pub(crate) struct Mixed {
    /// Words that it took from the second one and had not.
    pub(crate) words: usize,
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

/// How far times of publication are known.
#[derive(Clone, Copy)]
pub(super) struct Dating {
    /// The share of which there is a time.
    pub(super) known: f64,
    /// The share of these times that are some days too late.
    pub(super) wrong: f64,
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

/// What is left of all copies when so many survive, whichever.
pub(super) fn survivors(copies: &[Copy], survivors: usize, dating: Dating, random: &mut Random) -> Tradition {
    let mut order: Vec<usize> = (0..copies.len()).collect();
    random.shuffle(&mut order);
    order.truncate(survivors);
    survive(copies, &order, dating, random)
}

fn survive(copies: &[Copy], kept: &[usize], dating: Dating, random: &mut Random) -> Tradition {
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
            let wrong = if random.chance(dating.wrong) { 86_400 * (1 + random.below(30) as i64) } else { 0 };
            random.chance(dating.known).then_some(copies[i].published + wrong)
        })
        .collect();
    Tradition {
        versions: kept.iter().map(|&i| Version::of("v", &copies[i].text())).collect(),
        published,
        ancestors: kept.iter().map(|&i| up(i)[1..].iter().map(number).collect()).collect(),
        steps: kept.iter().flat_map(|&a| kept.iter().map(move |&b| (a, b))).map(|(a, b)| steps(a, b)).collect(),
        done: kept.iter().map(|&i| copies[i].done.join(", ")).collect(),
        mixed: (0..copies.len()).filter_map(|i| mixed(copies, kept, i)).collect(),
    }
}

/// What survivors show of a version having drawn on two; `None` if it did not, or they don't.
fn mixed(copies: &[Copy], kept: &[usize], version: usize) -> Option<Mixed> {
    let (second, takeover) = copies[version].second.as_ref()?;
    let up = |i: usize| std::iter::successors(Some(i), |&n| copies[n].parent);
    let comes = |i: usize| up(i).any(|n| n == version);
    let has = |i: usize| copies[i].sentences.iter().any(|s| takeover.sentences.contains(s));
    let is_first = |i: usize| !up(i).skip(1).take_while(|&n| up(n).any(|m| m == version)).any(|n| kept.contains(&n));
    let height = |i: usize| up(version).position(|n| up(i).any(|m| m == n)).expect("one root");
    let survivors = |is: &dyn Fn(usize) -> bool| (0..kept.len()).filter(|&k| is(kept[k])).collect::<Vec<_>>();
    let found = Mixed {
        words: takeover.words,
        lower: survivors(&|i| comes(i) && is_first(i) && has(i)),
        upper: survivors(&|i| !comes(i) && has(i)),
        kin: survivors(&|i| !comes(i) && height(i) < height(*second)),
    };
    (!found.lower.is_empty() && !found.upper.is_empty()).then_some(found)
}

/// Words of a sentence that another has not.
fn new_words(words: &[String], others: &[String]) -> usize {
    let mut others: Vec<&String> = others.iter().collect();
    let mut is_new = |word: &&String| match others.iter().position(|other| other == word) {
        Some(at) => {
            others.swap_remove(at);
            false
        }
        None => true,
    };
    words.iter().filter(|word| is_new(word)).count()
}

/// Puts a sentence into a house style: of the words in a row it has the one in the column of the style, which may be none.
pub(super) fn in_style(words: &mut Vec<String>, rows: &[[impl AsRef<str>; 3]], style: usize) {
    for word in words.iter_mut() {
        if let Some(row) = rows.iter().find(|row| row.iter().any(|w| w.as_ref() == word && !word.is_empty())) {
            row[style].as_ref().clone_into(word);
        }
    }
    words.retain(|word| !word.is_empty());
}
