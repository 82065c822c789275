//! A page's articles and furniture, put together from all evidence.

use std::ops::Range;

use wirecopy_document::{Furniture, Page};
use wirecopy_text::Span;

use crate::article::assemble;
use crate::boundary::{Start, starts, survey};
use crate::evidence::{Evidence, Grounds};
use crate::features::{FEATURES, Rises};
use crate::outline::Outline;
use crate::roles::{self, Part, Role};
use crate::settle::settle;

/// Finds the articles and the furniture of a page.
///
/// All spans point into [`Page::text`]; [`wirecopy_document::Article::reason`] says why the page was cut in front of an
/// article, [`Furniture::reason`] why a piece of text belongs to none. Linear in the page; deterministic.
///
/// # Example
/// ```
/// use wirecopy_document::SourcePage;
/// use wirecopy_extract::{Evidence, extract, outline};
/// let text = "Rain in Oslo\n\nIt rained in Oslo on Monday, the city said.\n\nADVERTISEMENT";
/// let outline = outline(SourcePage::text("a.txt", text));
/// let evidence = Evidence::gather([&outline]);
/// let page = extract(outline, &evidence);
/// assert_eq!(page.articles[0].headline.as_ref().unwrap().text, "Rain in Oslo");
/// assert_eq!(page.furniture[0].span.of(&page.text), "ADVERTISEMENT");
/// ```
#[must_use]
pub fn extract(outline: Outline, evidence: &Evidence) -> Page {
    extract_with_grounds(outline, evidence).0
}

/// [`extract`], and the grounds on which it was done: while they hold, it need not be done again.
#[must_use]
pub fn extract_with_grounds(outline: Outline, evidence: &Evidence) -> (Page, Grounds) {
    let mut parts = roles::assign(&outline, evidence);
    let grounds = Grounds::new(&outline, parts.iter().map(|part| part.pieces.as_slice()), evidence);
    let starts = starts(&outline, &parts, evidence);
    let mut articles = Vec::new();
    for (start, lines) in ranges(&starts, parts.len()) {
        settle(&outline, &mut parts, start, lines.clone(), starts.len() > 1);
        let number = u32::try_from(articles.len() + 1).expect("fewer articles than lines");
        articles.extend(assemble(&outline, &parts, start, lines, number));
    }
    date_single(&outline, &mut articles);
    let furniture = furniture(&outline, &parts);
    let outlet = outline.outlet();
    let page = Page {
        id: outline.source.id,
        uri: outline.source.uri,
        outlet,
        crawled_at: outline.source.crawled_at,
        published_at: outline.source.published_at.or(outline.meta.published_at),
        text: outline.text,
        articles,
        furniture,
    };
    (page, grounds)
}

/// A place where a page could be cut, with what was measured there.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasuredPlace {
    /// From the end of the paragraph before to the start of the one behind.
    pub span: Span,
    /// One value for each of [`feature_names`].
    pub values: Vec<f32>,
}

/// The names of the features of a place, each with the sign that its weight may have: `+`, `-`, or `0` for either.
pub fn feature_names() -> impl Iterator<Item = (&'static str, char)> {
    FEATURES.iter().map(|f| match f.rises {
        Rises::For => (f.name, '+'),
        Rises::Against => (f.name, '-'),
        Rises::Free => (f.name, '0'),
    })
}

/// Measures every place where the page could be cut, for fitting the weights of the boundaries: `starts` are the bytes where
/// its articles are known to begin, sorted.
///
/// # Example
/// ```
/// use wirecopy_document::SourcePage;
/// use wirecopy_extract::{Evidence, feature_names, measure_places, outline};
/// let bridge = "The council of Oslo voted on Monday to build a second bridge over the river, and to pay for it with a \
///               toll that drivers will owe for thirty years.";
/// let rain = "Farmers in the valley have not seen a dry week since early spring, and the weather service said that no \
///             change of the wind is in sight before the harvest.";
/// let outline = outline(SourcePage::text("a.txt", format!("{bridge}\n\nA line in between\n\n{rain}")));
/// let places = measure_places(&outline, &Evidence::default(), &[]);
/// assert_eq!(places.len(), 1);
/// assert_eq!(places[0].values.len(), feature_names().count());
/// assert!(places[0].values.iter().all(|value| value.is_finite()));
/// ```
#[must_use]
pub fn measure_places(outline: &Outline, evidence: &Evidence, starts: &[usize]) -> Vec<MeasuredPlace> {
    let parts = roles::assign(outline, evidence);
    let places = survey(outline, &parts, evidence, starts).into_iter();
    places.map(|(span, features)| MeasuredPlace { span, values: features.values().to_vec() }).collect()
}

/// Each start with the lines up to the next one.
fn ranges(starts: &[Start], end: usize) -> impl Iterator<Item = (&Start, Range<usize>)> {
    starts.iter().enumerate().map(move |(i, start)| {
        let to = starts.get(i + 1).map_or(end, |next| next.line);
        (start, start.line..to)
    })
}

/// What the page says of its date, title and author is true of its article if it holds only one.
fn date_single(outline: &Outline, articles: &mut [wirecopy_document::Article]) {
    let [only] = articles else { return };
    let known = outline.source.published_at.clone().or_else(|| outline.meta.published_at.clone());
    only.published_at = known.or(only.published_at.take());
    let byline = outline.source.byline.clone().or_else(|| outline.meta.byline.clone());
    only.byline = only.byline.take().or(byline);
    let title = outline.source.title.clone().or_else(|| outline.meta.title.clone());
    if only.headline.is_none() {
        only.headline = title.map(|text| wirecopy_document::Headline { text, spans: Vec::new() });
    }
}

fn furniture(outline: &Outline, parts: &[Part]) -> Vec<Furniture> {
    let mut all = Vec::new();
    for (line, part) in outline.lines.iter().zip(parts) {
        if let Role::Furniture(verdict) = &part.role {
            all.push(Furniture { span: line.span, kind: verdict.kind, reason: verdict.reason.clone() });
        }
        let pieces = part.pieces.iter().filter(|_| !part.is_furniture());
        all.extend(pieces.map(|p| Furniture { span: p.span, kind: p.verdict.kind, reason: p.verdict.reason.clone() }));
    }
    all
}
