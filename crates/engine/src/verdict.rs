//! Who copied whom, asked of rows.

use wirecopy_record::ArticleRow;
use wirecopy_stemma::{Direction, Grounds, Verdict, Witness, direction};

use crate::link::LinkKind;

/// Judges a link. `present` lists the agencies whose own text is in the family, `words` is what the words of all its versions say.
pub(crate) fn verdict(
    a: &ArticleRow,
    b: &ArticleRow,
    kind: LinkKind,
    present: &[String],
    words: Option<(&Grounds, &str)>,
) -> Verdict {
    let no_copy = match kind {
        LinkKind::Story => Some("the texts tell of the same event, but neither is copied from the other"),
        LinkKind::Unrelated => Some("too little is shared for one to be copied from the other"),
        _ => None,
    };
    if let Some(reason) = no_copy {
        return Verdict { direction: Direction::Unknown, reason: reason.to_owned(), source: None };
    }
    let same_words = kind == LinkKind::Exact;
    direction(&witness(a, same_words), &witness(b, same_words), present, words)
}

fn witness(row: &ArticleRow, same_words: bool) -> Witness {
    Witness {
        name: row.article_id.clone(),
        agency: agency(row),
        credits: row.credits.clone(),
        published_at: row.published_at.clone(),
        same_words,
    }
}

/// The agency that published an article, if its outlet is one.
pub(crate) fn agency(row: &ArticleRow) -> Option<String> {
    row.outlet.as_deref().and_then(wirecopy_extract::agency).map(str::to_owned)
}

/// The agencies whose own text is among the articles, sorted.
pub(crate) fn agencies(rows: &[ArticleRow]) -> Vec<String> {
    let mut agencies: Vec<String> = rows.iter().filter_map(agency).collect();
    agencies.sort();
    agencies.dedup();
    agencies
}
