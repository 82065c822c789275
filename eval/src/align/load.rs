use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use serde_json::Value;
use wirecopy_align::{Aligner, Comparison, Settings};
use wirecopy_document::{ArticleId, Sentence, Version};
use wirecopy_embed::{Meaning, Model};
use wirecopy_text::{Span, Tokens};

/// What is measured: the alignment as it is, or with a model.
#[derive(Clone, Default)]
pub(crate) struct Measured(Option<Arc<dyn Meaning>>);

impl Measured {
    /// With the model of a folder.
    pub(crate) fn with_model(folder: &Path) -> anyhow::Result<Self> {
        let model = Model::read("model", |name| fs::read(folder.join(name)).ok());
        Ok(Self(Some(Arc::new(model.with_context(|| folder.display().to_string())?))))
    }

    pub(crate) fn aligner(&self) -> Aligner {
        let settings = Settings::default();
        self.0
            .as_ref()
            .map_or_else(|| Aligner::new(settings.clone()), |m| Aligner::with_model(settings.clone(), Arc::clone(m)))
    }

    pub(crate) fn comparison<'v>(&self, a: &'v Version, b: &'v Version) -> Comparison<'v> {
        let settings = Settings::default();
        match &self.0 {
            None => Comparison::new(a, b, &settings),
            Some(model) => Comparison::with_model(a, b, &settings, Arc::clone(model)),
        }
    }
}

/// A version whose sentences are exactly `lines`, however many full stops they hold. Lines without a word have no
/// sentence.
pub(crate) fn version<S: AsRef<str>>(name: &str, lines: &[S]) -> Version {
    let mut text = String::new();
    let mut spans = Vec::new();
    for line in lines {
        let start = text.len();
        text.push_str(line.as_ref());
        spans.push(Span::new(start, text.len()));
        text.push('\n');
    }
    let mut tokens = Tokens::default();
    let mut sentences = Vec::new();
    for span in spans {
        let start = tokens.len();
        tokens.push(&text, span);
        if tokens.len() > start {
            sentences.push(Sentence { span, tokens: start..tokens.len() });
        }
    }
    Version { id: ArticleId { page: name.to_owned(), number: 1 }, text: text.into(), sentences, tokens }
}

/// The records of a JSONL file.
pub(crate) fn records(path: &Path) -> anyhow::Result<Vec<Value>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    text.lines().map(|line| serde_json::from_str(line).context("a record")).collect()
}

/// A field as text; empty if it is none.
pub(crate) fn text<'v>(record: &'v Value, field: &str) -> &'v str {
    record[field].as_str().unwrap_or_default()
}
