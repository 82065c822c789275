//! Are the scores of two single sentences any good? Thresholds and trees from training pairs only.

use std::fs;
use std::path::Path;

use anyhow::Context;
use wirecopy_align::{Features, Trees};

use super::learn::{self, Example};
use super::load::{self, Measured};

/// A score and whether the two say the same.
type Judged = (f64, bool);

/// Folds of the cross-validations.
const FOLDS: usize = 5;
/// How often trees are learned from small sets: what hangs on the draw of examples and features evens out.
const TIMES: u64 = 15;

/// Prints accuracy and F1 of "same statement": by the alignment's likeness against one threshold, by the bundled trees, and by trees
/// learned from the training part of the set itself, which may not be shipped.
pub(crate) fn run_mrpc(data: &Path, with: &Measured, show: usize) -> anyhow::Result<()> {
    heading();
    let train = mrpc(&data.join("mrpc/msr_paraphrase_train.txt"), with)?;
    let test = mrpc(&data.join("mrpc/msr_paraphrase_test.txt"), with)?;
    report("mrpc test, likeness", &judge(&test, likeness), threshold(&judge(&train, likeness)), "72.7/80.8");
    report("mrpc test, bundled trees", &judge(&test, bundled), threshold(&judge(&train, bundled)), "");
    let own = learn::trees(&learn::learn_together(&train, TIMES));
    let judged = judge(&test, |e| own.probability(&e.features));
    report("mrpc test, trees from its train part", &judged, threshold(&learn::held_back(&train, FOLDS, TIMES)), "");
    show_mistakes(&data.join("mrpc/msr_paraphrase_test.txt"), &judged, show)
}

/// The same for the rewrites of PAN, by cross-validation.
pub(crate) fn run_pan(data: &Path, with: &Measured) -> anyhow::Result<()> {
    heading();
    let pan = pan(data, with)?;
    cross_validated("pan-mt, likeness", &pan, &judge(&pan, likeness), "89.0/88.2");
    cross_validated("pan-mt, bundled trees", &pan, &judge(&pan, bundled), "");
    cross_validated("pan-mt, trees from the other folds", &pan, &learn::held_back(&pan, FOLDS, 1), "");
    Ok(())
}

fn heading() {
    println!("\nsame statement?");
    println!("{:<42}{:>8}{:>12}{:>12}{:>12}{:>12}", "set", "pairs", "threshold", "accuracy", "F1", "baseline");
}

fn likeness(example: &Example) -> f64 {
    example.features.likeness
}

fn bundled(example: &Example) -> f64 {
    Trees::shared().probability(&example.features)
}

fn judge(examples: &[Example], score: impl Fn(&Example) -> f64) -> Vec<Judged> {
    examples.iter().map(|e| (score(e), e.same > 0.5)).collect()
}

/// A line for scores whose threshold for each fold comes from the others.
fn cross_validated(name: &str, examples: &[Example], judged: &[Judged], baseline: &str) {
    let mut counts = [0; 4];
    for fold in 0..FOLDS {
        let (held, rest): (Vec<_>, Vec<_>) =
            judged.iter().zip(examples).partition(|(_, example)| example.group % FOLDS == fold);
        let [held, rest] = [held, rest].map(|part| part.into_iter().map(|(j, _)| *j).collect::<Vec<Judged>>());
        for (sum, n) in counts.iter_mut().zip(confusion(&held, threshold(&rest))) {
            *sum += n;
        }
    }
    print_row(name, counts, threshold(judged), baseline);
}

/// The graded sets with a baseline.
const GRADED: [(&str, &str); 7] = [
    ("2012.MSRpar.test", ""),
    ("2012.SMTnews.test", ""),
    ("2013.headlines.test", ".645-.714"),
    ("2014.headlines.test", ".645-.714"),
    ("2015.headlines.test", ".645-.714"),
    ("2014.deft-news.test", ".615"),
    ("2014.tweet-news.test", ""),
];

/// Prints Pearson's correlation with graded likeness: of what is learned from nothing, and of trees learned from the other sets.
pub(crate) fn run_sts(data: &Path, with: &Measured) -> anyhow::Result<()> {
    println!("\ngraded likeness (sts), Pearson");
    println!(
        "{:<28}{:>8}{:>12}{:>12}{:>12}{:>12}{:>12}{:>12}",
        "set", "pairs", "graded", "likeness", "vectors", "model", "other sets", "baseline"
    );
    let sets = GRADED.iter().map(|(name, _)| graded(&data.join("sts").join(format!("{name}.tsv")), with));
    let sets = sets.collect::<anyhow::Result<Vec<_>>>()?;
    for (held, (name, baseline)) in GRADED.iter().enumerate() {
        let others: Vec<Example> = (0..sets.len()).filter(|&i| i != held).flat_map(|i| sets[i].clone()).collect();
        let trees = learn::trees(&learn::learn(&others, 1));
        let column = |of: &dyn Fn(&Features) -> f64| {
            let r = pearson(&sets[held].iter().map(|e| (of(&e.features), e.same)).collect::<Vec<_>>());
            if r.is_nan() { "–".to_owned() } else { format!("{r:.3}") }
        };
        println!(
            "{name:<28}{:>8}{:>12}{:>12}{:>12}{:>12}{:>12}{baseline:>12}",
            sets[held].len(),
            column(&Features::graded),
            column(&|f| f.likeness),
            column(&|f| f.cosine),
            column(&|f| f.meaning),
            column(&|f| trees.probability(f))
        );
    }
    Ok(())
}

