//! Which sentences of two rewritten versions answer to each other, judged by all of their sentences together: is there a likelier answer
//! for either, and are the sentences beside them alike too?
//!
//! A likeness of .2 says nothing by itself. It does where no other sentence comes near, and where the versions have their names and
//! figures in common. Each pair gets numbers with names, and a logistic regression over them says how likely it is
//! (`data/answers.txt`, made by `eval/train/answers.py`, which says from what).
//!
//! Time O(n · m) comparisons for n and m sentences, but for those that were paired with others before; so it is done for no more than
//! `MAX_PAIRS`.

use std::sync::OnceLock;

use crate::nearness::Nearness;
use crate::similarity::Comparison;

/// Pairs of sentences that are looked at: two articles of 70 sentences each.
const MAX_PAIRS: usize = 5_000;

macro_rules! about {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// What is known of a pair of sentences. Numbers are the same whichever side is called a.
        #[derive(Debug, Clone, Copy, Default)]
        pub(crate) struct About {
            $($(#[$doc])* pub $name: f64,)*
        }

        impl About {
            /// The names of the numbers.
            pub(crate) const NAMES: &[&str] = &[$(stringify!($name),)*];

            /// All numbers in the order of their names.
            pub(crate) fn values(&self) -> [f64; Self::NAMES.len()] {
                [$(self.$name,)*]
            }
        }
    };
}

about! {
    /// Likeness as the alignment has it.
    likeness,
    /// Share of matched words.
    plain,
    /// Share of information covered, of the side that is covered less.
    covered_low,
    /// Of the side that is covered more.
    covered_high,
    /// Shared information of words that are no names, in rare words.
    content,
    /// Of names.
    names,
    /// Mean nearness in meaning of the telling words, of the side where it is less.
    soft_low,
    /// Where it is more.
    soft_high,
    /// How much likelier it is than any other pair of either sentence; less than 0 where another is likelier.
    likeness_least,
    /// The same for the sentence where it stands out more.
    likeness_most,
    /// Likeness of the two sentences before and of the two behind.
    likeness_diagonal,
    /// The likeliest pair of one of the sentences and one beside the other.
    likeness_beside,
    /// As `likeness_least`, by nearness in meaning.
    soft_least,
    /// As `likeness_most`.
    soft_most,
    /// How far apart they stand, in shares of their versions.
    distance,
}

/// A pair of sentences and what is known of it.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub a: usize,
    pub b: usize,
    pub about: About,
}

impl Answer {
    /// How likely they answer to each other, 0..=1.
    pub(crate) fn probability(&self) -> f64 {
        let weights = Weights::shared();
        let sum: f64 = self.about.values().iter().zip(&weights.of).map(|(value, weight)| value * weight).sum();
        1.0 / (1.0 + (-(weights.base + sum)).exp())
    }
}

/// What each number counts.
struct Weights {
    base: f64,
    of: Vec<f64>,
}

impl Weights {
    fn shared() -> &'static Self {
        static WEIGHTS: OnceLock<Weights> = OnceLock::new();
        WEIGHTS.get_or_init(|| Self::parse(include_str!("../data/answers.txt")))
    }

    /// Reads lines of a name and a number.
    fn parse(text: &str) -> Self {
        let number = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
            line.and_then(|number| number.parse().ok()).expect("the bundled weights name each number")
        };
        Self { base: number("base"), of: About::NAMES.iter().map(|name| number(name)).collect() }
    }
}

/// What was found before: the group of each sentence of either side, and which groups are verbatim pairs.
pub(crate) struct Found<'f> {
    pub owners: &'f [Vec<Option<usize>>; 2],
    pub fixed: &'f [bool],
}

impl Found<'_> {
    fn is_fixed(&self, side: usize, sentence: usize) -> bool {
        self.owners[side][sentence].is_some_and(|group| self.fixed[group])
    }

    fn is_together(&self, i: usize, j: usize) -> bool {
        self.owners[0][i].is_some() && self.owners[0][i] == self.owners[1][j]
    }

    /// Whether a group may still be made of two sentences, or was made.
    fn is_asked(&self, i: usize, j: usize) -> bool {
        let is_left_over = self.owners[0][i].is_none() || self.owners[1][j].is_none();
        is_left_over && !self.is_fixed(0, i) && !self.is_fixed(1, j) || self.is_together(i, j)
    }

    fn asked(&self) -> Vec<(usize, usize)> {
        let all = |side: usize| 0..self.owners[side].len();
        let pairs = all(0).flat_map(|i| all(1).map(move |j| (i, j)));
        pairs.filter(|&(i, j)| self.is_asked(i, j)).collect()
    }
}

