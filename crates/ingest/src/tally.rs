use std::collections::BTreeMap;

use crate::fields::{FieldUse, Role};
use crate::record::{Note, NoteKind};
use crate::stream::Batch;

/// Counts what there is to say of a pile, in memory that does not grow with it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    notes: BTreeMap<NoteKind, (u64, Vec<Note>)>,
    fields: BTreeMap<(Role, String), u64>,
    passed: BTreeMap<String, u64>,
}

/// So many kinds of records that are no pages are told apart: what a hostile archive names its records by must not fill the
/// memory.
const MAX_KINDS: usize = 200;

/// Up to so many notes of a kind are told one by one.
const FEW: usize = 2;

impl Tally {
    /// Adds what a batch has to say.
    pub fn add(&mut self, batch: &Batch) {
        batch.notes.iter().for_each(|note| self.note(note));
        for ((role, name), pages) in &batch.fields {
            *self.fields.entry((*role, name.clone())).or_default() += pages;
        }
        for (what, count) in &batch.passed {
            let is_known = self.passed.contains_key(what) || self.passed.len() < MAX_KINDS;
            let what = if is_known { what } else { "records of other kinds" };
            *self.passed.entry(what.to_owned()).or_default() += count;
        }
    }

    /// Adds a note.
    pub fn note(&mut self, note: &Note) {
        let (count, first) = self.notes.entry(note.kind).or_default();
        *count += 1;
        let at = first.partition_point(|n| n <= note);
        if at < FEW {
            first.insert(at, note.clone());
            first.truncate(FEW);
        }
    }

    /// Which fields were taken for what: sorted by role, then name.
    #[must_use]
    pub fn fields(&self) -> Vec<FieldUse> {
        self.fields.iter().map(|((role, name), &pages)| FieldUse { role: *role, name: name.clone(), pages }).collect()
    }

    /// How many records of which kinds were passed over because they are no pages.
    #[must_use]
    pub fn passed(&self) -> &BTreeMap<String, u64> {
        &self.passed
    }

    /// The notes for people: where there are more than two of a kind, one line that counts them and quotes the first.
    #[must_use]
    pub fn note_lines(&self) -> Vec<String> {
        let passed: Vec<String> = self.passed.iter().map(|(what, count)| format!("{count} {what}")).collect();
        let passed =
            (!passed.is_empty()).then(|| format!("passed over, because they are no pages: {}", passed.join(", ")));
        let kinds = self.notes.iter().flat_map(|(kind, (count, first))| match first.as_slice() {
            [one, ..] if *count > FEW as u64 => vec![format!("{count} times: {} (first: {one})", kind.name())],
            few => few.iter().map(ToString::to_string).collect(),
        });
        kinds.chain(passed).collect()
    }
}
