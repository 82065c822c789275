//! Text that the markup itself sets apart from the article.

use serde::{Deserialize, Serialize};
use wirecopy_document::FurnitureKind;

use crate::furniture::Verdict;

/// What the markup says of a line that is no part of the article's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Aside {
    /// A paragraph or list that is nothing but links.
    Pointer,
    /// Inside a box of related or popular stories.
    Related,
    /// Inside a form or box about newsletters, subscriptions, cookies or rights.
    Notice,
    /// Inside a share bar, a list of tags, comments, adverts or a menu.
    Widget,
    /// Inside a box about the author.
    Author,
    /// Outside the element that the page marks as the article's body.
    Outside,
}

impl Aside {
    /// Whether no line inside can be a caption, a byline or a date of the article.
    pub(crate) fn is_certain(self) -> bool {
        !matches!(self, Self::Author | Self::Outside)
    }

    /// The line as furniture, with the reason in plain words.
    pub(crate) fn verdict(self) -> Verdict {
        let (kind, reason) = match self {
            Self::Pointer => (FurnitureKind::Promo, "a paragraph that is nothing but a link to another page"),
            Self::Related => (FurnitureKind::Promo, "inside a box of related or popular stories, by its markup"),
            Self::Notice => {
                (FurnitureKind::Notice, "inside a box about newsletters, subscriptions or rights, by its markup")
            }
            Self::Widget => {
                (FurnitureKind::Widget, "inside a share bar, list of tags, comments or advert, by its markup")
            }
            Self::Author => (FurnitureKind::Notice, "inside a box about the author, by its markup"),
            Self::Outside => {
                (FurnitureKind::Navigation, "outside the element that the page marks as the article's body")
            }
        };
        Verdict::new(kind, reason)
    }
}
