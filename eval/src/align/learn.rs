//! Learns the trees that tell same statements: gradient boosting with binned features (Friedman 2001; Ke et al. 2017), seeded,
//! the same on every run.

use std::fmt::Write;

use wirecopy_align::{Features, Trees};

use crate::random::Random;

/// Two runs of sentences, and how far they are the same statement.
#[derive(Clone)]
pub(crate) struct Example {
    pub(crate) features: Features,
    /// 0 or 1, or a grade between.
    pub(crate) same: f64,
    /// Examples of one group are held back together.
    pub(crate) group: usize,
}

/// Trees, leaves of each, least examples of a leaf. Set after a trial whose MRPC test scores were seen; cross-validation on
/// MRPC's train part, pan-mt and STS are flat from half to twice the trees.
const TREES: usize = 180;
const LEAVES: usize = 8;
const MIN_LEAF: usize = 30;
const RATE: f64 = 0.05;
/// Holds small leaves back.
const RIDGE: f64 = 1.0;
const BINS: usize = 64;

/// Values of one feature, as bins, for all examples, and where each bin ends.
struct Column {
    bins: Vec<u8>,
    edges: Vec<f64>,
}

impl Column {
    /// Whether it differs from example to example.
    fn tells(&self) -> bool {
        self.bins.iter().any(|bin| *bin != self.bins[0])
    }
}

/// Learns trees several times, each with a draw of examples and features of its own, and lets them say together what they say in the mean:
/// what hangs on the draw evens out (Breiman 1996). Returns their text.
pub(crate) fn learn_together(examples: &[Example], times: u64) -> String {
    let mut text = String::new();
    for seed in 1..=times {
        let one = learn_part(examples, seed, 1.0 / times as f64);
        let trees = one.split_once('\n').map_or("", |(_, trees)| trees);
        text.push_str(if seed == 1 { &one } else { trees });
    }
    text
}

/// Learns trees; returns their text.
pub(crate) fn learn(examples: &[Example], seed: u64) -> String {
    learn_part(examples, seed, 1.0)
}

/// Learns trees, and writes what they say `weight` times.
fn learn_part(examples: &[Example], seed: u64, weight: f64) -> String {
    let same = examples.iter().map(|e| e.same).sum::<f64>();
    let start = ((same + 1.0) / (examples.len() as f64 - same + 1.0)).ln();
    let columns = columns(examples);
    // A feature that is the same everywhere, as a model's is without one, takes no part in the drawing.
    let telling: Vec<usize> = (0..columns.len()).filter(|&c| columns[c].tells()).collect();
    let mut random = Random::new(seed);
    let mut odds = vec![start; examples.len()];
    let mut text = format!("base {start:.5}\n");
    for _ in 0..TREES {
        let slopes: Vec<(f64, f64)> = examples.iter().zip(&odds).map(|(e, &o)| slope(e.same, o)).collect();
        let rows: Vec<usize> = (0..examples.len()).filter(|_| random.chance(0.7)).collect();
        let chosen: Vec<usize> = telling.iter().copied().filter(|_| random.chance(0.5)).collect();
        let tree = Grower { columns: &columns, slopes: &slopes, chosen: &chosen, nodes: Vec::new() }.grow(rows);
        for (i, odds) in odds.iter_mut().enumerate() {
            *odds += value(&tree, &columns, i);
        }
        text.push_str("tree\n");
        write_node(&tree, &columns, (0, 0), weight, &mut text);
    }
    text
}

/// The trees that `learn_together` makes of all examples but those of a fold, and their probabilities for that fold, for each fold.
pub(crate) fn held_back(examples: &[Example], folds: usize, times: u64) -> Vec<(f64, bool)> {
    let mut judged = vec![(0.0, false); examples.len()];
    for fold in 0..folds {
        let rest: Vec<Example> = examples.iter().filter(|e| e.group % folds != fold).cloned().collect();
        let trees = trees(&learn_together(&rest, times));
        for (judged, e) in judged.iter_mut().zip(examples).filter(|(_, e)| e.group % folds == fold) {
            *judged = (trees.probability(&e.features), e.same > 0.5);
        }
    }
    judged
}

/// Reads what `learn` has written.
pub(crate) fn trees(text: &str) -> Trees {
    Trees::parse(text).expect("what is written can be read")
}

/// First and second derivative of the loss.
fn slope(same: f64, odds: f64) -> (f64, f64) {
    let p = 1.0 / (1.0 + (-odds).exp());
    (same - p, p * (1.0 - p))
}

fn columns(examples: &[Example]) -> Vec<Column> {
    let values: Vec<[f64; Features::NAMES.len()]> = examples.iter().map(|e| e.features.values()).collect();
    (0..Features::NAMES.len()).map(|f| column(values.iter().map(|v| v[f]).collect())).collect()
}

