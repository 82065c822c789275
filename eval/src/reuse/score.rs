//! Precision over all links of a tool, and recall of each kind of planted copy.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::Deserialize;
use wirecopy::wilson;

use super::relation::Relation;
use super::truth::{MIN_COMMON, Truth};
use super::verify::{Sets, Words};

/// Copies that differ in type only stand for each other: a tool that puts them together first has found what it found for one of
/// them for all.
const SAME_WORDS: [Relation; 3] = [Relation::Exact, Relation::Style, Relation::Space];

/// Signs of a text that are shown.
const SHOWN: usize = 1500;

type Pair = (u32, u32);

/// What is known of the corpus.
struct Known {
    rows: Vec<Truth>,
    places: HashMap<String, u32>,
    planted: HashMap<Pair, String>,
}

/// What a link is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Planted,
    /// Two records that print the same part of an article, as copies of one source do.
    SamePart,
    /// Text that the real articles have in common anyway: neither right nor wrong here.
    Real,
    /// Nothing in common but what the word says.
    False(String),
}

/// Prints the tables.
pub(super) fn run(links: &[PathBuf], truth: &Path, corpus: &Path, show: usize, least: usize) -> anyhow::Result<()> {
    let known = Known::read(truth)?;
    for path in links {
        let found = read_links(path, &known)?;
        let verdicts = known.judge(&found, corpus)?;
        println!("\n{}: {} links", path.display(), found.len());
        print_precision(&verdicts);
        let missed = known.print_recall(&found, least);
        if show > 0 {
            known.show(corpus, &found, &verdicts, &missed, show)?;
        }
    }
    Ok(())
}

impl Known {
    fn read(path: &Path) -> anyhow::Result<Self> {
        let file = File::open(path).with_context(|| format!("{} can't be read", path.display()))?;
        let read = |line: std::io::Result<String>| anyhow::Ok(serde_json::from_str(&line?)?);
        let rows = BufReader::new(file).lines().map(read).collect::<anyhow::Result<Vec<Truth>>>()?;
        let places: HashMap<String, u32> = rows.iter().map(|r| r.id.clone()).zip(0..).collect();
        let mut planted = HashMap::new();
        for (row, own) in rows.iter().zip(0..) {
            for copy in &row.copies {
                // Of a part of a corpus only the pairs inside it count.
                if let Some(&of) = places.get(&copy.id) {
                    planted.insert(ordered(own, of), copy.relation.clone());
                }
            }
        }
        Ok(Self { rows, places, planted })
    }

    fn judge(&self, links: &[Pair], corpus: &Path) -> anyhow::Result<Vec<Verdict>> {
        let mut verdicts: Vec<Option<Verdict>> = links.iter().map(|&pair| self.by_truth(pair)).collect();
        let open = || links.iter().zip(&verdicts).filter(|(_, v)| v.is_none());
        let texts = read_texts(corpus, &open().flat_map(|(p, _)| [p.0, p.1]).collect())?;
        let words: HashMap<u32, Words> =
            texts.iter().map(|(&n, text)| (n, Words::of(text, &self.rows[n as usize].unproven))).collect();
        for (&(a, b), verdict) in links.iter().zip(&mut verdicts) {
            verdict.get_or_insert_with(|| match words[&a].share_text(&words[&b]) {
                true => Verdict::Real,
                false => Verdict::False(self.in_common(a, b)),
            });
        }
        Ok(verdicts.into_iter().flatten().collect())
    }

    fn by_truth(&self, pair: Pair) -> Option<Verdict> {
        if self.planted.contains_key(&pair) {
            return Some(Verdict::Planted);
        }
        let (a, b) = (&self.rows[pair.0 as usize].articles, &self.rows[pair.1 as usize].articles);
        let is_same = a.iter().any(|a| b.iter().any(|b| a.common(b) >= MIN_COMMON));
        is_same.then_some(Verdict::SamePart)
    }

    /// What a false link may have been made for.
    fn in_common(&self, a: u32, b: u32) -> String {
        let (a, b) = (&self.rows[a as usize], &self.rows[b as usize]);
        let Some(family) = a.families.iter().find(|f| b.families.contains(f)) else {
            return "nothing".to_owned();
        };
        let kind = family.split(':').next().unwrap_or_default();
        if kind == "speech" { a.made.clone() } else { kind.to_owned() }
    }

    /// Prints recall by kind of copy; gives what was missed.
    fn print_recall(&self, links: &[Pair], least: usize) -> Vec<Pair> {
        let mut same = Sets::default();
        let same_words: HashSet<String> = SAME_WORDS.iter().map(|r| r.name()).collect();
        for pair in links.iter().filter(|p| self.planted.get(p).is_some_and(|r| same_words.contains(r))) {
            same.join(pair.0, pair.1);
        }
        let mut joined = |&(a, b): &Pair| ordered(same.of(a), same.of(b));
        let found: HashSet<Pair> = links.iter().map(&mut joined).collect();
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        let mut missed = Vec::new();
        for (pair, relation) in &self.planted {
            let of = joined(pair);
            let is_found = of.0 == of.1 || found.contains(&of);
            let count = counts.entry(relation).or_default();
            count.0 += usize::from(is_found);
            count.1 += 1;
            if !is_found {
                missed.push(*pair);
            }
        }
        println!("| copy | planted | found | recall | 95 % |\n| --- | --- | --- | --- | --- |");
        let mut names: Vec<String> = Relation::ALL.iter().map(|r| r.name()).collect();
        names.truncate(Relation::KINDS);
        for name in names {
            let (found, all) = counts.get(name.as_str()).copied().unwrap_or_default();
            if all >= least {
                println!("| {name} | {all} | {found} | {} |", share(found, all));
            }
        }
        let (found, all) = counts.values().fold((0, 0), |sum, c| (sum.0 + c.0, sum.1 + c.1));
        println!("| all | {all} | {found} | {} |", share(found, all));
        missed.sort_unstable();
        missed
    }

