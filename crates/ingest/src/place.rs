use std::sync::Arc;

use crate::record::Reject;

/// Where a record stands.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// The file, as the listing names it.
    pub(crate) file: Arc<str>,
    /// Which record of it, from 1; `None` for the whole file.
    pub(crate) record: Option<u64>,
    /// Where it starts, or where reading stopped: bytes into the file, after decompression.
    pub(crate) offset: Option<u64>,
}

impl Place {
    /// A whole file.
    pub(crate) fn file(file: &str) -> Self {
        Self { file: file.into(), record: None, offset: None }
    }

    /// What stands for an id where there is none: the file, or `file:record`.
    pub(crate) fn id(&self) -> String {
        self.record.map_or_else(|| (*self.file).to_owned(), |record| format!("{}:{record}", self.file))
    }

    pub(crate) fn reject(&self, reason: impl Into<String>) -> Reject {
        Reject {
            id: self.id(),
            file: (*self.file).to_owned(),
            record: self.record,
            offset: self.offset,
            reason: reason.into(),
        }
    }
}
