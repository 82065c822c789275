//! Pairs that were read before, when other words were boilerplate.

use wirecopy_store::{List, Store};

use crate::comparison::{Comparison, Promise, promise};
use crate::error::Error;
use crate::link::Shares;
use crate::link_rows::link_row;
use crate::reading::{Rows, finding, kind_that_holds};
use crate::settings::LinkSettings;
use crate::stored::{Finding, StoredReading, kind};
use crate::versions::Entry;

/// What earlier runs found of the pairs that they read to the end.
pub(crate) struct Earlier {
    readings: List<StoredReading>,
    comparisons: List<Comparison>,
}

/// A pair with what is boilerplate now.
pub(crate) struct FoundAgain {
    pub(crate) finding: Finding,
    pub(crate) rows: Rows,
}

impl Earlier {
    pub(crate) fn of(store: &Store) -> Self {
        Self { readings: store.list(kind::READINGS), comparisons: store.list(kind::COMPARISONS) }
    }

    /// What reading a pair again would find and promise, from what was `known` of it; `None` if that does not say it: changes are looked
    /// for only between articles that share their copy, and between two that share a passage and little else only there.
    pub(crate) fn judge_again(
        &self,
        known: (Finding, u32),
        a: &Entry,
        b: &Entry,
        cosine: f32,
        settings: &LinkSettings,
    ) -> Result<Option<(Promise, Option<FoundAgain>)>, Error> {
        let (before, number) = (known.0, u64::from(known.1));
        let comparison = self.comparisons.get(number)?;
        let boilerplate = [a.text().boilerplate, b.text().boilerplate];
        let promise = promise(&comparison.shared, comparison.lengths(), boilerplate, settings);
        if !settings.is_read(promise, cosine) {
            return Ok(Some((promise, None)));
        }
        let judged = comparison.judge(boilerplate, settings);
        let shares = [judged.a, judged.b];
        let kind = kind_that_holds(a, b, judged.kind, shares);
        let link = link_row(&a.version, &b.version, &judged.shared, shares);
        let mut rows = self.readings.get(number)?;
        let [was, is] =
            [before.carried, shares.map(Shares::kept_carried)].map(|carried| settings.is_another_article(carried));
        let same_changes = was == is && (!is || rows.link.passages == link.passages);
        match kind {
            None => {
                rows.alignments.clear();
                rows.changes.clear();
            }
            Some(_) if before.kind.is_some() && same_changes => {}
            Some(_) => return Ok(None),
        }
        rows.link = link;
        let finding = finding(kind, shares, &judged.shared);
        Ok(Some((promise, Some(FoundAgain { finding, rows: Box::new((rows, comparison)) }))))
    }
}
