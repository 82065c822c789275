//! Articles with their words, as they are compared; those that were asked for lately are kept.

use std::ops::Range;
use std::sync::{Arc, Mutex};

use foldhash::{HashMap, HashMapExt};
use wirecopy_document::Version;
use wirecopy_record::ArticleRow;
use wirecopy_retrieve::Boilerplate;

use crate::error::Error;
use crate::link::Text;
use crate::settings::Settings;
use crate::shelf::Shelf;

/// An article, ready to be compared.
pub(crate) struct Entry {
    pub(crate) row: ArticleRow,
    pub(crate) version: Version,
    /// Words that unlike articles have in common.
    boilerplate: Vec<Range<usize>>,
}

impl Entry {
    /// For reading it against another.
    pub(crate) fn text(&self) -> Text<'_> {
        Text { version: &self.version, boilerplate: &self.boilerplate }
    }

    /// Bytes that it takes, about.
    pub(crate) fn size(&self) -> usize {
        64 * self.version.tokens.len() + self.version.text.len() + 1024
    }
}

/// The versions that were read lately.
pub(crate) struct Versions<'a> {
    shelf: Shelf<'a>,
    boilerplate: &'a Boilerplate,
    settings: &'a Settings,
    kept: Mutex<Kept>,
}

/// Two halves: when the younger is full, the older is forgotten.
#[derive(Default)]
struct Kept {
    young: HashMap<u32, Arc<Entry>>,
    old: HashMap<u32, Arc<Entry>>,
    bytes: usize,
}

impl<'a> Versions<'a> {
    pub(crate) fn new(shelf: Shelf<'a>, boilerplate: &'a Boilerplate, settings: &'a Settings) -> Self {
        Self { shelf, boilerplate, settings, kept: Mutex::default() }
    }

    pub(crate) fn get(&self, article: u32) -> Result<Arc<Entry>, Error> {
        let known = self.kept.lock().expect("nothing panics while it holds the versions").get(article);
        if let Some(entry) = known {
            return Ok(entry);
        }
        let (row, version) = self.shelf.version(article)?;
        let boilerplate = self.boilerplate.mask(version.tokens.keys(), self.settings.winnowing);
        let entry = Arc::new(Entry { row, version, boilerplate });
        let mut kept = self.kept.lock().expect("nothing panics while it holds the versions");
        kept.put(article, &entry, self.settings.version_bytes());
        Ok(entry)
    }
}

impl Kept {
    fn get(&mut self, article: u32) -> Option<Arc<Entry>> {
        if let Some(entry) = self.young.get(&article) {
            return Some(Arc::clone(entry));
        }
        let entry = self.old.remove(&article)?;
        self.bytes += entry.size();
        self.young.insert(article, Arc::clone(&entry));
        Some(entry)
    }

    fn put(&mut self, article: u32, entry: &Arc<Entry>, max_bytes: usize) {
        if self.bytes > max_bytes / 2 {
            self.old = std::mem::replace(&mut self.young, HashMap::new());
            self.bytes = 0;
        }
        self.bytes += entry.size();
        self.young.insert(article, Arc::clone(entry));
    }
}
