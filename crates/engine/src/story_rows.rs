//! Stories as rows.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use wirecopy_document::Version;
use wirecopy_record::StoryRow;

use crate::pile::{Entry, Pile};

/// The rows of `stories`, sorted by id. `canonical` lists the articles to keep of the families.
pub(crate) fn rows(pile: &Pile, stories: &[Vec<u32>], canonical: &[u32]) -> Vec<StoryRow> {
    let kept: BTreeSet<u32> = canonical.iter().copied().collect();
    let mut rows: Vec<StoryRow> = stories.iter().map(|story| row(pile, story, &kept)).collect();
    rows.sort_by(|x, y| x.story_id.cmp(&y.story_id));
    rows
}

fn row(pile: &Pile, story: &[u32], kept: &BTreeSet<u32>) -> StoryRow {
    let entries = || story.iter().map(|&i| &pile.entries[i as usize]);
    let outlets: BTreeSet<&str> = entries().filter_map(|e| pile.page(e).outlet.as_deref()).collect();
    let times = || entries().filter_map(|e| pile.published_at(e).map(str::to_owned));
    StoryRow {
        story_id: pile.id(story[0]),
        label: label(pile, story, kept),
        articles: story.iter().map(|&i| pile.id(i)).collect(),
        outlets: outlets.into_iter().map(str::to_owned).collect(),
        first_at: times().min(),
        last_at: times().max(),
    }
}

/// The headline that most articles of the story have, then one of an article to keep, then the first; without any, the
/// start of the first text.
fn label(pile: &Pile, story: &[u32], kept: &BTreeSet<u32>) -> String {
    let entry = |i: u32| &pile.entries[i as usize];
    let headline = |i: u32| pile.article(entry(i)).headline.as_ref().map(|h| h.text.as_str());
    let headlines: Vec<(u32, &str)> = story.iter().filter_map(|&i| Some((i, headline(i)?))).collect();
    let votes = |text: &str| headlines.iter().filter(|(_, h)| *h == text).count();
    let best = headlines.iter().max_by_key(|(i, h)| (votes(h), kept.contains(i), Reverse(*i)));
    let first_text = || story.iter().map(|&i| entry(i)).find(|e: &&Entry| !e.version.sentences.is_empty());
    match best {
        Some((_, text)) => (*text).to_owned(),
        None => first_text().map_or_else(String::new, |e| start(&e.version)),
    }
}

/// The first words of a text.
fn start(version: &Version) -> String {
    const WORDS: usize = 12;
    let sentence = &version.sentences[0];
    let last = sentence.tokens.end.min(sentence.tokens.start + WORDS);
    let shown = version.tokens.cover(sentence.tokens.start..last).map_or("", |span| span.of(&version.text));
    if last < sentence.tokens.end { format!("{shown} …") } else { shown.to_owned() }
}
