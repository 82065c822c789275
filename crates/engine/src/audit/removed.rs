//! The removals that are examined, with their texts.

use std::path::Path;

use foldhash::{HashMap, HashMapExt};
use wirecopy_ingest::{Wanted, pick};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::{AuditSettings, Blocks};
use crate::error::Error;

/// A removal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Removal {
    pub(super) id: String,
    pub(super) named: Option<String>,
    pub(super) text: String,
}

/// The removals of a file.
pub(super) struct Removed {
    /// By id.
    pub(super) sample: Vec<Removal>,
    pub(super) total: u64,
    pub(super) rejected: u64,
}

/// A removal that was drawn, by its draw; its text may stand elsewhere.
type Drawn = (u64, String, Option<String>, Option<String>);

impl Removed {
    /// Draws the sample and finds its texts.
    pub(super) fn read(settings: &AuditSettings) -> Result<Self, Error> {
        let mut drawn: Vec<Drawn> = Vec::new();
        let most = if settings.sample == 0 { usize::MAX } else { settings.sample };
        // The name of the kept record is read as if it were the text.
        let named = Wanted { text: settings.kept_id_field.clone(), ..settings.wanted() };
        let (total, rejected) = each_record(&settings.removed, settings, |id, text, line| {
            let draw = xxh3_64_with_seed(id.as_bytes(), settings.seed);
            let name = pick(line, &named).ok().and_then(|p| p.text.map(|t| t.into_owned()));
            drawn.push((draw, id.to_owned(), name, text.map(str::to_owned)));
            if drawn.len() >= most.saturating_mul(2) {
                keep_first(&mut drawn, most);
            }
        })?;
        keep_first(&mut drawn, most);
        drawn.sort_by(|x, y| x.1.cmp(&y.1));
        add_texts(&mut drawn, settings)?;
        let whole = |(_, id, named, text): Drawn| Some(Removal { id, named, text: text? });
        let sample: Vec<Removal> = drawn.into_iter().filter_map(whole).collect();
        Ok(Self { sample, total, rejected })
    }
}

fn keep_first(drawn: &mut Vec<Drawn>, most: usize) {
    drawn.sort_by(|x, y| (x.0, &x.1).cmp(&(y.0, &y.1)));
    drawn.truncate(most);
}

/// Finds the texts of those that have none in the files that are named for it.
fn add_texts(drawn: &mut [Drawn], settings: &AuditSettings) -> Result<(), Error> {
    let mut missing: HashMap<String, usize> = HashMap::new();
    for (i, one) in drawn.iter().enumerate().filter(|(_, d)| d.3.is_none()) {
        missing.insert(one.1.clone(), i);
    }
    for path in &settings.texts {
        if missing.is_empty() {
            break;
        }
        each_record(path, settings, |id, text, _| {
            if let Some(text) = text
                && let Some(at) = missing.remove(id)
            {
                drawn[at].3 = Some(text.to_owned());
            }
        })?;
    }
    let Some(one) = missing.keys().min() else { return Ok(()) };
    let (field, removed) = (&settings.text_field, settings.removed.display());
    let (n, of) = (missing.len(), drawn.len());
    Err(Error::files(match settings.texts.is_empty() {
        true => format!(
            "{n} of {of} removals in {removed} have no text in `{field}` (the first is {one}); if the file holds ids only, name the \
             files that hold the texts with --texts; if the field is called otherwise, see --text-field"
        ),
        false => format!(
            "the texts of {n} of {of} removals (the first is {one}) are in none of the files that --texts names"
        ),
    }))
}

/// Gives id, text and line of each record; returns how many there are, and how many lines are none.
fn each_record(
    path: &Path,
    settings: &AuditSettings,
    mut each: impl FnMut(&str, Option<&str>, &[u8]),
) -> Result<(u64, u64), Error> {
    let wanted = settings.wanted();
    let (mut records, mut rejected) = (0, 0);
    for block in Blocks::open(path, settings)? {
        let block = block?;
        rejected += block.too_long.len() as u64;
        for (number, line) in block.lines() {
            match pick(line, &wanted) {
                Ok(picked) => {
                    records += 1;
                    let id = picked.id.map_or_else(|| format!("{}:{number}", path.display()), |id| id.into_owned());
                    each(&id, picked.text.as_deref(), line);
                }
                Err(_) => rejected += 1,
            }
        }
    }
    Ok((records, rejected))
}