/// A set of pairs with grades of 0 to 5.
fn graded(path: &Path, with: &Measured) -> anyhow::Result<Vec<Example>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let example = |line: &str| {
        let mut fields = line.split('\t');
        let (grade, a, b) = (fields.next()?.parse::<f64>().ok()?, fields.next()?, fields.next()?);
        Some(Example { features: features(with, a, b), same: grade / 5.0, group: 0 })
    };
    Ok(text.lines().filter_map(example).collect())
}

fn features(with: &Measured, a: &str, b: &str) -> Features {
    let (a, b) = (load::version("a", &[a]), load::version("b", &[b]));
    if a.sentences.is_empty() || b.sentences.is_empty() {
        return Features::default();
    }
    with.comparison(&a, &b).features(&(0..1), &(0..1))
}

fn mrpc_rows(path: &Path) -> anyhow::Result<Vec<(bool, String, String)>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let row = |line: &str| match line.split('\t').collect::<Vec<_>>()[..] {
        [quality, _, _, a, b] => Some((quality == "1", a.to_owned(), b.to_owned())),
        _ => None,
    };
    Ok(text.lines().skip(1).filter_map(row).collect())
}

fn mrpc(path: &Path, with: &Measured) -> anyhow::Result<Vec<Example>> {
    let rows = mrpc_rows(path)?.into_iter().enumerate();
    Ok(rows
        .map(|(group, (same, a, b))| Example {
            features: features(with, &a, &b),
            same: f64::from(u8::from(same)),
            group,
        })
        .collect())
}

fn show_mistakes(path: &Path, judged: &[Judged], show: usize) -> anyhow::Result<()> {
    let rows = mrpc_rows(path)?;
    for ((same, a, b), (score, _)) in rows.iter().zip(judged).filter(|(r, j)| r.0 != (j.0 > 0.5)).take(show) {
        println!("  {same} {score:.3}\n   {a}\n   {b}");
    }
    Ok(())
}

fn pan(data: &Path, with: &Measured) -> anyhow::Result<Vec<Example>> {
    let read = |name: &str| fs::read_to_string(data.join("pan-mt").join(name)).with_context(|| name.to_owned());
    let (a, b, labels) = (read("pan-train_s1.txt")?, read("pan-train_s2.txt")?, read("pan-train.labels")?);
    let lines = a.lines().zip(b.lines()).zip(labels.lines()).enumerate();
    let example = |(group, ((a, b), label)): (usize, ((&str, &str), &str))| Example {
        features: features(with, a, b),
        same: f64::from(u8::from(label.trim() == "1")),
        group,
    };
    Ok(lines.map(example).collect())
}

/// The threshold of the best accuracy.
fn threshold(judged: &[Judged]) -> f64 {
    let mut sorted = judged.to_vec();
    sorted.sort_by(|x, y| x.0.total_cmp(&y.0));
    let mut right = sorted.iter().filter(|x| x.1).count();
    let (mut best, mut at) = (right, 0.0);
    for (i, &(score, same)) in sorted.iter().enumerate() {
        if same {
            right -= 1
        } else {
            right += 1
        }
        let next = sorted.get(i + 1).map_or(1.0, |x| x.0);
        if right > best && next > score {
            (best, at) = (right, f64::midpoint(score, next));
        }
    }
    at
}

/// True and false positives, false negatives, true negatives.
pub(crate) fn confusion(judged: &[Judged], threshold: f64) -> [usize; 4] {
    let mut counts = [0; 4];
    for &(score, same) in judged {
        let place = match (score >= threshold, same) {
            (true, true) => 0,
            (true, false) => 1,
            (false, true) => 2,
            (false, false) => 3,
        };
        counts[place] += 1;
    }
    counts
}

fn report(name: &str, judged: &[Judged], threshold: f64, baseline: &str) {
    print_row(name, confusion(judged, threshold), threshold, baseline);
}

fn print_row(name: &str, [tp, fp, missed, tn]: [usize; 4], threshold: f64, baseline: &str) {
    let all = tp + fp + missed + tn;
    let accuracy = 100.0 * (tp + tn) as f64 / all as f64;
    let f1 = 200.0 * tp as f64 / (2 * tp + fp + missed).max(1) as f64;
    println!("{name:<42}{all:>8}{threshold:>12.3}{accuracy:>12.1}{f1:>12.1}{baseline:>12}");
}

fn pearson(points: &[(f64, f64)]) -> f64 {
    let n = points.len() as f64;
    let mean = |pick: fn(&(f64, f64)) -> f64| points.iter().map(pick).sum::<f64>() / n;
    let (x, y) = (mean(|p| p.0), mean(|p| p.1));
    let sum = |f: &dyn Fn(&(f64, f64)) -> f64| points.iter().map(f).sum::<f64>();
    let (xy, xx, yy) = (sum(&|p| (p.0 - x) * (p.1 - y)), sum(&|p| (p.0 - x).powi(2)), sum(&|p| (p.1 - y).powi(2)));
    xy / (xx * yy).sqrt()
}
