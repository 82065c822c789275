//! Who said the words between quotation marks.

use super::spelling::People;
use super::{Claim, Value};
use crate::ChangeKind;
use crate::analysis::Side;

/// Words of a quotation by which it is known. Of seven ("has nothing to do with the campaign") two people are found to say the same.
const KNOWN_BY: usize = 9;

pub(super) fn find(side: &Side<'_>, people: &People) -> Vec<Claim> {
    let Some(speaker) = speaker(side, people) else { return Vec::new() };
    let (name, span) = speaker;
    let quoted: Vec<&str> = side.words.iter().filter(|w| w.quote == Some(0)).map(|w| w.folded).collect();
    let runs = quoted.windows(KNOWN_BY).map(|run| run.join(" "));
    let claim = |run: String| Claim {
        about: format!("who said “{run}”"),
        slot: run,
        kind: ChangeKind::Attribution,
        span,
        may_change: false,
        value: Value::Speaker(name.clone()),
    };
    runs.map(claim).collect()
}

/// The one person who is named as speaker of the sentence.
fn speaker(side: &Side<'_>, people: &People) -> Option<(String, wirecopy_text::Span)> {
    let speakers: Vec<usize> = side.attributions.iter().filter_map(|a| a.speaker).collect();
    let [one] = speakers.as_slice() else { return None };
    let phrase = &side.phrases[*one];
    if side.words[phrase.head].quote.is_some() {
        return None;
    }
    let name = &side.names[side.name_of(phrase.head)?];
    let (full, _) = people.full(side, &name.core)?;
    let last = full.rsplit(' ').next()?.to_owned();
    Some((last, side.span(&name.core)))
}
