//! One pair as JSON, for other programs.

use serde::Serialize;
use wirecopy_record::{AlignmentRow, ChangeRow, LinkRow};

use crate::Pair;

#[derive(Serialize)]
struct Comparison<'t> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'t serde_json::Value>,
    link: &'t LinkRow,
    alignments: &'t [AlignmentRow],
    changes: &'t [ChangeRow],
}

/// `{"link": …, "alignments": […], "changes": […]}` on one line, with the columns of the tables.
#[must_use]
pub fn compare(pair: &Pair<'_>) -> String {
    let Pair { link, alignments, changes, .. } = *pair;
    serde_json::to_string(&Comparison { id: None, link, alignments, changes })
        .expect("rows hold texts and finite numbers only")
}

/// The same with an `"id"` in front: the name that whoever asked gave to the pair.
#[must_use]
pub fn compare_named(id: &serde_json::Value, pair: &Pair<'_>) -> String {
    let Pair { link, alignments, changes, .. } = *pair;
    let named = Comparison { id: Some(id), link, alignments, changes };
    serde_json::to_string(&named).expect("rows hold texts and finite numbers only")
}

/// The same over several lines, for people.
#[must_use]
pub fn compare_pretty(pair: &Pair<'_>) -> String {
    let Pair { link, alignments, changes, .. } = *pair;
    serde_json::to_string_pretty(&Comparison { id: None, link, alignments, changes })
        .expect("rows hold texts and numbers only")
}
