//! Text to a tree, with a limit on what the tree may become.
//!
//! A page made to be slow nests deeply, or makes the parser open the same elements again and again: some kilobytes can become
//! gigabytes, and code that walks a tree goes as deep as it does. So the page is fed in pieces, and the tree measured in between.

use dom_query::{Document, NodeRef};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};

/// Most elements, texts and the like; ordinary news pages have some thousands.
const MAX_NODES: usize = 240_000;
/// Deepest nesting; browsers stop at 512.
const MAX_DEPTH: usize = 400;
/// Bytes that are fed at once: in so many a page made to be slow opens some hundred thousand elements.
const PIECE: usize = 16 << 10;
/// Nodes after which the depth is measured again.
const MEASURE_AFTER: usize = 4096;

/// Builds the tree.
///
/// # Errors
/// Says which limit the page is beyond.
pub(super) fn parse(html: &str) -> Result<Document, String> {
    // As `dom_smoothie` has it: what stands in `noscript` is parsed.
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let mut parser = parse_document(Document::default(), ParseOpts { tree_builder, ..ParseOpts::default() });
    let mut rest = html;
    let mut measured = 0;
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(rest.floor_char_boundary(PIECE));
        parser.process(StrTendril::from_slice(piece));
        rest = behind;
        let document = &parser.tokenizer.sink.sink;
        let nodes = document.tree.len();
        if nodes > MAX_NODES {
            return Err(format!("the HTML has more than {MAX_NODES} elements and texts"));
        }
        if nodes > measured + MEASURE_AFTER || rest.is_empty() {
            measured = nodes;
            check_depth(document)?;
        }
    }
    Ok(parser.finish())
}

fn check_depth(document: &Document) -> Result<(), String> {
    let (mut node, mut depth) = (document.root(), 0_usize);
    while let Some(next) = next(node, &mut depth) {
        if depth > MAX_DEPTH {
            return Err(format!("the HTML is nested more than {MAX_DEPTH} deep"));
        }
        node = next;
    }
    Ok(())
}

/// The node behind this one in document order.
fn next<'d>(node: NodeRef<'d>, depth: &mut usize) -> Option<NodeRef<'d>> {
    if let Some(child) = node.first_child() {
        *depth += 1;
        return Some(child);
    }
    let mut node = node;
    loop {
        if let Some(sibling) = node.next_sibling() {
            return Some(sibling);
        }
        node = node.parent()?;
        *depth = depth.saturating_sub(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_pass() {
        let page = format!("<html><body>{}</body></html>", "<div><p>One<p>Two<br/><img src='a'></div>".repeat(2000));
        let document = parse(&page).expect("an ordinary page");
        assert_eq!(document.select("p").length(), 4000);
        assert_eq!(document.html(), Document::from(page).html());
    }

    #[test]
    fn pages_made_to_be_slow_are_refused_with_the_reason() {
        let check = |html: String, reason: &str| {
            let refused = parse(&html).err();
            assert!(refused.as_ref().is_some_and(|why| why.contains(reason)), "{:.60}: {refused:?}", html);
        };
        check("<div>".repeat(5000), "nested");
        check("<div></x>".repeat(5000), "nested");
        check("<div/>".repeat(5000), "nested");
        check("<span><div></span></div>".repeat(5000), "nested");
        check(format!("<svg><style>{}", "<g>".repeat(5000)), "nested");
        check("<p>x".repeat(200_000), "elements");
        let reopened: String = (0..20_000).map(|i| format!("<div><b i={i}><object></b></object></div>x")).collect();
        assert!(parse(&reopened).is_err());
    }
}
