//! What does a word, or a sentence, mean, as a direction in space?

use crate::codec::Reader;
use crate::keys::Keys;

/// Numbers in a [`Vector`].
pub(crate) const DIMENSIONS: usize = 192;
/// Length of every vector but the empty one, so that a product of two is a cosine in steps of one in 16 million.
const LENGTH: f64 = 4096.0;
/// Most words that a sum takes: as many as fit whatever they are. What goes on for longer is no sentence.
const MAX_WORDS: u32 = 65_000;
/// Most pieces that a word the table does not hold is put together from; what is behind them says little.
const MAX_PIECES: usize = 8;

/// Directions for words, and through them for sentences: texts that mean the same point the same way.
///
/// Each row of the table was fitted so that the sum of a sentence's rows points where a transformer (all-MiniLM-L6-v2) puts the
/// sentence; the row is the longer, the more its word says. How it was made and how good it is stands in `data/README.md`.
///
/// Sums and products are of whole numbers: the same on every machine, for any order of the words.
///
/// # Example
/// ```
/// use wirecopy_lexicon::Lexicon;
/// let vectors = Lexicon::shared().vectors();
/// let mean = |text: &str| vectors.sentence(text.split(' '));
/// let fire = mean("the blaze destroyed a warehouse");
/// assert!(fire.cosine(&mean("a fire burned down the depot")) > 0.4);
/// assert!(fire.cosine(&mean("the minister left for paris")) < 0.2);
/// ```
#[derive(Debug)]
pub struct Vectors {
    words: Keys,
    /// What a word may go on with, behind its first piece.
    tails: Keys,
    /// What a step of each row is worth, words first, then tails.
    scales: &'static [u8],
    /// `DIMENSIONS` steps a row.
    steps: &'static [u8],
}

/// The rows of a table that stand for one word: its own, or those of its pieces. Small and quick to copy, so that a word is
/// looked up once and summed often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rows {
    numbers: [u16; MAX_PIECES],
    count: u8,
}

/// A sum under way of the rows of words; what comes behind the 65,000th is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    totals: [i32; DIMENSIONS],
    words: u32,
}

/// A direction; the empty one, of texts without a known word, points nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vector([i16; DIMENSIONS]);

impl Vectors {
    pub(crate) fn load() -> Self {
        let mut reader = Reader::new(include_bytes!("../data/vectors.bin"));
        assert_eq!(reader.varint() as usize, DIMENSIONS, "the table was built for another width");
        let (words, tails) = (Keys::read(&mut reader), Keys::read(&mut reader));
        let rows = (words.len() + tails.len()) as usize;
        assert!(rows <= usize::from(u16::MAX), "more rows than a number of two bytes can tell");
        Self { words, tails, scales: reader.bytes(rows), steps: reader.bytes(rows * DIMENSIONS) }
    }

    /// The rows of a folded word. Words that are not in the table are put together from the longest pieces that are; numbers
    /// and scripts other than Latin have none.
    #[must_use]
    pub fn rows(&self, word: &str) -> Rows {
        let mut rows = Rows::default();
        if let Some(number) = self.words.find(word) {
            rows.push(number);
        } else if word.starts_with(|c: char| c.is_ascii_alphabetic()) {
            self.push_pieces(word, &mut rows);
        }
        rows
    }

    fn push_pieces(&self, word: &str, rows: &mut Rows) {
        let Some((number, mut rest)) = longest(&self.words, word) else { return };
        rows.push(number);
        while usize::from(rows.count) < MAX_PIECES {
            let Some((number, after)) = longest(&self.tails, rest) else { return };
            rows.push(self.words.len() + number);
            rest = after;
        }
    }

    /// Adds a word to a sum.
    #[inline]
    pub fn add(&self, rows: &Rows, sum: &mut Sum) {
        if sum.words == MAX_WORDS {
            return;
        }
        sum.words += 1;
        match rows.numbers() {
            [] => {}
            [one] => self.add_row(*one, &mut sum.totals),
            several => {
                let mut word = [0; DIMENSIONS];
                several.iter().for_each(|&row| self.add_row(row, &mut word));
                let count = several.len() as i32;
                sum.totals.iter_mut().zip(word).for_each(|(all, x)| *all += x / count);
            }
        }
    }

