//! What each outlet prints, counted while the other rows are made.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use wirecopy_record::{AgencyRow, ArticleRow, LinkRow, OutletRow};

use crate::reading::Link;

/// Counts articles and links. Some 30 bytes an article.
#[derive(Debug, Default)]
pub(crate) struct Outlets {
    numbers: BTreeMap<Option<String>, u32>,
    /// For each article: its outlet, and how many words it has.
    articles: Vec<(u32, u64)>,
    /// For each article the shares of the strongest link to another outlet: copied, reworded.
    shares: Vec<[f64; 2]>,
    /// Articles and words of an outlet that name an agency.
    agencies: BTreeMap<(u32, String), (u64, u64)>,
}

impl Outlets {
    /// Takes the next article.
    pub(crate) fn article(&mut self, row: &ArticleRow) {
        let next = u32::try_from(self.numbers.len()).expect("there are no more outlets than articles");
        let outlet = *self.numbers.entry(row.outlet.clone()).or_insert(next);
        self.articles.push((outlet, row.tokens));
        self.shares.push([0.0; 2]);
        for agency in row.credits.iter().collect::<BTreeSet<_>>() {
            let count = self.agencies.entry((outlet, agency.clone())).or_default();
            *count = (count.0 + 1, count.1 + row.tokens);
        }
    }

    /// Takes a link between articles that were taken.
    pub(crate) fn link(&mut self, row: &LinkRow, link: &Link) {
        let (a, b) = (link.a as usize, link.b as usize);
        let is_known = |number: u32| self.numbers.get(&None) != Some(&number);
        let same_outlet = self.articles[a].0 == self.articles[b].0 && is_known(self.articles[a].0);
        if row.kind == "story" || same_outlet {
            return;
        }
        for (article, shares) in [(a, [row.copied_a, row.reworded_a]), (b, [row.copied_b, row.reworded_b])] {
            let known = &mut self.shares[article];
            if shares[0] + shares[1] > known[0] + known[1] {
                *known = shares;
            }
        }
    }

    /// The rows, most articles first.
    pub(crate) fn rows(self, story_of: &[u32]) -> Vec<OutletRow> {
        let mut rows = vec![(OutletRow::default(), BTreeSet::new()); self.numbers.len()];
        for (name, number) in &self.numbers {
            rows[*number as usize].0.outlet.clone_from(name);
        }
        for ((&(outlet, tokens), shares), story) in self.articles.iter().zip(&self.shares).zip(story_of) {
            let (row, stories) = &mut rows[outlet as usize];
            row.articles += 1;
            row.tokens += tokens;
            row.copied += shares[0] * tokens as f64;
            row.reworded += shares[1] * tokens as f64;
            stories.insert(story);
        }
        for ((outlet, agency), (articles, tokens)) in self.agencies {
            let row = &mut rows[outlet as usize].0;
            row.by_agency.push(AgencyRow { agency, articles, tokens: share(tokens as f64, row.tokens) });
        }
        let finished = |(mut row, stories): (OutletRow, BTreeSet<&u32>)| {
            row.stories = stories.len() as u64;
            (row.copied, row.reworded) = (share(row.copied, row.tokens), share(row.reworded, row.tokens));
            row.own = share((1.0 - row.copied - row.reworded).max(0.0), 1);
            row.by_agency.sort_by_key(|agency| Reverse(agency.articles));
            row
        };
        let mut rows: Vec<OutletRow> = rows.into_iter().map(finished).collect();
        rows.sort_by(|x, y| {
            let rank = |row: &OutletRow| (row.outlet.is_none(), Reverse(row.articles));
            rank(x).cmp(&rank(y)).then_with(|| x.outlet.cmp(&y.outlet))
        });
        rows
    }
}

/// Four digits, as other shares have.
fn share(part: f64, of: u64) -> f64 {
    (part / of.max(1) as f64 * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pairs::FoundBy;
    use crate::stored::Finding;

    fn article(outlet: Option<&str>, credits: &[&str]) -> ArticleRow {
        let credits = credits.iter().map(|&c| c.to_owned()).collect();
        ArticleRow { outlet: outlet.map(str::to_owned), tokens: 100, credits, ..ArticleRow::default() }
    }

    fn link(a: u32, b: u32, copied: f64) -> (LinkRow, Link) {
        let finding = Finding { kind: None, carried: [copied; 2], opens: None };
        let row = LinkRow { kind: "near".into(), copied_a: copied, copied_b: copied, ..LinkRow::default() };
        (row, Link { a, b, found_by: FoundBy::Terms, cosine: 0.0, finding, reading: 0 })
    }

    #[test]
    fn only_other_outlets_count_and_of_them_the_strongest() {
        let mut outlets = Outlets::default();
        for row in [article(Some("X"), &["PA"]), article(Some("X"), &[]), article(Some("Y"), &[]), article(None, &[])] {
            outlets.article(&row);
        }
        for (row, link) in [link(0, 1, 1.0), link(0, 2, 0.8), link(0, 3, 0.4)] {
            outlets.link(&row, &link);
        }
        let rows = outlets.rows(&[0, 0, 0, 1]);
        let table: Vec<_> =
            rows.iter().map(|r| (r.outlet.as_deref(), r.articles, r.stories, r.copied, r.own)).collect();
        assert_eq!(table, [(Some("X"), 2, 1, 0.4, 0.6), (Some("Y"), 1, 1, 0.8, 0.2), (None, 1, 1, 0.4, 0.6)]);
        assert_eq!(rows[0].by_agency, [AgencyRow { agency: "PA".into(), articles: 1, tokens: 0.5 }]);
    }
}
