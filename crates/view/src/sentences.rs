//! The counts of a run in plain sentences: right for none, one and many, and never empty.

use wirecopy_record::OutletRow;

use crate::words::{capital, count, furniture_noun, grouped, link_noun, list, share, shortened};
use crate::{Counted, Example, Summary};

/// Longest story label, in signs.
const LABEL_SIGNS: usize = 70;

pub(crate) fn pages(found: &Summary) -> String {
    let read = found.pages - found.rejected;
    match (found.pages, read, found.rejected) {
        (0, _, _) => "No page was read.".to_owned(),
        (1, 1, _) => "1 page, and it could be read.".to_owned(),
        (1, _, _) => "1 page, and it was rejected:".to_owned(),
        (pages, _, 0) => format!("{} pages, all of them read; none was rejected.", grouped(pages)),
        (pages, 0, _) => format!("{} pages, all of them rejected:", grouped(pages)),
        (pages, read, rejected) => {
            format!("{} pages: {} read, {} rejected:", grouped(pages), grouped(read), grouped(rejected))
        }
    }
}

pub(crate) fn articles(found: &Summary) -> String {
    let read = found.pages - found.rejected;
    let with = read - found.without_article;
    if found.articles == 0 {
        return format!("No article was found on {}.", count(read, "page", "pages"));
    }
    let mut text = format!(
        "{} {} found on {}.",
        count(found.articles, "article", "articles"),
        if found.articles == 1 { "was" } else { "were" },
        count(with, "page", "pages")
    );
    text += &match found.with_several {
        0 => " No page holds more than one.".to_owned(),
        1 => format!(" 1 page holds {} of them.", found.most_on_a_page),
        several if found.most_on_a_page == 2 => format!(" {} pages hold two each.", grouped(several)),
        several => format!(" {} pages hold more than one, at most {}.", grouped(several), found.most_on_a_page),
    };
    if found.without_article > 0 {
        let verb = if found.without_article == 1 { "holds" } else { "hold" };
        text += &format!(" {} {verb} no article.", capital(&count(found.without_article, "page", "pages")));
    }
    text
}

pub(crate) fn furniture(kinds: &[Example]) -> String {
    let all: usize = kinds.iter().map(|kind| kind.count).sum();
    if all == 0 {
        return "None found: no menus, buttons, notices or pointers had to be taken off.".to_owned();
    }
    let part = |kind: &Example| {
        let (one, many) = furniture_noun(&kind.kind);
        let quoted: Vec<String> = kind.examples.iter().take(2).map(|text| format!("“{text}”")).collect();
        let examples = if quoted.is_empty() { String::new() } else { format!(" ({})", quoted.join(", ")) };
        format!("{}{examples}", count(kind.count, one, many))
    };
    let parts: Vec<String> = kinds.iter().map(part).collect();
    let verb = if all == 1 { "was" } else { "were" };
    format!("{} {verb} taken off: {}.", count(all, "piece of page furniture", "pieces of page furniture"), list(&parts))
}

pub(crate) fn copies(found: &Summary) -> String {
    let is_copy = |counted: &&Counted| counted.name != "story";
    let copies: usize = found.links.iter().filter(is_copy).map(|counted| counted.count).sum();
    let told = |counted: &Counted| {
        let (one, many) = link_noun(&counted.name);
        count(counted.count, one, many)
    };
    let parts: Vec<String> = found.links.iter().filter(is_copy).map(told).collect();
    let mut text = match (found.articles, copies) {
        (0 | 1, _) => return "None: it takes two articles to look for shared passages.".to_owned(),
        (_, 0) => "None found: no two articles share a passage, and none is a rewrite of another.".to_owned(),
        _ => format!(
            "{} between {}: {}.",
            count(copies, "link", "links"),
            count(found.linked_articles, "article", "articles"),
            list(&parts)
        ),
    };
    if let Some(story) = found.links.iter().find(|counted| counted.name == "story") {
        text += &format!(" Also {}.", told(story));
    }
    text + &families(found)
}

fn families(found: &Summary) -> String {
    let text = match found.families {
        0 => return String::new(),
        1 => format!(" 1 family of copies holds {}.", count(found.family_articles, "article", "articles")),
        families => {
            let members = count(found.family_articles, "article", "articles");
            let largest = grouped(found.largest_family);
            format!(" {} families of copies hold {members}; the largest has {largest}.", grouped(families))
        }
    };
    text + &unseen_sources(&found.unseen_sources)
}

/// Agencies named one by one.
const MAX_AGENCIES: usize = 3;

