//! What two articles have in common, read from their texts, and what that makes of them.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use wirecopy_align::{Aligner, Alignment};
use wirecopy_document::Version;
use wirecopy_facts::{Change, Sentences, changes};
use wirecopy_retrieve::Shared;

use crate::comparison::{self, Comparison, Judgement, Promise};
use crate::settings::{LinkSettings, Settings};

/// What kind of link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LinkKind {
    /// The same words.
    Exact,
    /// Nearly the same words on both sides.
    Near,
    /// One stands in the other, or a long passage of it does.
    Embedded,
    /// The same content, sentence by sentence, in part in other words.
    Rewrite,
    /// The same event only.
    Story,
    /// Nothing links them. Only a comparison that was asked for says so; it is never found in a pile.
    Unrelated,
}

impl LinkKind {
    /// The word that stands in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Near => "near",
            Self::Embedded => "embedded",
            Self::Rewrite => "rewrite",
            Self::Story => "story",
            Self::Unrelated => "unrelated",
        }
    }
}

/// Two versions read side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Runs of words that both have.
    pub shared: Shared,
    /// Which sentences answer to which.
    pub alignment: Alignment,
    /// What is said differently.
    pub changes: Vec<Change>,
    /// Shares of a's words.
    pub a: Shares,
    /// Shares of b's words.
    pub b: Shares,
    /// What they are to each other; `None` when they do not share their copy.
    pub kind: Option<LinkKind>,
}

/// Shares of one version's words, each 0..=1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Shares {
    /// Stand word for word in the other, in a passage or in a sentence that is the same.
    pub copied: f64,
    /// Stand in a sentence that the other has in other words, and are not copied.
    pub reworded: f64,
    /// Stand in a passage, or in a sentence that is the same but for a few words.
    pub kept: f64,
}

impl Shares {
    /// Copied or reworded.
    #[must_use]
    pub fn carried(self) -> f64 {
        self.copied + self.reworded
    }

    /// The same as it is kept of each link, to twenty binary digits: bytes that are 0 take no room.
    pub(crate) fn kept_carried(self) -> f64 {
        const STEPS: f64 = 1_048_576.0;
        (self.carried() * STEPS).round() / STEPS
    }
}

/// One side of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Text<'v> {
    /// Its sentences and words.
    pub version: &'v Version,
    /// Words that unlike articles of the pile have in common: they prove no copying, and do not count in the shares.
    pub boilerplate: &'v [Range<usize>],
}

impl<'v> From<&'v Version> for Text<'v> {
    /// A text without boilerplate.
    fn from(version: &'v Version) -> Self {
        Self { version, boilerplate: &[] }
    }
}

/// Reads pairs of texts side by side. It keeps its tables, and what a model said: one reader for many pairs is quicker than many readers,
/// and says the same.
#[derive(Debug, Default)]
pub struct Reader {
    aligner: Aligner,
    settings: LinkSettings,
}

