//! Which records the corpus has, and which of them copy which.

use super::corpus::{Corpus, Piece};
use super::relation::Relation;
use super::texts;
use crate::random::Random;

/// One record, before its text is made.
#[derive(Debug, Clone)]
pub(super) struct Spec {
    pub(super) made: Made,
    /// The article that it prints; of a copy, the one that it copies.
    pub(super) piece: Piece,
    /// What else stands on the page.
    pub(super) others: [Other; 2],
}

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Made {
    /// An article alone.
    Article,
    /// With the notice of its outlet, and a note on its writer.
    Noticed,
    /// An article of its own that quotes what somebody said, as others do. `long`: in one run of 45 words and more.
    Quoting { speech: Piece, long: bool },
    /// A report made from a template.
    LookAlike { template: u16 },
    /// A copy of the record `of`.
    Copy { relation: Relation, of: u32 },
}

/// Another article on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Other {
    None,
    /// One that is printed nowhere else.
    Piece(Piece),
    /// One that is a record of its own, too.
    Record(u32, Piece),
}

/// Weights of what is drawn, for these shares of the records: about 64 of 100 an article with its copies, 12 articles alone, 14
/// with notices, 4 with quotations, 6 from templates.
const WEIGHTS: [(usize, Draw); 5] =
    [(197, Draw::Copied), (120, Draw::Alone), (140, Draw::Noticed), (13, Draw::Quoted), (60, Draw::LookAlike)];

#[derive(Clone, Copy)]
enum Draw {
    Copied,
    Alone,
    Noticed,
    Quoted,
    LookAlike,
}

/// The records in the order in which they are written.
pub(super) fn plan(corpus: &Corpus, records: usize, random: &mut Random) -> Vec<Spec> {
    let mut planner = Planner { corpus, random, specs: Vec::with_capacity(records), used: 0, deck: Vec::new() };
    while planner.specs.len() < records {
        planner.draw();
    }
    let mut specs = planner.specs;
    specs.truncate(records);
    specs
}

struct Planner<'c> {
    corpus: &'c Corpus,
    random: &'c mut Random,
    specs: Vec<Spec>,
    /// Pieces used so far: none is used twice.
    used: usize,
    /// What copies are to be made next: all kinds come equally often.
    deck: Vec<Relation>,
}

impl Planner<'_> {
    fn draw(&mut self) {
        let mut at = self.random.below(WEIGHTS.iter().map(|w| w.0).sum());
        for (weight, draw) in WEIGHTS {
            if at < weight {
                return self.add(draw);
            }
            at -= weight;
        }
    }

    fn add(&mut self, draw: Draw) {
        match draw {
            Draw::Copied => self.add_copied(),
            Draw::Alone => self.push(Made::Article),
            Draw::Noticed => self.push(Made::Noticed),
            Draw::Quoted => {
                let made = Made::Quoting { speech: self.new_piece(), long: self.random.chance(0.25) };
                (0..2 + self.random.below(3)).for_each(|_| self.push(made));
            }
            Draw::LookAlike => {
                let template = self.random.below(texts::templates()) as u16;
                self.push(Made::LookAlike { template });
            }
        }
    }

    fn push(&mut self, made: Made) {
        let piece = self.new_piece();
        self.specs.push(Spec { made, piece, others: [Other::None; 2] });
    }

    fn new_piece(&mut self) -> Piece {
        self.used += 1;
        self.corpus.piece(self.used - 1)
    }

    /// An article with its copies. Where both carry notices, they are a pair of their own: beside others the article stands without.
    fn add_copied(&mut self) {
        let piece = self.new_piece();
        let all: Vec<Relation> = (0..self.copies()).map(|_| self.next_relation(piece)).collect();
        let (noticed, plain): (Vec<_>, Vec<_>) = all.into_iter().partition(|&r| r == Relation::OtherNotice);
        if !plain.is_empty() {
            self.push_copied(Made::Article, piece, &plain);
        }
        for relation in noticed {
            let piece = self.new_piece();
            self.push_copied(Made::Noticed, piece, &[relation]);
        }
    }

    fn push_copied(&mut self, made: Made, piece: Piece, relations: &[Relation]) {
        let of = u32::try_from(self.specs.len()).expect("fewer than 2^32 records");
        self.specs.push(Spec { made, piece, others: [Other::None; 2] });
        for &relation in relations {
            let wanted = relation.others();
            let others = std::array::from_fn(|i| if i < wanted { self.other(relation, of) } else { Other::None });
            self.specs.push(Spec { made: Made::Copy { relation, of }, piece, others });
        }
    }

    /// Most articles are copied once or twice, a few by everybody.
    fn copies(&mut self) -> usize {
        match self.random.below(100) {
            0..50 => 1,
            50..75 => 2,
            75..90 => 3,
            90..98 => 4 + self.random.below(3),
            _ => 10 + self.random.below(21),
        }
    }

    /// The next kind of copy that the piece is long enough for.
    fn next_relation(&mut self, piece: Piece) -> Relation {
        let words = self.corpus.words(piece);
        loop {
            if let Some(at) = self.deck.iter().rposition(|r| r.least_words() <= words) {
                return self.deck.remove(at);
            }
            let mut more = Relation::ALL;
            self.random.shuffle(&mut more);
            self.deck.splice(0..0, more);
        }
    }

    /// Another article for the page: one in three stands in the corpus as a record of its own.
    fn other(&mut self, relation: Relation, of: u32) -> Other {
        if !matches!(relation, Relation::Passage(_)) && of > 0 && self.random.chance(0.33) {
            let at = self.random.below(of as usize);
            if self.specs[at].made == Made::Article {
                return Other::Record(at as u32, self.specs[at].piece);
            }
        }
        Other::Piece(self.new_piece())
    }
}
