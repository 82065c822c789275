use std::path::PathBuf;

use wirecopy_ingest::Limits;
use wirecopy_retrieve::RunSettings;

/// What is to be done, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct DedupSettings {
    /// Files of records, and folders of such files. What is not lines of JSON is read as `trace` reads it, and written down as such first.
    pub inputs: Vec<PathBuf>,
    /// Records that are there already, or archives with their articles: what is copied from them is removed from the inputs. They are
    /// never written.
    pub against: Vec<PathBuf>,
    /// The folder for the results.
    pub out: PathBuf,
    /// The field that holds the text.
    pub text_field: String,
    /// The field that holds the id; a record without one is called `file:line`.
    pub id_field: String,
    /// The field that holds the date, for [`Keep::Earliest`].
    pub date_field: String,
    /// What is kept or removed.
    pub unit: Unit,
    /// Which of several copies stays.
    pub keep: Keep,
    /// Shared runs of so many words are cut out of the later of two kept records; `None` leaves all kept records as they are.
    pub strip_repeats: Option<u32>,
    /// Share of a record's words, 0..=1, that must stand in the one that is kept for it to be removed.
    pub min_copied: f64,
    /// Whether all verified links are written too.
    pub links: bool,
    /// Whether an index stays beside the results, by which [`TextIndex`](crate::TextIndex) finds texts in the pile.
    pub index: bool,
    /// Bytes of memory to keep within, beside 100 bytes a record.
    pub memory: u64,
    /// Threads to work with; 0 means one a core. The result does not depend on it.
    pub threads: usize,
    /// What is too much for one record.
    pub limits: Limits,
    /// How shared words are found.
    pub runs: RunSettings,
    /// What makes a pair, and a link.
    pub rules: Rules,
}

impl Default for DedupSettings {
    fn default() -> Self {
        Self {
            inputs: Vec::new(),
            against: Vec::new(),
            out: PathBuf::from("wirecopy-dedup"),
            text_field: "text".to_owned(),
            id_field: "id".to_owned(),
            date_field: "date".to_owned(),
            unit: Unit::default(),
            keep: Keep::default(),
            strip_repeats: None,
            min_copied: 0.8,
            links: false,
            index: false,
            memory: 2 << 30,
            threads: 0,
            limits: Limits::default(),
            runs: RunSettings::default(),
            rules: Rules::default(),
        }
    }
}

impl DedupSettings {
    /// Whether pairs of which neither may hold the other are read too.
    pub(super) fn reads_all_pairs(&self) -> bool {
        self.links || self.strip_repeats.is_some()
    }
}

/// What is kept or removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Each record as it is.
    #[default]
    Page,
    /// Each article that stands on it: pages are split first, and what is no article goes.
    Article,
}

/// Which of several copies stays. It must itself hold the copy of those that go; among equals the id decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keep {
    /// The one with the most words.
    #[default]
    Longest,
    /// The one with the earliest date.
    Earliest,
    /// The one that comes first in the input.
    First,
    /// The one with the fewest signs of damage: lost characters, remains of tags and entities, text in a wrong encoding.
    Cleanest,
}

/// What makes a pair, and a link. Set on a generated pile of 20,000 records, by its scores and by reading some of its wrong
/// links; COMPARE.md has the figures on piles of other seeds and sizes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rules {
    /// A fingerprint in more texts than this joins each with the first and the next only.
    pub max_bucket: usize,
    /// Words of the smaller text for each shared fingerprint that a pair needs to be read.
    pub tokens_a_fingerprint: u32,
    /// The same for a pair of which one may hold the other, or vouch for what both print: two in nine words start a fingerprint, so these
    /// are one in seven of what an exact copy shares. Where one word in ten is changed, four in seven are left.
    pub held_tokens_a_fingerprint: u32,
    /// No pair needs more shared fingerprints than this to be read.
    pub max_needed: u32,
    /// Words outside boilerplate that two texts share at least, unless all words of one are fewer.
    pub min_common_tokens: u32,
    /// A shared run of this many words outside boilerplate and quotations, edits crossed, is a link, whatever the shares.
    pub min_passage_tokens: u32,
    /// What is not held whole is a link only with a run of this many words outside boilerplate and quotations …
    pub min_run_tokens: u32,
    /// … or with runs of at least this many …
    pub min_proof_tokens: u32,
    /// … that make up this share of the smaller text. Two writers who use the same names and phrases stay below both.
    pub min_proof: f64,
    /// Boilerplate shorter than this is a phrase that many writers use: it may make up to half of a passage.
    pub min_phrase_tokens: u32,
    /// Share of the smaller text outside boilerplate from which scattered runs are a link.
    pub min_partial: f64,
    /// A run of words is boilerplate when so many texts or more hold it …
    pub boilerplate_texts: usize,
    /// … and fewer than one in this many pairs of them share most of their text.
    pub related_one_in: usize,
    /// Rows of links that two groups of identical records are written out to; beyond that only the first of each.
    pub max_expanded: usize,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            max_bucket: 64,
            tokens_a_fingerprint: 60,
            held_tokens_a_fingerprint: 30,
            max_needed: 3,
            min_common_tokens: 20,
            min_passage_tokens: 36,
            min_run_tokens: 30,
            min_proof_tokens: 8,
            min_proof: 0.2,
            min_phrase_tokens: 10,
            min_partial: 0.3,
            boilerplate_texts: 4,
            related_one_in: 10,
            max_expanded: 64,
        }
    }
}
