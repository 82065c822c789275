//! The versions of one family side by side.

use std::collections::BTreeMap;
use std::ops::Range;

use wirecopy_document::Version;
use wirecopy_record::{Apparatus, ApparatusReading, ApparatusSentence, ArticleRow};
use wirecopy_stemma::{Collated, Text, Variant};

use crate::catalogue::Groups;
use crate::error::Error;
use crate::found::Found;
use crate::grouping::Family;
use crate::shelf::Shelf;

impl Found {
    /// Where the versions of a family agree and where they differ, by the id of the family or of any of its articles; `None` if there
    /// is no such family. Articles with the same words are one witness.
    ///
    /// # Errors
    /// When what is stored can't be read.
    pub fn apparatus(&self, id: &str) -> Result<Option<Apparatus>, Error> {
        let catalogue = &self.snapshot.catalogue;
        let Some(family) = catalogue.article(id).and_then(|article| self.snapshot.grouping.family(article)) else {
            return Ok(None);
        };
        let shelf = Shelf::new(&self.store, catalogue);
        let texts = carriers(family, &Groups::identical(&catalogue.facts));
        let (mut witnesses, mut versions) = (Vec::new(), Vec::new());
        for articles in &texts {
            let (first, version) = shelf.version(articles[0])?;
            let rest: Result<Vec<ArticleRow>, Error> = articles[1..].iter().map(|&i| shelf.article(i)).collect();
            witnesses.push([vec![first], rest?].concat());
            versions.push(version);
        }
        let sentences: Vec<Vec<Range<usize>>> = versions.iter().map(ranges).collect();
        let keys = versions.iter().map(|version| version.tokens.keys());
        let texts: Vec<Text<'_>> = keys.zip(&sentences).map(|(keys, sentences)| Text { keys, sentences }).collect();
        let collated = wirecopy_stemma::Apparatus::of(&texts);
        let sentences = collated.sentences.into_iter().map(|sentence| written(sentence, &versions)).collect();
        let family_id = shelf.article(family.members[0])?.article_id;
        Ok(Some(Apparatus { family_id, witnesses, sentences }))
    }
}

/// The distinct texts of a family, each with its articles.
fn carriers(family: &Family, identical: &Groups) -> Vec<Vec<u32>> {
    let mut texts: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    family.members.iter().for_each(|&member| texts.entry(identical.of(member)).or_default().push(member));
    let mut carriers: Vec<Vec<u32>> = texts.into_values().collect();
    carriers.sort_unstable();
    carriers
}

fn ranges(version: &Version) -> Vec<Range<usize>> {
    version.sentences.iter().map(|sentence| sentence.tokens.clone()).collect()
}

fn written(sentence: Collated, versions: &[Version]) -> ApparatusSentence {
    let reading = |variant: Variant| ApparatusReading {
        text: text(&versions[variant.texts[0]], variant.words).to_owned(),
        witnesses: sorted(variant.texts),
    };
    let segments = sentence.segments.into_iter().map(|segment| segment.into_iter().map(reading).collect());
    ApparatusSentence { witnesses: sentence.texts, segments: segments.collect() }
}

fn sorted(mut numbers: Vec<usize>) -> Vec<usize> {
    numbers.sort_unstable();
    numbers
}

/// Words of one sentence as they stand there, from the start of the sentence or of the first word to the next word or the end of the
/// sentence.
fn text(version: &Version, words: Range<usize>) -> &str {
    if words.is_empty() {
        return "";
    }
    let sentence = &version.sentences[version.sentence_of(words.start)];
    let is_first = words.start == sentence.tokens.start;
    let start = if is_first { sentence.span.start() } else { version.tokens.span(words.start).start() };
    let is_last = words.end == sentence.tokens.end;
    let end = if is_last { sentence.span.end() } else { version.tokens.span(words.end).start() };
    &version.text[start..end]
}