    fn show(
        &self,
        corpus: &Path,
        links: &[Pair],
        verdicts: &[Verdict],
        missed: &[Pair],
        show: usize,
    ) -> anyhow::Result<()> {
        let mut chosen: BTreeMap<String, Vec<Pair>> = BTreeMap::new();
        for pair in missed {
            chosen.entry(format!("missed: {}", self.planted[pair])).or_default().push(*pair);
        }
        for (pair, verdict) in links.iter().zip(verdicts) {
            match verdict {
                Verdict::False(kind) => chosen.entry(format!("false: {kind}")).or_default().push(*pair),
                Verdict::Real => chosen.entry("real".to_owned()).or_default().push(*pair),
                _ => {}
            }
        }
        chosen.values_mut().for_each(|pairs| pairs.truncate(show));
        let texts = read_texts(corpus, &chosen.values().flatten().flat_map(|p| [p.0, p.1]).collect())?;
        for (name, pairs) in &chosen {
            for (a, b) in pairs {
                println!("\n=== {name}: {} ~ {}", self.rows[*a as usize].id, self.rows[*b as usize].id);
                for n in [a, b] {
                    println!(
                        "--- {}\n{}",
                        self.rows[*n as usize].made,
                        texts[n].chars().take(SHOWN).collect::<String>()
                    );
                }
            }
        }
        Ok(())
    }
}

fn print_precision(verdicts: &[Verdict]) {
    let mut counts: BTreeMap<&Verdict, usize> = BTreeMap::new();
    verdicts.iter().for_each(|v| *counts.entry(v).or_default() += 1);
    let count = |v: Verdict| counts.get(&v).copied().unwrap_or_default();
    let right = count(Verdict::Planted) + count(Verdict::SamePart);
    let wrong: usize = counts.iter().filter(|(v, _)| matches!(v, Verdict::False(_))).map(|(_, n)| n).sum();
    println!(
        "precision {} ({right} right, {wrong} false; 95 % {})",
        ratio(right, right + wrong),
        interval(right, right + wrong)
    );
    println!(
        "  planted {}, other copies of one source {}, shared text of the real articles {} (not counted)",
        count(Verdict::Planted),
        count(Verdict::SamePart),
        count(Verdict::Real)
    );
    for (verdict, n) in counts {
        if let Verdict::False(kind) = verdict {
            println!("  false, in common only: {kind}: {n}");
        }
    }
}

fn share(found: usize, all: usize) -> String {
    format!("{} | {}", ratio(found, all), interval(found, all))
}

fn ratio(hits: usize, of: usize) -> String {
    wilson(hits as f64, of as f64).map_or_else(|| "–".to_owned(), |s| format!("{:.4}", s.share))
}

fn interval(hits: usize, of: usize) -> String {
    let ends = wilson(hits as f64, of as f64).map(|s| s.interval);
    ends.map_or_else(|| "–".to_owned(), |(low, high)| format!("{low:.4}–{high:.4}"))
}

fn ordered(a: u32, b: u32) -> Pair {
    (a.min(b), a.max(b))
}

#[derive(Deserialize)]
struct Link {
    a: String,
    b: String,
}

/// The links by place, each once. `trace` names articles `id#n`: the record is meant.
fn read_links(path: &Path, known: &Known) -> anyhow::Result<Vec<Pair>> {
    let file = File::open(path).with_context(|| format!("{} can't be read", path.display()))?;
    let parting = match path.extension().and_then(|e| e.to_str()) {
        Some("csv") => Some(','),
        Some("tsv") => Some('\t'),
        _ => None,
    };
    let mut links = Vec::new();
    for line in BufReader::new(file).lines() {
        let line = line?;
        let link = match parting.and_then(|p| line.split_once(p)) {
            Some((a, b)) => Link { a: a.to_owned(), b: b.split(['\t', ',']).next().unwrap_or_default().to_owned() },
            None => serde_json::from_str(&line)?,
        };
        let place = |id: &str| known.places.get(id.split('#').next().unwrap_or_default()).copied();
        let (a, b) = place(&link.a)
            .zip(place(&link.b))
            .with_context(|| format!("{}: no such record: {line}", path.display()))?;
        if a != b {
            links.push(ordered(a, b));
        }
    }
    links.sort_unstable();
    links.dedup();
    Ok(links)
}

/// The texts of some records: the truth has its rows in the order of the corpus.
fn read_texts(corpus: &Path, wanted: &HashSet<u32>) -> anyhow::Result<HashMap<u32, String>> {
    #[derive(Deserialize)]
    struct Record {
        text: String,
    }
    let mut texts = HashMap::new();
    if wanted.is_empty() {
        return Ok(texts);
    }
    let file = File::open(corpus).with_context(|| format!("{} can't be read", corpus.display()))?;
    for (n, line) in (0..).zip(BufReader::new(file).lines()) {
        let line = line?;
        if wanted.contains(&n) {
            texts.insert(n, serde_json::from_str::<Record>(&line)?.text);
        }
    }
    Ok(texts)
}
