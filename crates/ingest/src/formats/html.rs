//! `.html`: one file, one page. Which part of it is content is not decided here.

use wirecopy_document::Format;

use super::{FileFormat, text};
use crate::markup::is_html;

pub(super) const FORMAT: FileFormat = FileFormat {
    endings: &["html", "htm", "xhtml"],
    is_this: |head, _| is_html(&String::from_utf8_lossy(head)),
    cut: |reading| text::one_page(reading, Format::Html),
};
