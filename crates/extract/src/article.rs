//! One article from its lines.

use std::collections::BTreeSet;
use std::ops::Range;

use wirecopy_document::{Article, ArticleId, Headline};
use wirecopy_text::Span;

use crate::agencies;
use crate::boundary::Start;
use crate::byline;
use crate::caption;
use crate::lines::Line;
use crate::meta;
use crate::outline::Outline;
use crate::roles::{Part, Role};

/// Bytes of the body that the language is told from.
const LANGUAGE_BYTES: usize = 1000;

/// The article of the lines `lines`; `None` if no text of a body stands among them.
pub(crate) fn assemble(
    outline: &Outline,
    parts: &[Part],
    start: &Start,
    lines: Range<usize>,
    number: u32,
) -> Option<Article> {
    let headline = start.headline.map(|h| headline(outline, h, lines.clone()));
    let is_headline = |span: Span| headline.as_ref().is_some_and(|h| h.spans.contains(&span));
    let of_role = |role: Role| lines.clone().filter(move |&i| parts[i].role == role);
    let body: Vec<Span> = lines
        .clone()
        .filter(|&i| {
            matches!(parts[i].role, Role::Prose | Role::Heading | Role::Short) && !is_headline(outline.lines[i].span)
        })
        .flat_map(|i| body_of(&outline.text, &outline.lines[i], &parts[i]))
        .collect();
    if body.is_empty() {
        return None;
    }
    let captions: Vec<Span> = of_role(Role::Caption).map(|i| outline.lines[i].span).collect();
    let byline =
        of_role(Role::Byline).map(|i| byline::names(outline.lines[i].span.of(&outline.text)).to_owned()).next();
    let date = of_role(Role::Date).find_map(|i| meta::date_in_words(outline.lines[i].span.of(&outline.text)));
    Some(Article {
        id: ArticleId { page: outline.source.id.clone(), number },
        headline,
        dateline: body.first().and_then(|&first| byline::dateline(&outline.text, first)),
        photo_credits: photo_credits(&outline.text, &captions),
        credits: credits(outline, &body, byline.as_deref()),
        captions,
        byline,
        language: language(&outline.text, &body),
        published_at: date,
        reason: start.reason.clone(),
        body,
    })
}

/// The headline with all lines that say the same.
fn headline(outline: &Outline, h: usize, lines: Range<usize>) -> Headline {
    let line = &outline.lines[h];
    let same = |i: &usize| outline.lines[*i].key == line.key;
    Headline {
        text: line.span.of(&outline.text).to_owned(),
        spans: lines.filter(same).map(|i| outline.lines[i].span).collect(),
    }
}

/// The line without the furniture in it.
fn body_of(text: &str, line: &Line, part: &Part) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = line.span.start();
    for piece in &part.pieces {
        spans.push(Span::new(at, piece.span.start().max(at)));
        at = piece.span.end();
    }
    spans.push(Span::new(at, line.span.end().max(at)));
    spans.iter().map(|s| s.trim(text)).filter(|s| s.of(text).contains(char::is_alphanumeric)).collect()
}

fn photo_credits(text: &str, captions: &[Span]) -> Vec<String> {
    let mut credits = Vec::new();
    for credit in captions.iter().filter_map(|&c| caption::credit(text, c)) {
        if !credits.contains(&credit) {
            credits.push(credit);
        }
    }
    credits
}

fn credits(outline: &Outline, body: &[Span], byline: Option<&str>) -> Vec<String> {
    let mut sources = BTreeSet::new();
    for &span in body {
        agencies::sources_in(&outline.text, span, &mut sources);
    }
    for part in byline.into_iter().flat_map(|b| b.split([',', '|', '/', '(', ')', '•', '–', '—'])) {
        sources.extend(agencies::first_in(part.trim()).map(str::to_owned));
    }
    sources.into_iter().collect()
}

/// Words that make up a fifth of English prose, and that no other language has together.
const ENGLISH: [&str; 28] = [
    "the", "of", "and", "to", "that", "for", "with", "was", "said", "were", "his", "this", "have", "are", "they",
    "from", "which", "has", "been", "their", "will", "who", "not", "would", "about", "she", "had", "but",
];
/// Fewest words that are counted, and how many in a hundred must be among those: nineteen in twenty English articles have them.
const ENOUGH_WORDS: usize = 60;
const ENGLISH_SHARE: usize = 16;

/// Most pages are English, and telling so by its small words costs a tenth of asking for all languages.
fn is_plainly_english(sample: &str) -> bool {
    let (mut all, mut small, mut articles) = (0, 0, 0);
    for word in sample.split_ascii_whitespace() {
        all += 1;
        small += usize::from(ENGLISH.contains(&word));
        articles += usize::from(word == "the");
    }
    all >= ENOUGH_WORDS && small * 100 >= all * ENGLISH_SHARE && articles * 100 >= all * 2
}

/// ISO 639-3 code, if it can be told reliably.
fn language(text: &str, body: &[Span]) -> Option<String> {
    let mut sample = String::new();
    for span in body {
        let room = LANGUAGE_BYTES.saturating_sub(sample.len());
        let mut rest = span.of(text).chars();
        rest.nth(room.saturating_sub(1));
        sample.push_str(&text[span.start()..span.end() - rest.as_str().len()]);
        sample.push('\n');
        if sample.len() >= LANGUAGE_BYTES {
            break;
        }
    }
    if is_plainly_english(&sample) {
        return Some("eng".to_owned());
    }
    let info = whatlang::detect(&sample)?;
    info.is_reliable().then(|| info.lang().code().to_owned())
}
