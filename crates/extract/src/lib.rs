//! Which parts of this page are articles?
//!
//! Three steps, so that pages can be read apart and still learn from each other: [`outline`] reads one page into lines,
//! [`Evidence::gather`] collects what many pages tell about each other, [`extract`] splits a page into articles and
//! furniture.
//!
//! ```
//! use wirecopy_document::SourcePage;
//! use wirecopy_extract::{Evidence, extract, outline};
//! let page = outline(SourcePage::text("a.txt", "Rain in Oslo\n\nIt rained in Oslo on Monday, the city said.\n\nADVERTISEMENT"));
//! let evidence = Evidence::gather([&page]);
//! let page = extract(page, &evidence);
//! assert_eq!(page.articles.len(), 1);
//! ```

mod agencies;
mod article;
mod boundary;
mod byline;
mod caption;
mod closing;
mod cohesion;
mod evidence;
mod extraction;
mod features;
mod forest;
mod furniture;
mod headline;
mod html;
mod lines;
mod measure;
mod mentions;
mod meta;
mod opening;
mod outline;
mod parting;
mod roles;
mod settle;
mod survey;
mod terms;
mod weigh;

pub use agencies::named as agency;
pub use evidence::{Evidence, Grounds};
pub use extraction::{MeasuredPlace, extract, extract_with_grounds, feature_names, measure_places};
pub use outline::{Outline, outline};
