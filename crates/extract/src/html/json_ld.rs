//! Title, author, site and date from a page's JSON-LD (<https://schema.org/NewsArticle>).
//!
//! Parsed here because `serde_json` bounds the nesting of what it reads, and pages are hostile.

use dom_smoothie::Readability;
use serde_json::Value;

use crate::meta::{Meta, normal_date};

/// How deep lists and graphs are searched for an article.
const MAX_SEARCH_DEPTH: usize = 4;

/// The first article described on the page; empty where there is none.
pub(crate) fn read(reader: &Readability) -> Meta {
    let scripts = reader.doc.select("script[type='application/ld+json']");
    for script in scripts.iter() {
        let parsed = serde_json::from_str::<Value>(script.text().trim()).ok();
        if let Some(article) = parsed.as_ref().and_then(|value| article_in(value, 0)) {
            return meta_of(article);
        }
    }
    Meta::default()
}

fn article_in(value: &Value, depth: usize) -> Option<&Value> {
    if depth > MAX_SEARCH_DEPTH {
        return None;
    }
    match value {
        Value::Array(items) => items.iter().find_map(|item| article_in(item, depth + 1)),
        Value::Object(fields) if is_article(value) => (!fields.is_empty()).then_some(value),
        Value::Object(fields) => fields.get("@graph").and_then(|graph| article_in(graph, depth + 1)),
        _ => None,
    }
}

fn is_article(value: &Value) -> bool {
    let named = |t: &Value| t.as_str().is_some_and(|t| t.ends_with("Article") || t.ends_with("BlogPosting"));
    match &value["@type"] {
        Value::Array(types) => types.iter().any(named),
        single => named(single),
    }
}

fn meta_of(article: &Value) -> Meta {
    Meta {
        title: text(&article["headline"]),
        byline: names(&article["author"]),
        site: text(&article["publisher"]["name"]),
        published_at: text(&article["datePublished"]).and_then(|date| normal_date(&date)),
        language: text(&article["inLanguage"]),
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
}

/// One author or several, as text or as objects with a name.
fn names(value: &Value) -> Option<String> {
    match value {
        Value::Array(all) => {
            let found: Vec<String> = all.iter().filter_map(names).collect();
            (!found.is_empty()).then(|| found.join(", "))
        }
        Value::Object(_) => text(&value["name"]),
        single => text(single),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_in_a_graph_is_read() {
        let value: Value = serde_json::from_str(
            r#"{"@graph":[{"@type":"WebSite"},{"@type":["NewsArticle"],"headline":" Mayor quits ",
            "author":[{"name":"Ann Lee"},"Bo Ek"],"publisher":{"name":"The Post"},"datePublished":"2024-04-02"}]}"#,
        )
        .expect("the test's own JSON");
        let meta = meta_of(article_in(&value, 0).expect("an article"));
        assert_eq!(meta.title.as_deref(), Some("Mayor quits"));
        assert_eq!(meta.byline.as_deref(), Some("Ann Lee, Bo Ek"));
        assert_eq!(meta.site.as_deref(), Some("The Post"));
    }
}