/// "18 families seem to come from AP, 5 from Reuters and 2 from other agencies, whose own texts are not here."
fn unseen_sources(sources: &[Counted]) -> String {
    let Some((first, others)) = sources.split_first() else { return String::new() };
    let families = count(first.count, "family seems", "families seem");
    let mut parts = vec![format!("{families} to come from {}", first.name)];
    let (named, unnamed) = others.split_at(others.len().min(MAX_AGENCIES - 1));
    parts.extend(named.iter().map(|source| format!("{} from {}", grouped(source.count), source.name)));
    let rest: usize = unnamed.iter().map(|source| source.count).sum();
    if rest > 0 {
        parts.push(format!("{} from other agencies", grouped(rest)));
    }
    let whose = if others.is_empty() { "whose own text is" } else { "whose own texts are" };
    format!(" {}, {whose} not here.", list(&parts))
}

pub(crate) fn stories(found: &Summary) -> String {
    let all = count(found.stories, "story", "stories");
    match (found.stories, found.shared_stories) {
        (0, _) => "None found.".to_owned(),
        (_, 0) => format!("{all}; none is told by more than one article."),
        (_, shared) => {
            let name = |story: &Counted| {
                let label = shortened(&story.name, LABEL_SIGNS);
                format!("“{label}” ({})", count(story.count, "article", "articles"))
            };
            let mut named: Vec<String> = found.largest_stories.iter().map(name).collect();
            if shared > named.len() {
                named.push(format!("{} more", grouped(shared - named.len())));
            }
            let verb = if shared == 1 { "is" } else { "are" };
            format!("{all}; {} {verb} told by more than one article: {}.", grouped(shared), list(&named))
        }
    }
}

/// Outlets named one by one.
const MAX_OUTLETS: usize = 6;

pub(crate) fn outlets(found: &Summary) -> String {
    if found.outlets.is_empty() {
        return "Not known: the pages do not say who published them.".to_owned();
    }
    let name = |outlet: &Counted| format!("{} ({})", outlet.name, grouped(outlet.count));
    let mut named: Vec<String> = found.outlets.iter().take(MAX_OUTLETS).map(name).collect();
    if found.outlets.len() > MAX_OUTLETS {
        named.push(format!("{} more", grouped(found.outlets.len() - MAX_OUTLETS)));
    }
    let mut text =
        format!("{}, with the number of articles: {}.", count(found.outlets.len(), "outlet", "outlets"), list(&named));
    if found.without_outlet > 0 {
        let of = count(found.without_outlet, "article", "articles");
        text += &format!(" For {of} the outlet is not known.");
    }
    text
}

/// What one outlet prints, behind its name.
pub(crate) fn outlet(row: &OutletRow) -> String {
    let mut text = format!(
        "{} of {}; {} of the words copied, {} reworded, {} own",
        count(row.articles as usize, "article", "articles"),
        count(row.stories as usize, "story", "stories"),
        share(row.copied),
        share(row.reworded),
        share(row.own)
    );
    let named: Vec<String> = row
        .by_agency
        .iter()
        .take(MAX_OUTLETS)
        .map(|a| format!("{} in {}", a.agency, grouped(a.articles as usize)))
        .collect();
    if !named.is_empty() {
        text += &format!("; names {}", list(&named));
    }
    text
}

pub(crate) fn changes(found: &Summary) -> String {
    let compared = count(found.aligned_sentences, "pair of sentences", "pairs of sentences");
    if found.aligned_sentences == 0 {
        return "None: no two texts were close enough to compare sentence by sentence.".to_owned();
    }
    if found.material + found.minor + found.cosmetic == 0 {
        return format!("None found in {compared} compared.");
    }
    let mut parts = vec![count(found.material, "material change", "material changes")];
    parts.push(count(found.minor, "minor one", "minor ones"));
    parts.push(count(found.cosmetic, "cosmetic one", "cosmetic ones"));
    format!("{} in {compared} compared.", capital(&list(&parts)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(agencies: &[(&str, usize)], expected: &str) {
        let sources: Vec<Counted> =
            agencies.iter().map(|&(name, count)| Counted { name: name.to_owned(), count }).collect();
        assert_eq!(unseen_sources(&sources), expected);
    }

    #[test]
    fn agencies_are_told_in_one_sentence() {
        check(&[], "");
        check(&[("AFP", 1)], " 1 family seems to come from AFP, whose own text is not here.");
        check(
            &[("AP", 18), ("EFE", 2)],
            " 18 families seem to come from AP and 2 from EFE, whose own texts are not here.",
        );
        let many = [("AP", 9), ("EFE", 3), ("dpa", 2), ("PA", 1), ("TASS", 1)];
        let told = " 9 families seem to come from AP, 3 from EFE, 2 from dpa and 2 from other agencies, whose own texts are not here.";
        check(&many, told);
    }
}
