use std::path::Path;

use wirecopy::{Found, Settings};
use wirecopy_record::{LinkRow, StoryRow, Tables};
use wirecopy_view::{Pair, render};

use crate::End;
use crate::args::ExplainOptions;
use crate::terminal::Terminal;

/// Links named when the wanted one is not there.
const MAX_NAMED: usize = 8;

pub(crate) fn run(options: &ExplainOptions, terminal: &Terminal) -> anyhow::Result<End> {
    let tables = read(&options.folder, &options.link)?;
    if let Some(story) = story(&tables, &options.link) {
        terminal.write(&render::story(story, terminal.style()))?;
        return Ok(End::Found);
    }
    match Pair::find(&tables, &options.link) {
        Some(pair) => {
            terminal.write(&render::explain(&pair, terminal.style()))?;
            Ok(End::Found)
        }
        None => {
            terminal.complain(&not_found(&options.link, &tables));
            Ok(End::Nothing)
        }
    }
}

/// The story with this id, or of the article with it.
fn story<'t>(tables: &'t Tables, id: &str) -> Option<&'t StoryRow> {
    tables.stories.iter().find(|story| story.story_id == id || story.articles.iter().any(|article| article == id))
}

/// The tables of a folder, or what an archive holds of the link or story; some of its links, where that one is not there.
fn read(folder: &Path, link: &str) -> anyhow::Result<Tables> {
    if !wirecopy::is_archive(folder) {
        return Ok(Tables::read(folder)?);
    }
    let found = Found::open(folder, &Settings::default())?;
    let story = found.excerpt(&[link.to_owned()])?;
    if !story.stories.is_empty() {
        return Ok(story);
    }
    let tables = found.link(link)?;
    Ok(if tables.links.is_empty() { found.first_links(MAX_NAMED)? } else { tables })
}

/// Names the links of the articles or pages that the user may have meant, or the first ones.
fn not_found(wanted: &str, tables: &Tables) -> String {
    if tables.links.is_empty() {
        return format!("there is no link {wanted}: no two articles of this pile were linked");
    }
    let meant = |link: &&LinkRow| wanted.split('~').any(|part| !part.is_empty() && link.link_id.contains(part));
    let mut named: Vec<&LinkRow> = tables.links.iter().filter(meant).take(MAX_NAMED).collect();
    if named.is_empty() {
        named = tables.links.iter().take(MAX_NAMED).collect();
    }
    let list: Vec<String> = named.iter().map(|link| format!("\n  {} ({})", link.link_id, link.kind)).collect();
    format!("there is no link {wanted}; of {} links, for example:{}", tables.links.len(), list.concat())
}
