//! How near an inferred tree is to the true one.

use std::ops::Range;
use std::time::Instant;

use wirecopy_document::Version;
use wirecopy_stemma::{
    Apparatus, Carried, Character, Collation, Costs, Descent, Effort, Grounds, Hints, Relation, SharedAgainst, Stemma,
    Text,
};

use super::copies::{Mixed, Tradition};
use super::joining::neighbour_joining;
use super::peers::{Tree, event_distances, plain_distances, spanning_tree};

/// Of one tradition.
pub(super) struct Scores {
    /// Average sign similarity: ours, neighbour joining on our events, on plain distances, spanning tree.
    signs: [f64; 5],
    /// Edges between survivors: found and true, found, true.
    edges: [usize; 3],
    /// For each pair what speaks for its relation, and whether it is right.
    pub(super) said: Vec<(Grounds, bool)>,
    /// For each pair that shares words against the tree what speaks for it, and what is so.
    pub(super) shared: Vec<(SharedAgainst, Truth)>,
    /// Of the versions that draw on two as far as the survivors show it, the words that they took from the second.
    mixed: Vec<usize>,
    related: usize,
    root_is_right: bool,
}

/// What is so of two texts that share words against the tree.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Truth {
    /// The lower one, by number of the versions that draw on two.
    Lower(usize),
    /// The upper one.
    Upper(usize),
    /// Neither drew on the other, or on what it came from.
    Neither,
}

pub(super) fn scores(tradition: &Tradition, hints: &Hints, costs: Costs, effort: Effort, alone: bool) -> Scores {
    let n = tradition.versions.len();
    let sentences = sentences(tradition);
    let texts: Vec<Text<'_>> =
        tradition.versions.iter().zip(&sentences).map(|(v, s)| Text { keys: v.tokens.keys(), sentences: s }).collect();
    let stemma = Stemma::of(&texts, hints, costs, effort);
    let truth: Vec<f64> = tradition.steps.iter().map(|&s| f64::from(s)).collect();
    let mut signs = [f64::NAN; 5];
    signs[0] = sign_similarity(n, &truth, &stemma_steps(&stemma, n));
    if !alone {
        for (sign, steps) in signs[1..].iter_mut().zip(others(&texts, tradition)) {
            *sign = sign_similarity(n, &truth, &steps);
        }
    }
    let mut result = Scores {
        signs,
        edges: [0; 3],
        said: Vec::new(),
        shared: Vec::new(),
        mixed: tradition.mixed.iter().map(|mixed| mixed.words).collect(),
        related: 0,
        root_is_right: false,
    };
    edges(tradition, &stemma, &mut result);
    directions(tradition, &stemma, &mut result);
    result.shared = shared(tradition, &stemma);
    result
}

fn sentences(tradition: &Tradition) -> Vec<Vec<Range<usize>>> {
    tradition.versions.iter().map(|v| v.sentences.iter().map(|s| s.tokens.clone()).collect()).collect()
}