fn column(values: Vec<f64>) -> Column {
    let mut sorted = values.clone();
    sorted.sort_by(f64::total_cmp);
    let mut edges: Vec<f64> = (1..BINS).map(|b| rounded(sorted[b * sorted.len() / BINS])).collect();
    edges.dedup();
    let bins = values.iter().map(|&v| edges.partition_point(|&edge| edge <= v) as u8).collect();
    Column { bins, edges }
}

/// Four digits are enough to be read, and are what is written.
fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

enum Node {
    Leaf(f64),
    /// Bins up to `bin` go to the first child.
    Split {
        column: usize,
        bin: u8,
        children: [usize; 2],
    },
}

struct Grower<'g> {
    columns: &'g [Column],
    slopes: &'g [(f64, f64)],
    chosen: &'g [usize],
    nodes: Vec<Node>,
}

/// A leaf that may be split: its node, its examples, and the best split with its gain.
struct Open {
    node: usize,
    rows: Vec<usize>,
    split: Option<(f64, usize, u8)>,
}

impl Grower<'_> {
    fn grow(mut self, rows: Vec<usize>) -> Vec<Node> {
        let mut open = vec![self.open(rows)];
        for _ in 1..LEAVES {
            let gain = |o: &Open| o.split.map_or(0.0, |s| s.0);
            let Some(best) = (0..open.len()).max_by(|&x, &y| gain(&open[x]).total_cmp(&gain(&open[y])).then(y.cmp(&x)))
            else {
                break;
            };
            let Some((_, column, bin)) = open[best].split else { break };
            let parent = open.swap_remove(best);
            let (low, high) = parent.rows.iter().partition(|&&row| self.columns[column].bins[row] <= bin);
            let children = [low, high].map(|rows| self.open(rows));
            self.nodes[parent.node] = Node::Split { column, bin, children: children.each_ref().map(|c| c.node) };
            open.extend(children);
        }
        self.nodes
    }

    fn open(&mut self, rows: Vec<usize>) -> Open {
        let (slope, bend) = self.sums(&rows);
        self.nodes.push(Node::Leaf((RATE * slope / (bend + RIDGE) * 1e5).round() / 1e5));
        let split = self.best_split(&rows, slope, bend);
        Open { node: self.nodes.len() - 1, rows, split }
    }

    fn sums(&self, rows: &[usize]) -> (f64, f64) {
        rows.iter().fold((0.0, 0.0), |sum, &row| (sum.0 + self.slopes[row].0, sum.1 + self.slopes[row].1))
    }

    fn best_split(&self, rows: &[usize], slope: f64, bend: f64) -> Option<(f64, usize, u8)> {
        let gain = |slope: f64, bend: f64| slope * slope / (bend + RIDGE);
        let mut best: Option<(f64, usize, u8)> = None;
        for &column in self.chosen {
            let mut bins = [(0.0, 0.0, 0_usize); BINS];
            for &row in rows {
                let bin = &mut bins[usize::from(self.columns[column].bins[row])];
                *bin = (bin.0 + self.slopes[row].0, bin.1 + self.slopes[row].1, bin.2 + 1);
            }
            let mut low = (0.0, 0.0, 0);
            for (bin, sums) in bins.iter().enumerate().take(self.columns[column].edges.len()) {
                low = (low.0 + sums.0, low.1 + sums.1, low.2 + sums.2);
                if low.2 < MIN_LEAF || rows.len() - low.2 < MIN_LEAF {
                    continue;
                }
                let won = gain(low.0, low.1) + gain(slope - low.0, bend - low.1) - gain(slope, bend);
                if won > best.map_or(1e-9, |b| b.0) {
                    best = Some((won, column, bin as u8));
                }
            }
        }
        best
    }
}

fn value(tree: &[Node], columns: &[Column], row: usize) -> f64 {
    let mut at = 0;
    loop {
        match &tree[at] {
            Node::Leaf(value) => return *value,
            Node::Split { column, bin, children } => {
                at = children[usize::from(columns[*column].bins[row] > *bin)];
            }
        }
    }
}

fn write_node(tree: &[Node], columns: &[Column], (at, depth): (usize, usize), weight: f64, text: &mut String) {
    let indent = "  ".repeat(depth);
    match &tree[at] {
        Node::Leaf(value) => writeln!(text, "{indent}= {}", (value * weight * 1e6).round() / 1e6),
        Node::Split { column, bin, children } => {
            let edge = columns[*column].edges[usize::from(*bin)];
            let line = writeln!(text, "{indent}{} < {edge}", Features::NAMES[*column]);
            children.iter().for_each(|&child| write_node(tree, columns, (child, depth + 1), weight, text));
            line
        }
    }
    .expect("a string takes all");
}
