use std::sync::Arc;

use wirecopy_align::Aligner;
use wirecopy_cluster::StorySettings;
use wirecopy_retrieve::{EventWeights, TermSettings, Winnowing};

use crate::model::SharedModel;

/// Everything that can be chosen about a run. The defaults are for news pages of any size and need no tuning.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Threads to work with; 0 means one a core. The result does not depend on it.
    pub threads: usize,
    /// Bytes of memory for what can also be on disk: sorts, and what was read lately. Some 3 KB an article and what single pages
    /// take come on top. The result does not depend on it. Default 1 GiB.
    pub memory: u64,
    /// How a pile is read, and what is too much.
    pub reading: wirecopy_ingest::Options,
    /// How pairs with a shared run of words are found.
    pub winnowing: Winnowing,
    /// How pairs with shared rare words are found.
    pub terms: TermSettings,
    /// Which pairs are compared.
    pub pairing: PairSettings,
    /// How sentences are aligned.
    pub alignment: wirecopy_align::Settings,
    /// A model that is asked for the meaning of sentences, beside their words. Default none: slower by a hundred times with one.
    pub model: Option<SharedModel>,
    /// What makes a link.
    pub links: LinkSettings,
    /// What makes it likely that two articles tell of one event.
    pub events: EventWeights,
    /// What makes a story.
    pub stories: StorySettings,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            threads: 0,
            memory: 1 << 30,
            reading: wirecopy_ingest::Options::default(),
            winnowing: Winnowing::default(),
            terms: TermSettings::default(),
            pairing: PairSettings::default(),
            alignment: wirecopy_align::Settings::default(),
            model: None,
            links: LinkSettings::default(),
            events: EventWeights::default(),
            stories: StorySettings::default(),
        }
    }
}

impl Settings {
    /// A fingerprint of all settings that can change a result: 16 hex digits, and the model behind them if there is one. Which field
    /// of a record is what belongs to the input, as its path does: an archive may grow by piles that name their fields differently.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut relevant = Self { threads: 0, memory: 0, model: None, ..self.clone() };
        relevant.reading.fields.clear();
        let digits = format!("{:016x}", xxhash_rust::xxh3::xxh3_64(format!("{relevant:?}").as_bytes()));
        self.model.as_ref().map_or_else(|| digits.clone(), |model| format!("{digits} with {}", model.id()))
    }

    /// Aligns pairs with these settings.
    pub(crate) fn aligner(&self) -> Aligner {
        let settings = self.alignment.clone();
        match &self.model {
            None => Aligner::new(settings),
            Some(model) => Aligner::with_model(settings, Arc::clone(&model.0)),
        }
    }

    /// For one sort; two that write and one that is read are there at a time.
    pub(crate) fn sort_bytes(&self) -> usize {
        self.part_of_memory(8)
    }

    /// For blocks of records that were unpacked lately.
    pub(crate) fn block_bytes(&self) -> usize {
        self.part_of_memory(8)
    }

    /// For articles that were compared lately.
    pub(crate) fn version_bytes(&self) -> usize {
        self.part_of_memory(4)
    }

    fn part_of_memory(&self, parts: u64) -> usize {
        usize::try_from(self.memory / parts).unwrap_or(usize::MAX)
    }
}

/// Which pairs of articles are compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairSettings {
    /// A fingerprint in more articles than this joins neighbours only.
    pub max_articles: usize,
    /// Fingerprints that a pair shares at least, unless one text is so short that it has fewer.
    pub min_shared: u32,
    /// Identical articles are folded into one before pairs are made; a pair of two such groups is written out for all
    /// their members when it has up to this many pairs, and for the first of each otherwise.
    pub max_expanded: usize,
}

impl Default for PairSettings {
    /// Bounds on work, set by judgement: they are far above what an ordinary pile reaches.
    fn default() -> Self {
        Self { max_articles: 64, min_shared: 2, max_expanded: 64 }
    }
}

/// What makes a link.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LinkSettings {
    /// Shortest run of words that counts as copied.
    pub min_match_tokens: usize,
    /// Share of copied or lightly edited words of *both* sides from which a pair is a near copy, and of *one* side from
    /// which that one is embedded in the other.
    pub min_kept: f64,
    /// Words, not counting boilerplate, that articles of a pile have in common at least to share their copy: a stock sentence
    /// is no copy. Texts that somebody asks to compare may be of any length.
    pub min_common_tokens: usize,
    /// A shared run of this many words is an embedded passage, whatever the share.
    pub min_passage_tokens: usize,
    /// Share of copied or reworded words of one side from which a pair is a rewrite, of all words and of those outside quotation
    /// marks: two reports that print one statement are not made from each other. Of 30 links between outlets that were called
    /// rewrites in 12,000 articles, and read, 12 shared quotations and tweets alone; 8 of these have less than the default, and
    /// 5 of the 18 others.
    pub min_carried: f64,
    /// Share of reworded words that a rewrite has on one side at least: what two texts share word for word and no further is a passage.
    pub min_reworded: f64,
    /// Words of an embedded passage that neither text quotes.
    pub min_unquoted_tokens: usize,
    /// Share of copied words of either side below which a rewrite is one only if its sentences are alike throughout.
    pub min_copied: f64,
    /// Mean likeness that they then have, 0..=1. Of 61 generated articles rewritten throughout 59 have .69 and more (the
    /// least .54 and .62); 99 pairs of ECB+ reports of one event that share hardly a run of words have .34 to .56, one .62,
    /// and those that were read are independent reports.
    pub min_likeness: f64,
    /// Aligned groups of sentences that a rewrite has at least, unless one side has fewer sentences.
    pub min_groups: usize,
    /// Cosine of rare words from which a pair is read in full.
    pub min_cosine: f32,
    /// Share of one side's words in passages from which a pair is read in full.
    pub min_promising: f64,
    /// A pair without a shared passage is not read when its articles were published more days apart than this: nobody
    /// rewrites last season's news, and in a pile of years every topic comes back.
    pub max_days: u32,
}

impl Default for LinkSettings {
    /// Set by judgement, and checked by reading the links of 5,000 and of 37,554 real articles; no labelled set of links was at
    /// hand to calibrate them on.
    fn default() -> Self {
        Self {
            min_match_tokens: 6,
            min_kept: 0.8,
            min_common_tokens: 20,
            min_passage_tokens: 40,
            min_carried: 0.4,
            min_reworded: 0.05,
            min_unquoted_tokens: 15,
            min_copied: 0.1,
            min_likeness: 0.6,
            min_groups: 3,
            min_cosine: 0.3,
            min_promising: 0.1,
            max_days: 30,
        }
    }
}