impl Reader {
    /// A reader that has seen nothing yet.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        Self { aligner: settings.aligner(), settings: settings.links }
    }

    /// Reads a pair, and looks for changes where it shares its copy: between texts that do not, every difference would be one.
    #[must_use]
    pub fn read(&mut self, a: Text<'_>, b: Text<'_>) -> Reading {
        let shared = comparison::shared(a.version, b.version, &self.settings);
        let aligned = self.aligned(a.version, b.version, shared);
        self.read_aligned(a, b, aligned, &mut Sentences::default()).1
    }

    /// Reads a pair if its passages, or the likeness of its rare words, promise a link; says what they promise. Of two reports of one form nothing
    /// is kept.
    pub(crate) fn read_if_promising<'v>(
        &mut self,
        a: Text<'v>,
        b: Text<'v>,
        cosine: f32,
        sentences: &mut Sentences<'v>,
    ) -> (Promise, Option<(Comparison, Reading)>) {
        let shared = comparison::shared(a.version, b.version, &self.settings);
        let lengths = [a, b].map(|text| text.version.tokens.len());
        let promise = comparison::promise(&shared, lengths, [a.boilerplate, b.boilerplate], &self.settings);
        if !self.settings.is_read(promise, cosine) {
            return (promise, None);
        }
        match self.aligned(a.version, b.version, shared) {
            Aligned { is_form: true, .. } => (Promise::Form, None),
            aligned => (promise, Some(self.read_aligned(a, b, aligned, sentences))),
        }
    }

    /// Reads two texts that somebody wants compared: changes are looked for whatever links them.
    #[must_use]
    pub fn read_asked(&mut self, a: Text<'_>, b: Text<'_>) -> Reading {
        let shared = comparison::shared(a.version, b.version, &self.settings);
        let lenient = LinkSettings { min_common_tokens: 0, min_copied: 0.0, ..self.settings };
        let (_, mut reading) = compare(a, b, self.aligned(a.version, b.version, shared), &lenient);
        reading.changes = changes(a.version, b.version, &reading.alignment);
        reading
    }

    /// Shares of each text's words that the other carries.
    pub(crate) fn carried(&mut self, a: Text<'_>, b: Text<'_>) -> [f64; 2] {
        let shared = comparison::shared(a.version, b.version, &self.settings);
        let (_, reading) = compare(a, b, self.aligned(a.version, b.version, shared), &self.settings);
        [reading.a, reading.b].map(Shares::carried)
    }

    fn read_aligned<'v>(
        &mut self,
        a: Text<'v>,
        b: Text<'v>,
        aligned: Aligned,
        sentences: &mut Sentences<'v>,
    ) -> (Comparison, Reading) {
        let (comparison, mut reading) = compare(a, b, aligned, &self.settings);
        if reading.kind.is_some() {
            reading.changes = sentences.changes(a.version, b.version, &reading.alignment);
            if self.settings.is_another_article([reading.a, reading.b].map(Shares::kept_carried)) {
                keep_changes_of_copied_groups(a, &mut reading);
            }
        }
        (comparison, reading)
    }

    fn aligned(&mut self, a: &Version, b: &Version, shared: Shared) -> Aligned {
        let alignment = self.aligner.align(a, b);
        let is_form = comparison::is_only_form(a, b, &shared, &alignment);
        Aligned { shared, alignment, is_form }
    }
}

/// What two texts share, and how their sentences answer to each other.
struct Aligned {
    shared: Shared,
    alignment: Alignment,
    /// Whether all of it is a form.
    is_form: bool,
}

/// What two texts have in common: two reports of one form are taken to have nothing in common.
fn compare(a: Text<'_>, b: Text<'_>, aligned: Aligned, settings: &LinkSettings) -> (Comparison, Reading) {
    let Aligned { shared, alignment, is_form } = aligned;
    let comparison = match is_form {
        true => Comparison::new(a.version, b.version, Shared::default(), &Alignment::default()),
        false => Comparison::new(a.version, b.version, shared, &alignment),
    };
    let Judgement { shared, a, b, kind, .. } = comparison.judge([a.boilerplate, b.boilerplate], settings);
    (comparison, Reading { shared, alignment, changes: Vec::new(), a, b, kind })
}

impl LinkSettings {
    /// Whether a pair is read to its end.
    pub(crate) fn is_read(&self, promise: Promise, cosine: f32) -> bool {
        promise == Promise::Link || cosine >= self.min_cosine
    }

    /// Whether articles that carry these shares of each other, as they are kept, are two that have a passage and little else in common.
    pub(crate) fn is_another_article(&self, carried: [f64; 2]) -> bool {
        carried[0].max(carried[1]) < self.min_carried
    }
}

/// Articles that share a passage and little else are two articles: only sentences that the passage touches can be said to
/// have changed on the way.
fn keep_changes_of_copied_groups(a: Text<'_>, reading: &mut Reading) {
    let touches = |sentence: usize| {
        let words = &a.version.sentences[sentence].tokens;
        reading.shared.passages.iter().any(|p| p.a.start < words.end && words.start < p.a.end)
    };
    let copied: Vec<bool> = reading.alignment.groups.iter().map(|g| g.a.iter().any(|&s| touches(s))).collect();
    reading.changes.retain(|change| copied[change.group]);
}
