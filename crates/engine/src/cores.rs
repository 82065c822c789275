//! How much of one article's copy another one carries, where families ask it; kept for the next run.

use foldhash::HashMap;
use serde::{Deserialize, Serialize};

use crate::catalogue::Catalogue;
use crate::error::Error;
use crate::link::Reader;
use crate::pairs::Pairs;
use crate::reading::Link;
use crate::settings::Settings;
use crate::stored::Witness;
use crate::versions::Versions;

/// An answer, with all that it depends on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct CoreShare {
    asked: Question,
    /// Share of the words of the shorter article that the longer one carries, 0..=1.
    carried: f64,
}

/// The two articles as they were split, the shorter first, and hashes of what of them is boilerplate.
type Question = ([Witness; 2], [u64; 2]);

/// Answers questions about two articles.
pub(crate) struct Cores<'a> {
    catalogue: &'a Catalogue,
    pairs: &'a Pairs,
    versions: &'a Versions<'a>,
    reader: Reader,
    before: HashMap<Question, f64>,
    said: Vec<CoreShare>,
}

impl<'a> Cores<'a> {
    /// `before` is what an earlier run said.
    pub(crate) fn new(
        catalogue: &'a Catalogue,
        pairs: &'a Pairs,
        versions: &'a Versions<'a>,
        before: &[CoreShare],
        settings: &Settings,
    ) -> Self {
        let before = before.iter().map(|answer| (answer.asked, answer.carried)).collect();
        Self { catalogue, pairs, versions, reader: Reader::new(settings), before, said: Vec::new() }
    }

    /// What was said, but for what links say.
    pub(crate) fn said(self) -> Vec<CoreShare> {
        self.said
    }

    /// Share of the words of `short` that `long` carries: from the links, which are sorted, and hold pairs as well that were read and are none;
    /// from an earlier run; or else from the texts.
    pub(crate) fn carried(&mut self, short: u32, long: u32, links: &[Link]) -> Result<f64, Error> {
        let pair = (short.min(long), short.max(long));
        if let Ok(at) = links.binary_search_by_key(&pair, |link| (link.a, link.b)) {
            return Ok(links[at].finding.carried[usize::from(short > long)]);
        }
        let both = [short, long];
        let asked = (both.map(|i| self.catalogue.witness(i)), both.map(|i| self.pairs.mask(i)));
        let carried = match self.before.get(&asked) {
            Some(&carried) => carried,
            None => {
                let (short, long) = (self.versions.get(short)?, self.versions.get(long)?);
                self.reader.carried(short.text(), long.text())[0]
            }
        };
        self.said.push(CoreShare { asked, carried });
        Ok(carried)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::Silent;

    const FIRST: &str = "The council of Lorn voted on Monday to close the old bridge after engineers found cracks in two of its piers, \
                         and traffic goes by way of the harbour until the work is done, the road office said in a statement.";
    const SECOND: &str = "Residents complained that nobody had asked them before the vote was taken, although letters had been sent to \
                          most households in the week before, and a petition against the closure was signed by hundreds of them. \
                          A spokesman answered that the engineers had left no choice, that the river is at its highest in March, and \
                          that a new bridge would cost more than the town takes in from its taxes in four years.";
    const THIRD: &str =
        "The ferry to Senholm was sold to a company from Tarn whose owner promised to keep its crew of nine.";

    /// The longer two are one family before the shortest one comes, which shares nothing with the core of that: only the texts say so.
    #[test]
    fn what_no_link_tells_is_asked_once() {
        let folder = tempfile::tempdir().unwrap();
        let pile = folder.path().join("pile");
        std::fs::create_dir_all(&pile).unwrap();
        let write = |name: &str, texts: &[&str]| std::fs::write(pile.join(name), texts.join("\n\n")).unwrap();
        write("a.txt", &[FIRST]);
        write("b.txt", &[FIRST, SECOND]);
        write("c.txt", &[SECOND, THIRD]);
        let settings = Settings::default();
        let archive = folder.path().join("news.wirecopy");
        let mut found = crate::archive::create(&archive, &[pile], &settings, &Silent).unwrap();
        assert_eq!(found.snapshot.grouping.families[0].members, [1, 2]);
        let [said] = found.snapshot.cores[..] else { panic!("{:?}", found.snapshot.cores) };
        assert!(said.carried < 0.1, "{said:?}");

        // Another answer is kept in its place, to see that nobody reads the texts again.
        let told = CoreShare { carried: 0.7, ..said };
        found.snapshot.cores = vec![told];
        found.snapshot.write(&mut found.store).unwrap();
        found.store.commit(found.counts()).unwrap();
        drop(found);
        let more = folder.path().join("more.txt");
        std::fs::write(&more, "The central bank kept its rate, and its governor expects prices to rise.").unwrap();
        let after = crate::archive::add(&archive, &[more], &settings, &Silent).unwrap();
        assert_eq!(after.snapshot.cores, [told]);
        assert_eq!(after.snapshot.grouping.families[0].members, [0, 1, 2]);
    }
}
