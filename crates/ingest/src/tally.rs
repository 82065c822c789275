use std::collections::BTreeMap;

use crate::fields::{FieldUse, Role};
use crate::record::{Note, NoteKind};
use crate::stream::Batch;

/// Counts what there is to say of a pile, in memory that does not grow with it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    notes: BTreeMap<NoteKind, (u64, Vec<Note>)>,
    fields: BTreeMap<(Role, String), u64>,
}

/// Up to so many notes of a kind are told one by one.
const FEW: usize = 2;

impl Tally {
    /// Adds what a batch has to say.
    pub fn add(&mut self, batch: &Batch) {
        batch.notes.iter().for_each(|note| self.note(note));
        for ((role, name), pages) in &batch.fields {
            *self.fields.entry((*role, name.clone())).or_default() += pages;
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

    /// The notes for people: where there are more than two of a kind, one line that counts them and quotes the first.
    #[must_use]
    pub fn note_lines(&self) -> Vec<String> {
        let lines = self.notes.iter().flat_map(|(kind, (count, first))| match first.as_slice() {
            [one, ..] if *count > FEW as u64 => vec![format!("{count} times: {} (first: {one})", kind.name())],
            few => few.iter().map(ToString::to_string).collect(),
        });
        lines.collect()
    }
}
