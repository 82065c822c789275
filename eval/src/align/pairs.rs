//! Is the likeness of two single sentences any good? One threshold, from training pairs only.

use std::fs;
use std::path::Path;

use anyhow::Context;
use wirecopy_align::{Comparison, Settings};

use super::load;

/// A likeness and whether the two say the same.
type Judged = (f64, bool);

/// Prints accuracy and F1 of "same statement".
pub(crate) fn run(data: &Path, show: usize) -> anyhow::Result<()> {
    println!("\nsame statement? likeness against one threshold");
    println!("{:<28}{:>8}{:>12}{:>12}{:>12}{:>12}", "set", "pairs", "threshold", "accuracy", "F1", "baseline");
    let train = mrpc(&data.join("mrpc/msr_paraphrase_train.txt"), 0)?;
    let test = mrpc(&data.join("mrpc/msr_paraphrase_test.txt"), show)?;
    report("mrpc train", &train, threshold(&train), "");
    report("mrpc test", &test, threshold(&train), "72.7/80.8");
    let pan = pan(data)?;
    let mut counts = [0; 4];
    for fold in 0..5 {
        let (held, rest): (Vec<_>, Vec<_>) = pan.iter().enumerate().partition(|(i, _)| i % 5 == fold);
        let rest: Vec<Judged> = rest.into_iter().map(|x| *x.1).collect();
        let held: Vec<Judged> = held.into_iter().map(|x| *x.1).collect();
        for (sum, n) in counts.iter_mut().zip(confusion(&held, threshold(&rest))) {
            *sum += n;
        }
    }
    print_row("pan-mt, 5 folds", counts, threshold(&pan), "89.0/88.2");
    Ok(())
}

/// Prints Pearson's correlation with graded likeness.
pub(crate) fn run_sts(data: &Path) -> anyhow::Result<()> {
    println!("\ngraded likeness (sts), Pearson");
    println!("{:<28}{:>8}{:>12}{:>12}", "set", "pairs", "wirecopy", "baseline");
    let sets = [
        ("2012.MSRpar.test", ""),
        ("2012.SMTnews.test", ""),
        ("2013.headlines.test", ".645-.714"),
        ("2014.headlines.test", ".645-.714"),
        ("2015.headlines.test", ".645-.714"),
        ("2014.deft-news.test", ".615"),
        ("2014.tweet-news.test", ""),
    ];
    for (name, baseline) in sets {
        let path = data.join("sts").join(format!("{name}.tsv"));
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let mut points = Vec::new();
        for line in text.lines() {
            let mut fields = line.split('\t');
            let (Some(grade), Some(a), Some(b)) = (fields.next(), fields.next(), fields.next()) else { continue };
            if let Ok(grade) = grade.parse::<f64>() {
                points.push((score(a, b), grade));
            }
        }
        println!("{name:<28}{:>8}{:>12.3}{baseline:>12}", points.len(), pearson(&points));
    }
    Ok(())
}

fn score(a: &str, b: &str) -> f64 {
    let (a, b) = (load::version("a", &[a]), load::version("b", &[b]));
    if a.sentences.is_empty() || b.sentences.is_empty() {
        return 0.0;
    }
    Comparison::new(&a, &b, &Settings::default()).similarity(&(0..1), &(0..1)).score
}

fn mrpc(path: &Path, show: usize) -> anyhow::Result<Vec<Judged>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut judged = Vec::new();
    for line in text.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        if let [quality, _, _, a, b] = fields[..] {
            judged.push((score(a, b), quality == "1"));
            let (score, same) = *judged.last().expect("just pushed");
            if judged.len() <= show && same != (score > 0.6) {
                println!("  {same} {score:.3}\n   {a}\n   {b}");
            }
        }
    }
    Ok(judged)
}

fn pan(data: &Path) -> anyhow::Result<Vec<Judged>> {
    let read = |name: &str| fs::read_to_string(data.join("pan-mt").join(name)).with_context(|| name.to_owned());
    let (a, b, labels) = (read("pan-train_s1.txt")?, read("pan-train_s2.txt")?, read("pan-train.labels")?);
    let lines = a.lines().zip(b.lines()).zip(labels.lines());
    Ok(lines.map(|((a, b), label)| (score(a, b), label.trim() == "1")).collect())
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
fn confusion(judged: &[Judged], threshold: f64) -> [usize; 4] {
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
    println!("{name:<28}{all:>8}{threshold:>12.3}{accuracy:>12.1}{f1:>12.1}{baseline:>12}");
}

fn pearson(points: &[(f64, f64)]) -> f64 {
    let n = points.len() as f64;
    let mean = |pick: fn(&(f64, f64)) -> f64| points.iter().map(pick).sum::<f64>() / n;
    let (x, y) = (mean(|p| p.0), mean(|p| p.1));
    let sum = |f: &dyn Fn(&(f64, f64)) -> f64| points.iter().map(f).sum::<f64>();
    let (xy, xx, yy) = (sum(&|p| (p.0 - x) * (p.1 - y)), sum(&|p| (p.0 - x).powi(2)), sum(&|p| (p.1 - y).powi(2)));
    xy / (xx * yy).sqrt()
}