/// Steps between any two in the trees of the other methods.
fn others(texts: &[Text<'_>], tradition: &Tradition) -> [Vec<f64>; 4] {
    let n = texts.len();
    let events = event_distances(&Collation::of(texts));
    let plain = plain_distances(&tradition.versions);
    [
        neighbour_joining(n, &events).steps(n),
        neighbour_joining(n, &plain).steps(n),
        spanning_tree(n, &events).steps(n),
        spanning_tree(n, &plain).steps(n),
    ]
}

/// How long it takes to find who was made from whom, in seconds.
pub(super) fn seconds(tradition: &Tradition) -> anyhow::Result<f64> {
    let sentences = sentences(tradition);
    let pairs = tradition.versions.iter().zip(&sentences);
    let texts: Vec<Carried<'_>> = pairs
        .map(|(version, sentences)| Carried {
            text: Text { keys: version.tokens.keys(), sentences },
            agency: None,
            credits: Vec::new(),
            published: None,
            articles: 1,
        })
        .collect();
    let start = Instant::now();
    let found = Descent::of(&texts, Costs::default(), Effort::default());
    let seconds = start.elapsed().as_secs_f64();
    anyhow::ensure!(found.nodes.len() >= texts.len(), "a version is missing");
    Ok(seconds)
}

fn edges(tradition: &Tradition, stemma: &Stemma, result: &mut Scores) {
    for (i, ancestors) in tradition.ancestors.iter().enumerate() {
        let truth = ancestors.first().copied().flatten();
        let found = stemma.nodes[i].parent.filter(|&p| stemma.nodes[p].text.is_some());
        let undirected = |a: usize, b: usize| {
            tradition.ancestors[a].first() == Some(&Some(b)) || tradition.ancestors[b].first() == Some(&Some(a))
        };
        result.edges[0] += usize::from(found.is_some_and(|p| undirected(i, p)));
        result.edges[1] += usize::from(found.is_some());
        result.edges[2] += usize::from(truth.is_some());
    }
}

fn directions(tradition: &Tradition, stemma: &Stemma, result: &mut Scores) {
    let n = tradition.versions.len();
    let comes_from = |a: usize, b: usize| tradition.ancestors[a].contains(&Some(b));
    for a in 0..n {
        for b in a + 1..n {
            let grounds = stemma.grounds(a, b);
            let truth_related = comes_from(a, b) || comes_from(b, a);
            result.related += usize::from(truth_related);
            let right = match grounds.relation {
                Relation::From => comes_from(a, b),
                Relation::Into => comes_from(b, a),
                Relation::Siblings(_) => !truth_related,
            };
            result.said.push((grounds, right));
        }
    }
    let root = stemma.nodes.iter().position(|node| node.parent.is_none());
    let first = tradition.ancestors.iter().position(Vec::is_empty);
    result.root_is_right = match (first, root.and_then(|r| stemma.nodes[r].text)) {
        (Some(truth), Some(found)) => truth == found,
        (None, None) => true,
        _ => false,
    };
}

/// What is so of each pair that shares words against the tree. A version may stand in the tree where its second source would put it; then
/// its first source is the second one of the tree.
fn shared(tradition: &Tradition, stemma: &Stemma) -> Vec<(SharedAgainst, Truth)> {
    let n = tradition.versions.len();
    let steps = stemma_steps(stemma, n);
    let is_so = |mixed: &Mixed, lower: usize, upper: usize| {
        let nearer = |t: &&usize| !mixed.kin.contains(t) && steps[lower * n + **t] < steps[lower * n + upper];
        let hangs_there = mixed.upper.iter().any(|t| nearer(&t));
        mixed.lower.contains(&lower) && (mixed.upper.contains(&upper) || mixed.kin.contains(&upper) && hangs_there)
    };
    let truth = |lower: usize, upper: usize| {
        let found = |a, b| tradition.mixed.iter().position(|mixed| is_so(mixed, a, b));
        let forth = found(lower, upper).map(Truth::Lower);
        forth.or_else(|| found(upper, lower).map(Truth::Upper)).unwrap_or(Truth::Neither)
    };
    let seconds = stemma.seconds.iter();
    seconds.map(|second| (second.grounds, truth(second.lower as usize, second.upper as usize))).collect()
}

/// An object with more values, by name.
fn with<const N: usize>(mut object: serde_json::Value, names: [&str; N], values: [f64; N]) -> serde_json::Value {
    names.into_iter().zip(values).for_each(|(name, value)| object[name] = value.into());
    object
}

/// One object a line: what two texts share against the tree by name, and whether it is so.
pub(super) fn write_shared(
    shared: &[(SharedAgainst, Truth)],
    seed: u64,
    lost: usize,
    out: &mut impl std::io::Write,
) -> anyhow::Result<()> {
    for (grounds, truth) in shared {
        let line = serde_json::json!({
            "seed": seed, "lost_percent": lost, "right": *truth != Truth::Neither,
            "is_lower": matches!(truth, Truth::Lower(_)),
        });
        writeln!(out, "{}", with(line, SharedAgainst::NAMES, grounds.values()))?;
    }
    Ok(())
}

/// One object a line: the grounds of a relation by name, and whether it is right.
pub(super) fn write(
    said: &[(Grounds, bool)],
    seed: u64,
    lost: usize,
    out: &mut impl std::io::Write,
) -> anyhow::Result<()> {
    for (g, right) in said {
        let line = serde_json::json!({
            "seed": seed, "lost_percent": lost, "versions": g.texts, "right": right, "is_line": g.is_line(),
        });
        writeln!(out, "{}", with(line, Grounds::NAMES, g.values()))?;
    }
    Ok(())
}

/// One object: for each character the states of the versions (`0`, `1`, `?`), the copying steps between any two versions, and their
/// words.
pub(super) fn write_characters(
    tradition: &Tradition,
    lost: usize,
    out: &mut impl std::io::Write,
) -> anyhow::Result<()> {
    let sentences = sentences(tradition);
    let pairs = tradition.versions.iter().zip(&sentences);
    let texts: Vec<Text<'_>> = pairs.map(|(v, sentences)| Text { keys: v.tokens.keys(), sentences }).collect();
    let collation = Collation::of(&texts);
    let state = |character: &Character, text| match character.state(text) {
        Some(true) => '1',
        Some(false) => '0',
        None => '?',
    };
    let row = |text| collation.characters.iter().map(|character| state(character, text)).collect::<String>();
    let rows: Vec<String> = (0..texts.len()).map(row).collect();
    let words = aligned(&tradition.versions, &texts);
    let line = serde_json::json!({ "lost_percent": lost, "versions": rows, "steps": tradition.steps, "words": words });
    writeln!(out, "{line}")?;
    Ok(())
}

/// The folded words of each version, one under the other where they answer to each other, with `null` where a version has none.
fn aligned<'v>(versions: &'v [Version], texts: &[Text<'_>]) -> Vec<Vec<Option<&'v str>>> {
    let mut rows = vec![Vec::new(); versions.len()];
    for segment in Apparatus::of(texts).sentences.iter().flat_map(|sentence| &sentence.segments) {
        let width = segment.iter().map(|variant| variant.words.len()).max().unwrap_or(0);
        let upto = rows[0].len() + width;
        for variant in segment {
            let first = &versions[variant.texts[0]];
            let words = variant.words.clone().map(|word| Some(first.tokens.word(word)));
            variant.texts.iter().for_each(|&text| rows[text].extend(words.clone()));
        }
        rows.iter_mut().for_each(|row: &mut Vec<_>| row.resize(upto, None));
    }
    rows
}

/// Average sign similarity over triples (Roos & Heikkilä 2009): for each text and each two others, whether both trees agree on
/// which of the two is nearer; half a point when one of them can't tell.
fn sign_similarity(n: usize, truth: &[f64], found: &[f64]) -> f64 {
    let sign = |d: &[f64], a: usize, b: usize, c: usize| {
        let difference = d[a * n + b] - d[a * n + c];
        if difference.abs() < 1e-9 { 0.0 } else { difference.signum() }
    };
    let (mut sum, mut count) = (0.0, 0.0);
    for a in 0..n {
        for b in (0..n).filter(|&b| b != a) {
            for c in (b + 1..n).filter(|&c| c != a) {
                sum += 1.0 - (sign(truth, a, b, c) - sign(found, a, b, c)).abs() / 2.0;
                count += 1.0;
            }
        }
    }
    if count == 0.0 { 1.0 } else { sum / count }
}

fn stemma_steps(stemma: &Stemma, n: usize) -> Vec<f64> {
    let mut tree = Tree::new(stemma.nodes.len());
    for (i, node) in stemma.nodes.iter().enumerate() {
        if let Some(parent) = node.parent {
            tree.join(i, parent);
        }
    }
    tree.steps(n)
}

/// Of many traditions.
#[derive(Default)]
pub(super) struct Totals {
    count: f64,
    signs: [f64; 5],
    edges: [usize; 3],
    said: Vec<(Grounds, bool)>,
    seconds: Seconds,
    related: usize,
    roots: usize,
}

/// How many second sources are told.
#[derive(Default)]
struct Seconds {
    /// Pairs that are told, and those of them that are so.
    pairs: [usize; 2],
    /// The same of those of which it is told who drew on whom.
    directed: [usize; 2],
    /// Versions that draw on two as far as the survivors show it, and those of them that are told.
    mixed: [usize; 2],
    /// The same by the words that they took.
    by_words: [[usize; 2]; WORDS.len()],
}

/// The least words of each class of takeovers.
const WORDS: [usize; 4] = [0, 4, 16, 61];

impl Seconds {
    fn of(one: &Scores) -> Self {
        let mut told = vec![false; one.mixed.len()];
        let mut all = Self::default();
        for (grounds, truth) in one.shared.iter().filter(|(grounds, _)| grounds.is_sure()) {
            let drew = match truth {
                Truth::Lower(number) => Some((*number, true)),
                Truth::Upper(number) => Some((*number, false)),
                Truth::Neither => None,
            };
            drew.iter().for_each(|&(number, _)| told[number] = true);
            all.pairs = [all.pairs[0] + 1, all.pairs[1] + usize::from(drew.is_some())];
            if let Some(is_lower) = grounds.is_lower() {
                let is_so = drew.is_some_and(|(_, lower)| lower == is_lower);
                all.directed = [all.directed[0] + 1, all.directed[1] + usize::from(is_so)];
            }
        }
        all.mixed = [told.len(), told.iter().filter(|&&t| t).count()];
        for (words, told) in one.mixed.iter().zip(told) {
            let class = WORDS.iter().rposition(|least| words >= least).expect("the first is 0");
            all.by_words[class] = [all.by_words[class][0] + 1, all.by_words[class][1] + usize::from(told)];
        }
        all
    }

    fn merge(&mut self, other: &Self) {
        let pairs =
            [(&mut self.pairs, other.pairs), (&mut self.directed, other.directed), (&mut self.mixed, other.mixed)];
        for (own, other) in pairs.into_iter().chain(self.by_words.iter_mut().zip(other.by_words)) {
            *own = [own[0] + other[0], own[1] + other[1]];
        }
    }
}

impl Totals {
    pub(super) fn add(&mut self, one: &Scores) {
        self.count += 1.0;
        for (sum, sign) in self.signs.iter_mut().zip(one.signs) {
            *sum += sign;
        }
        for (sum, edges) in self.edges.iter_mut().zip(one.edges) {
            *sum += edges;
        }
        self.said.extend_from_slice(&one.said);
        self.seconds.merge(&Seconds::of(one));
        self.related += one.related;
        self.roots += usize::from(one.root_is_right);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.count += other.count;
        for (sum, sign) in self.signs.iter_mut().zip(other.signs) {
            *sum += sign;
        }
        for (sum, edges) in self.edges.iter_mut().zip(other.edges) {
            *sum += edges;
        }
        self.said.extend_from_slice(&other.said);
        self.seconds.merge(&other.seconds);
        self.related += other.related;
        self.roots += other.roots;
    }

    pub(super) fn row(&self) -> String {
        let signs: Vec<String> = self.signs.iter().map(|s| format!("{:.3}", s / self.count)).collect();
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let said: Vec<bool> = self.said.iter().filter(|s| s.0.is_line() && s.0.is_sure()).map(|s| s.1).collect();
        let right = said.iter().filter(|&&r| r).count();
        let common = self.said.iter().filter(|s| !s.0.is_line() && s.0.is_sure());
        let common: Vec<bool> = common.map(|s| s.1).collect();
        let truly_common = common.iter().filter(|&&r| r).count();
        format!(
            "{} | {:.3} | {:.3} | {:.3} ({right} of {}) | {:.3} | {:.3} ({truly_common} of {}) | {:.2}",
            signs.join(" | "),
            share(self.edges[0], self.edges[1]),
            share(self.edges[0], self.edges[2]),
            share(right, said.len()),
            said.len(),
            share(right, self.related),
            share(truly_common, common.len()),
            common.len(),
            self.roots as f64 / self.count,
        )
    }

    /// Second sources: pairs that are so of those told, directions, versions told of those that draw on two, and pairs that are not so for
    /// each hundred families.
    pub(super) fn second_sources(&self) -> String {
        let share = |[whole, part]: [usize; 2]| format!("{:.3} ({part} of {whole})", part as f64 / whole.max(1) as f64);
        let Seconds { pairs, directed, mixed, .. } = self.seconds;
        let wrong = 100.0 * (pairs[0] - pairs[1]) as f64 / self.count;
        format!("{} | {} | {} | {wrong:.1}", share(pairs), share(directed), share(mixed))
    }

    /// Of the versions that draw on two those that are told, by the words that they took.
    pub(super) fn by_words(&self) -> String {
        let class = |(least, [all, told]): (usize, [usize; 2])| format!("from {least} words {told} of {all}");
        WORDS.into_iter().zip(self.seconds.by_words).map(class).collect::<Vec<_>>().join(", ")
    }

    /// How often a relation is right, by its support.
    pub(super) fn reliability(&self) -> String {
        let mut lines = vec!["support | said | right".to_owned()];
        let bounds = [0.0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01];
        for pair in bounds.windows(2) {
            let inside: Vec<bool> =
                self.said.iter().filter(|s| (pair[0]..pair[1]).contains(&s.0.support())).map(|s| s.1).collect();
            let right = inside.iter().filter(|&&r| r).count();
            lines.push(format!(
                "{}-{} | {} | {:.3}",
                pair[0],
                pair[1],
                inside.len(),
                right as f64 / inside.len().max(1) as f64
            ));
        }
        lines.join("\n")
    }
}
