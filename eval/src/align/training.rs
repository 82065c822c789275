//! Learns the bundled trees: do two sentences of two articles answer to each other?
//!
//! From data whose licences allow it, each pair read within its articles: generated rewrites of real articles (what was done is
//! known), paraphrased sentences of ECB+ (MetaM, MIT), and articles of ECB+ on another event of the same topic (CC BY), of which no
//! sentence answers. The wrong answers are the hardest: the likeliest sentence that is not the right one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use wirecopy_align::{Comparison, Settings};
use wirecopy_document::Version;

use super::generate::Generator;
use super::generated::articles;
use super::learn::{self, Example};
use super::{independent, load, metam};

/// Articles to rewrite, and the seed of it: another than that of the measurements.
const ARTICLES: usize = 500;
const SEED: u64 = 77;
/// Pairs of articles on other events.
const APART: usize = 2500;
const FOLDS: usize = 5;

/// Prints a table of reliability and writes the trees.
pub(crate) fn run(data: &Path, to: &Path) -> anyhow::Result<()> {
    let mut examples = Vec::new();
    rewritten(data, &mut examples)?;
    println!("generated rewrites: {} examples", examples.len());
    paraphrased(data, &mut examples)?;
    println!("with paraphrased sentences: {}", examples.len());
    apart(data, &mut examples)?;
    println!(
        "with articles on other events: {}, {} of all same",
        examples.len(),
        examples.iter().filter(|e| e.same > 0.5).count()
    );
    reliability(&learn::held_back(&examples, FOLDS, 1));
    let head = "# Whether two runs of sentences answer to each other: made by `wirecopy-eval align --train`. How to read it: crates/forest.\n";
    fs::write(to, format!("{head}{}", learn::learn(&examples, 1)))?;
    Ok(())
}

/// What is said and what is so, for held-back examples.
fn reliability(judged: &[(f64, bool)]) {
    println!("{:<14}{:>10}{:>12}{:>12}", "probability", "pairs", "mean said", "share same");
    for tenth in 0..10 {
        let part: Vec<_> = judged.iter().filter(|j| ((j.0 * 10.0) as usize).min(9) == tenth).collect();
        let mean = |sum: f64| sum / part.len().max(1) as f64;
        let said = mean(part.iter().map(|j| j.0).sum());
        let same = mean(part.iter().filter(|j| j.1).count() as f64);
        println!(".{tenth} to .{:<8}{:>10}{said:>12.3}{same:>12.3}", tenth + 1, part.len());
    }
    let right = judged.iter().filter(|j| (j.0 >= 0.5) == j.1).count();
    println!("right {:.4} of {}", right as f64 / judged.len() as f64, judged.len());
}

/// Adds each right pair, and for each sentence of b the likeliest wrong one.
fn add(a: &Version, b: &Version, answers: &[Option<usize>], group: usize, examples: &mut Vec<Example>) {
    if a.sentences.is_empty() || b.sentences.len() != answers.len() {
        return;
    }
    let mut comparison = Comparison::new(a, b, &Settings::default());
    for (j, &answer) in answers.iter().enumerate() {
        let mut score = |i: usize| comparison.similarity(&(i..i + 1), &(j..j + 1)).score;
        let scores: Vec<f64> = (0..a.sentences.len()).map(&mut score).collect();
        let words = |i: usize| a.sentences[i].tokens.clone().map(|t| a.tokens.word(t));
        let is_answer = |i: usize| answer.is_some_and(|right| right == i || words(right).eq(words(i)));
        let wrong = (0..scores.len()).filter(|&i| !is_answer(i));
        let wrong = wrong.max_by(|&x, &y| scores[x].total_cmp(&scores[y]).then(y.cmp(&x)));
        for (i, same) in answer.map(|i| (i, true)).into_iter().chain(wrong.map(|i| (i, false))) {
            let features = comparison.features(&(i..i + 1), &(j..j + 1));
            examples.push(Example { features, same: f64::from(u8::from(same)), group });
        }
    }
}

fn rewritten(data: &Path, examples: &mut Vec<Example>) -> anyhow::Result<()> {
    // The articles behind those of the measurements.
    let articles = articles(data, 600 + ARTICLES)?.split_off(600);
    let versions: Vec<Version> = articles.iter().map(|a| a.version.clone()).collect();
    let mut generator = Generator::new(SEED, &versions);
    for (group, article) in articles.iter().enumerate() {
        let mut others = (1..articles.len()).map(|k| &articles[(group + k) % articles.len()]);
        let Some(other) = others.find(|o| o.topic == article.topic) else { continue };
        let rewrite = generator.rewrite(&article.version, &other.version);
        let b = load::version("b", &rewrite.lines);
        if b.sentences.len() != rewrite.lines.len() {
            continue;
        }
        let used = |i: usize| rewrite.sources.iter().filter(|from| from.contains(&i)).count();
        // One sentence against one, changed; or against none.
        let mut kept = Vec::new();
        for (line, from) in rewrite.lines.iter().zip(&rewrite.sources) {
            match from[..] {
                [] => kept.push((line, None)),
                [i] if used(i) == 1 && article.version.sentence_text(i) != line => kept.push((line, Some(i))),
                _ => {}
            }
        }
        let b = load::version("b", &kept.iter().map(|k| k.0).collect::<Vec<_>>());
        add(&article.version, &b, &kept.iter().map(|k| k.1).collect::<Vec<_>>(), group, examples);
    }
    Ok(())
}

fn paraphrased(data: &Path, examples: &mut Vec<Example>) -> anyhow::Result<()> {
    let records = load::records(&data.join("ecbplus/metam-val.jsonl"))?;
    for (group, rows) in metam::by_article(&records).into_values().enumerate() {
        let task = metam::task(&rows);
        let answers: Vec<Option<usize>> = task.answers.iter().map(|&i| Some(i)).collect();
        add(&task.originals, &task.rewrites, &answers, group, examples);
    }
    Ok(())
}

fn apart(data: &Path, examples: &mut Vec<Example>) -> anyhow::Result<()> {
    let records = load::records(&data.join("ecbplus/topics1-35.jsonl"))?;
    let mut topics: BTreeMap<String, Vec<(String, Version)>> = BTreeMap::new();
    for record in &records {
        let entry = topics.entry(record["topic"].to_string()).or_default();
        entry.push((record["event"].to_string(), independent::version(record)));
    }
    let mut pairs = Vec::new();
    for (group, articles) in topics.values().enumerate() {
        for (i, (event, a)) in articles.iter().enumerate() {
            pairs.extend(articles[i + 1..].iter().filter(|(other, _)| other != event).map(|(_, b)| (group, a, b)));
        }
    }
    for (group, a, b) in pairs.iter().step_by((pairs.len() / APART).max(1)) {
        let mut found = Vec::new();
        add(a, b, &vec![None; b.sentences.len()], *group, &mut found);
        // The likeliest of each pair of articles; a sentence that stands in both is no mistake.
        found.retain(|e| e.features.words_2 < 0.95);
        found.sort_by(|x, y| y.features.likeness.total_cmp(&x.features.likeness));
        examples.extend(found.into_iter().take(2));
    }
    Ok(())
}
