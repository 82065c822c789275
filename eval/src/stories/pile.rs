//! Articles as one pile, with what the story pass knows of them.

use wirecopy_cluster::{StoryEdge, StorySettings, Telling, stories};
use wirecopy_document::Version;
use wirecopy_retrieve::{
    EventWeights, Frequencies, NeighbourScratch, Profile, TermCounts, TermIndex, TermSettings, TermWeights, Vector,
    Vocabulary, lead, terms,
};

/// What articles are about, and when they were published.
pub(super) struct Pile {
    pub(super) profiles: Vec<Profile>,
    pub(super) index: TermIndex,
    days: Vec<Option<i32>>,
}

/// The words of articles, before it is known how rare they are.
#[derive(Default)]
pub(super) struct Words {
    vocabulary: Vocabulary,
    frequencies: Frequencies,
    articles: Vec<(TermCounts, Vector)>,
    days: Vec<Option<i32>>,
}

impl Words {
    pub(super) fn add(&mut self, text: &str, day: Option<i32>) {
        let version = Version::of("x", text);
        let counts = self.vocabulary.number(&terms(&version));
        self.frequencies.add(&counts);
        self.articles.push((counts, lead(&version)));
        self.days.push(day);
    }

    pub(super) fn weights(&self) -> TermWeights {
        self.frequencies.weights(&self.vocabulary)
    }

    pub(super) fn pile(self, weights: &TermWeights) -> Pile {
        let settings = TermSettings::default();
        let vectors = self.articles.iter().map(|(counts, _)| weights.vector(counts, settings.max_terms)).collect();
        let profile = |(counts, lead): (TermCounts, Vector)| Profile::new(&counts, lead, weights);
        let index = TermIndex::new(vectors, self.days.clone(), settings);
        Pile { profiles: self.articles.into_iter().map(profile).collect(), index, days: self.days }
    }
}

impl Pile {
    pub(super) fn new<'t>(articles: impl Iterator<Item = (&'t str, Option<i32>)>) -> Self {
        let mut words = Words::default();
        articles.for_each(|(text, day)| words.add(text, day));
        let weights = words.weights();
        words.pile(&weights)
    }

    /// The pairs that may tell one story.
    pub(super) fn edges(&self) -> Vec<StoryEdge> {
        let mut edges = Vec::new();
        let mut scratch = NeighbourScratch::default();
        for a in (0_u32..).take(self.profiles.len()) {
            let near = self.index.neighbours(a as usize, &mut scratch);
            edges.extend(near.iter().map(|n| StoryEdge { a: a.min(n.article), b: a.max(n.article) }));
        }
        edges.sort_unstable_by_key(|edge| (edge.a, edge.b));
        edges.dedup();
        edges
    }

    pub(super) fn stories(&self, weights: EventWeights, settings: StorySettings) -> Vec<Vec<u32>> {
        self.grouped(&self.edges(), weights, settings)
    }

    pub(super) fn grouped(&self, edges: &[StoryEdge], weights: EventWeights, settings: StorySettings) -> Vec<Vec<u32>> {
        let days = self.days.iter().map(|day| day.map_or((0.0, 0), |day| (f64::from(day), 1))).collect();
        let mut telling = Together { profiles: self.profiles.clone(), days, weights, settings };
        stories(self.profiles.len(), &[], edges, settings, &mut telling)
    }
}

/// What groups tell, by the article that each is known by.
struct Together {
    profiles: Vec<Profile>,
    /// The sum of the days of a group, and how many are known.
    days: Vec<(f64, u32)>,
    weights: EventWeights,
    settings: StorySettings,
}

impl Together {
    fn likeness(&self, x: u32, y: u32) -> f32 {
        let score = self.weights.score(self.profiles[x as usize].common(&self.profiles[y as usize]));
        let ((sum, known), (other_sum, other_known)) = (self.days[x as usize], self.days[y as usize]);
        if known == 0 || other_known == 0 {
            return score;
        }
        let apart = (sum / f64::from(known) - other_sum / f64::from(other_known)).abs();
        score * self.settings.closeness(apart as f32)
    }
}

impl Telling for Together {
    fn likenesses(&self, pairs: &[(u32, u32)]) -> Vec<f32> {
        pairs.iter().map(|&(x, y)| self.likeness(x, y)).collect()
    }

    fn join(&mut self, x: u32, y: u32, whole: u32) {
        self.profiles[whole as usize] = self.profiles[x as usize].together(&self.profiles[y as usize]);
        let (one, other) = (self.days[x as usize], self.days[y as usize]);
        self.days[whole as usize] = (one.0 + other.0, one.1 + other.1);
    }
}
