//! A model of meaning that somebody gives: read once, shared by all threads.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use wirecopy_embed::{Meaning, Model};

use crate::error::Error;

/// A model that is asked how alike sentences are in meaning, beside their words.
#[derive(Clone)]
pub struct SharedModel(pub(crate) Arc<dyn Meaning>);

impl SharedModel {
    /// Reads the model of a folder: `config.json`, `model.safetensors`, `vocab.txt`, as the Hugging Face hub has them.
    ///
    /// # Errors
    /// If a file is missing or damaged, or the model is of a kind that can't be run.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let name = folder.file_name().map_or_else(|| "model".to_owned(), |name| name.to_string_lossy().into_owned());
        let model = Model::read(&name, |file| std::fs::read(folder.join(file)).ok());
        let model = model.map_err(|error| Error::files(format!("{}: {error}", folder.display())))?;
        Ok(Self(Arc::new(model)))
    }

    /// Its name, and a fingerprint of its files.
    #[must_use]
    pub fn id(&self) -> &str {
        self.0.id()
    }
}

impl fmt::Debug for SharedModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl PartialEq for SharedModel {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}
