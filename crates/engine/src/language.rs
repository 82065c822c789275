//! What can be said of articles that are not in English.

use std::collections::BTreeMap;

use wirecopy_record::ArticleRow;

use crate::link::{LinkKind, Reading};

/// The language that the rules for rewrites and for changed facts know.
const KNOWN: &str = "eng";

/// Whether an article is in English, or too short to tell.
pub(crate) fn is_known(article: &ArticleRow) -> bool {
    article.language.as_deref().is_none_or(|language| language == KNOWN)
}

/// Keeps of a reading what holds in any language: runs of the same words. Synonyms, negations and numbers in words are English.
pub(crate) fn keep_what_holds(reading: &mut Reading) {
    reading.changes.clear();
    reading.kind = reading.kind.filter(|&kind| holds(kind));
}

/// Whether links of this kind are told from runs of the same words alone.
pub(crate) fn holds(kind: LinkKind) -> bool {
    kind != LinkKind::Rewrite
}

/// How many articles there are of each language that is not English.
#[derive(Debug, Default)]
pub(crate) struct Foreign(BTreeMap<String, u64>);

impl Foreign {
    pub(crate) fn count(&mut self, articles: &[ArticleRow]) {
        for language in articles.iter().filter(|a| !is_known(a)).filter_map(|a| a.language.as_ref()) {
            *self.0.entry(language.clone()).or_default() += 1;
        }
    }

    /// "12 articles are not in English (deu 9, fra 3): …", if there are any.
    pub(crate) fn note(&self) -> Option<String> {
        let total: u64 = self.0.values().sum();
        let counts: Vec<String> = self.0.iter().map(|(language, count)| format!("{language} {count}")).collect();
        (total > 0).then(|| {
            format!(
                "{total} {} not in English ({}): copies and passages are found, rewrites and changed facts are not looked for",
                if total == 1 { "article is" } else { "articles are" },
                counts.join(", ")
            )
        })
    }
}
