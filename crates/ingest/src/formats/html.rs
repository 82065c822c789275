//! `.html`: one file, one page. Which part of it is content is not decided here.

use wirecopy_document::Format;

use super::{FileFormat, text};

pub(super) const FORMAT: FileFormat =
    FileFormat { endings: &["html", "htm", "xhtml"], read: |reading| text::one_page(reading, Format::Html) };