    #[inline]
    fn add_row(&self, row: u16, sum: &mut [i32; DIMENSIONS]) {
        let row = usize::from(row);
        let scale = i32::from(self.scales[row]);
        let steps = &self.steps[row * DIMENSIONS..][..DIMENSIONS];
        sum.iter_mut().zip(steps).for_each(|(all, &step)| *all += scale * i32::from(step as i8));
    }

    /// The direction of one word.
    #[must_use]
    pub fn word(&self, rows: &Rows) -> Vector {
        let mut sum = Sum::default();
        self.add(rows, &mut sum);
        sum.direction()
    }

    /// The direction of folded words together.
    #[must_use]
    pub fn sentence<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> Vector {
        let mut sum = Sum::default();
        words.into_iter().for_each(|word| self.add(&self.rows(word), &mut sum));
        sum.direction()
    }
}

/// The longest key at the front of `word`, and what is behind it.
fn longest<'w>(keys: &Keys, word: &'w str) -> Option<(u32, &'w str)> {
    let ends = (1..=word.len()).rev().filter(|&end| word.is_char_boundary(end));
    ends.into_iter().find_map(|end| Some((keys.find(&word[..end])?, &word[end..])))
}

impl Rows {
    fn push(&mut self, number: u32) {
        self.numbers[usize::from(self.count)] = number as u16; // `load` has checked that it fits
        self.count += 1;
    }

    fn numbers(&self) -> &[u16] {
        &self.numbers[..usize::from(self.count)]
    }

    /// Whether nothing is known of the word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}

impl Default for Sum {
    fn default() -> Self {
        Self { totals: [0; DIMENSIONS], words: 0 }
    }
}

impl Sum {
    /// Adds what another sum holds, if both together have no more words than one may.
    pub fn join(&mut self, other: &Self) {
        if self.words + other.words <= MAX_WORDS {
            self.words += other.words;
            self.totals.iter_mut().zip(&other.totals).for_each(|(all, x)| *all += x);
        }
    }

    /// The direction of what was added.
    #[must_use]
    pub fn direction(&self) -> Vector {
        let squares: f64 = self.totals.iter().map(|&x| f64::from(x) * f64::from(x)).sum();
        let factor = if squares == 0.0 { 0.0 } else { LENGTH / squares.sqrt() };
        Vector(self.totals.map(|x| (f64::from(x) * factor).round() as i16))
    }
}

impl Vector {
    /// Its numbers, to be kept.
    #[must_use]
    pub fn numbers(&self) -> &[i16] {
        &self.0
    }

    /// The vector of numbers that [`Vector::numbers`] gave; `None` if there are not as many as a vector has.
    #[must_use]
    pub fn of_numbers(numbers: &[i16]) -> Option<Self> {
        numbers.try_into().ok().map(Self)
    }

    /// Cosine of the angle between two directions, -1..=1; 0 with the empty one. About 20 ns.
    #[must_use]
    pub fn cosine(&self, other: &Self) -> f64 {
        let product: i32 = self.0.iter().zip(&other.0).map(|(&x, &y)| i32::from(x) * i32::from(y)).sum();
        (f64::from(product) / (LENGTH * LENGTH)).clamp(-1.0, 1.0)
    }

    /// The direction of so many times this one and so many times another.
    #[must_use]
    pub fn together(&self, times: u32, other: &Self, other_times: u32) -> Self {
        let sum = |(&x, &y): (&i16, &i16)| f64::from(x) * f64::from(times) + f64::from(y) * f64::from(other_times);
        let sums: Vec<f64> = self.0.iter().zip(&other.0).map(sum).collect();
        let squares: f64 = sums.iter().map(|x| x * x).sum();
        let factor = if squares == 0.0 { 0.0 } else { LENGTH / squares.sqrt() };
        Self(std::array::from_fn(|i| (sums[i] * factor).round() as i16))
    }

    /// Whether it points nowhere.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|&x| x == 0)
    }
}