/// All pairs of which one sentence is left over, and those that were found; none where they are too many.
pub(crate) fn answers(comparison: &mut Comparison, found: &Found) -> Vec<Answer> {
    let asked = found.asked();
    if asked.len() > MAX_PAIRS {
        return Vec::new();
    }
    let size = [0, 1].map(|side| found.owners[side].len());
    let (mut likeness, mut soft) = (Table::new(size), Table::new(size));
    let mut nearness = Nearness::of(comparison);
    let mut answers = Vec::with_capacity(asked.len());
    for (a, b) in asked {
        if found.is_fixed(0, a) {
            likeness.put(a, b, 1.0);
            soft.put(a, b, 1.0);
            continue;
        }
        let about = compare(comparison, &mut nearness, a, b);
        likeness.put(a, b, about.likeness);
        soft.put(a, b, f64::midpoint(about.soft_low, about.soft_high));
        answers.push(Answer { a, b, about });
    }
    place(&mut answers, &likeness, &soft);
    answers
}

/// What two sentences say by themselves.
fn compare(comparison: &mut Comparison, nearness: &mut Nearness, i: usize, j: usize) -> About {
    let found = comparison.likeness(&(i..i + 1), &(j..j + 1));
    let [soft_low, soft_high] = sorted(nearness.between(comparison, i, j));
    let [covered_low, covered_high] = sorted([found.a_covered, found.b_covered]);
    About {
        likeness: found.score,
        plain: found.plain,
        covered_low,
        covered_high,
        content: found.shared_content,
        names: found.shared_names,
        soft_low,
        soft_high,
        ..About::default()
    }
}

/// Adds what the other pairs say.
fn place(answers: &mut [Answer], likeness: &Table, soft: &Table) {
    let (best_likeness, best_soft) = (Best::of(likeness), Best::of(soft));
    let share = |at: usize, side: usize| at as f64 / likeness.size[side] as f64;
    for Answer { a, b, about } in answers {
        let (i, j) = (*a, *b);
        [about.likeness_least, about.likeness_most] = best_likeness.ahead(likeness.get(i, j), i, j);
        [about.soft_least, about.soft_most] = best_soft.ahead(soft.get(i, j), i, j);
        about.likeness_diagonal = likeness.near(i, j, [0, 0]) + likeness.near(i, j, [2, 2]);
        let beside = [[0, 1], [2, 1], [1, 0], [1, 2]].map(|by| likeness.near(i, j, by));
        about.likeness_beside = beside.into_iter().fold(0.0, f64::max);
        about.distance = (share(i, 0) - share(j, 1)).abs();
    }
}

fn sorted([x, y]: [f64; 2]) -> [f64; 2] {
    if x <= y { [x, y] } else { [y, x] }
}

/// A number for each pair of sentences, with zeros around.
struct Table {
    size: [usize; 2],
    cells: Vec<f64>,
}

impl Table {
    fn new(size: [usize; 2]) -> Self {
        Self { size, cells: vec![0.0; (size[0] + 2) * (size[1] + 2)] }
    }

    fn at(&self, i: usize, j: usize) -> usize {
        i * (self.size[1] + 2) + j
    }

    fn put(&mut self, i: usize, j: usize, value: f64) {
        let at = self.at(i + 1, j + 1);
        self.cells[at] = value;
    }

    fn get(&self, i: usize, j: usize) -> f64 {
        self.near(i, j, [1, 1])
    }

    /// The number of the pair that stands so far off: 0, 1 and 2 for the sentence before, the same one and the one behind.
    fn near(&self, i: usize, j: usize, by: [usize; 2]) -> f64 {
        self.cells[self.at(i + by[0], j + by[1])]
    }
}

/// The best two numbers of each row and of each column.
struct Best([Vec<[f64; 2]>; 2]);

impl Best {
    fn of(table: &Table) -> Self {
        let [rows, columns] = table.size;
        let row = |i| best_two((0..columns).map(|j| table.get(i, j)));
        let column = |j| best_two((0..rows).map(|i| table.get(i, j)));
        Self([(0..rows).map(row).collect(), (0..columns).map(column).collect()])
    }

    /// By how much a number is more than the best other one of its row and of its column, the lesser first.
    fn ahead(&self, value: f64, i: usize, j: usize) -> [f64; 2] {
        let one = |[first, second]: [f64; 2]| value - if value >= first { second } else { first };
        sorted([one(self.0[0][i]), one(self.0[1][j])])
    }
}

fn best_two(values: impl Iterator<Item = f64>) -> [f64; 2] {
    values.fold([0.0, 0.0], |[first, second], x| if x > first { [x, first] } else { [first, second.max(x)] })
}
