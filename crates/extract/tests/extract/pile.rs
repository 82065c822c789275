//! What pages learn from each other.

use wirecopy_document::{FurnitureKind, Page, SourcePage};
use wirecopy_extract::{Evidence, extract, outline};

/// Paragraphs about different things; each is long enough to be known again.
const SUBJECTS: [&str; 8] = [
    "The ferry to the outer islands was taken out of service after divers found a crack below its waterline.",
    "Beekeepers in the valley counted twice as many swarms as last spring and blame nothing but luck.",
    "A choir of retired miners sang in the cathedral and gave the takings to the lifeboat station.",
    "The glassworks will light its second furnace again, the owners told forty invited apprentices.",
    "Snow closed the upper pass for nine hours and stranded a circus with two elderly camels.",
    "The library lent out its millionth book, a manual on the repair of wooden church clocks.",
    "Potato growers and the chess club share a barn until the new sports hall has a roof.",
    "An astronomer found a letter from her predecessor behind the plate cabinet of the observatory.",
];

fn read(sources: Vec<SourcePage>) -> Vec<Page> {
    let outlines: Vec<_> = sources.into_iter().map(outline).collect();
    let evidence = Evidence::gather(&outlines);
    outlines.into_iter().map(|o| extract(o, &evidence)).collect()
}

fn page(id: &str, text: String) -> SourcePage {
    SourcePage { outlet: Some("The Harbour Post".to_owned()), ..SourcePage::text(id, text) }
}

fn recurring(pages: &[Page]) -> usize {
    pages.iter().flat_map(|p| &p.furniture).filter(|f| f.kind == FurnitureKind::Recurring).count()
}

#[test]
fn a_line_in_many_surroundings_is_furniture() {
    let label = "Harbour lights and tides";
    let pages = |bodies: &[&str]| {
        bodies.iter().enumerate().map(|(i, body)| page(&format!("p{i}"), format!("{body}\n\n{label}\n"))).collect()
    };
    assert_eq!(recurring(&read(pages(&SUBJECTS))), SUBJECTS.len());
    assert_eq!(recurring(&read(pages(&[SUBJECTS[0]; 8]))), 0, "copies of one page make nothing furniture");
    assert_eq!(recurring(&read(pages(&SUBJECTS[..2]))), 0, "two pages are too few");
}

#[test]
fn a_form_in_many_surroundings_is_furniture_and_a_paragraph_is_not() {
    let between = |line: &str, outlet: Option<&str>| {
        let text = |i: usize| format!("{}\n\n{line}\n\n{}", SUBJECTS[i], SUBJECTS[(i + 3) % 8]);
        let page =
            |i: usize| SourcePage { outlet: outlet.map(Into::into), ..SourcePage::text(format!("p{i}"), text(i)) };
        recurring(&read((0..8).map(page).collect()))
    };
    let islands: Vec<String> = (1..140).map(|n| format!("Isle{n}")).collect();
    let form =
        format!("Get the tides by mail. Choose your island {}. You may stop this at any time.", islands.join(" "));
    assert_eq!(between(&form, Some("The Harbour Post")), 8);
    assert_eq!(between(&form, None), 0, "it may be an article in one line");
    let background = form.split_inclusive(' ').take(60).collect::<String>();
    assert_eq!(between(&background, Some("The Harbour Post")), 0);
}

#[test]
fn two_pages_that_share_a_run_and_part_have_a_boundary() {
    let first = SUBJECTS[..3].join("\n\n");
    let second = SUBJECTS[3..6].join("\n\n");
    let headline = "Glassworks lights its second furnace";
    let both = page("both", format!("{first}\n\n{headline}\n\n{second}"));
    let pages = read(vec![both, page("one", first), page("other", format!("{headline}\n\n{second}"))]);
    assert_eq!(pages.iter().map(|p| p.articles.len()).collect::<Vec<_>>(), [2, 1, 1]);
    let reason = pages[0].articles[1].reason.as_deref().expect("a cut has its reason");
    assert!(reason.contains("another page"), "{reason}");
}

#[test]
fn the_order_of_the_pages_makes_no_difference() {
    let sources: Vec<SourcePage> = (0..8)
        .map(|i| {
            page(&format!("p{i}"), format!("{}\n\nTides of the week\n\n{}", SUBJECTS[i], SUBJECTS[(i * 3 + 1) % 8]))
        })
        .collect();
    let mut there = read(sources.clone());
    let mut back = read(sources.into_iter().rev().collect());
    there.sort_by(|a, b| a.id.cmp(&b.id));
    back.sort_by(|a, b| a.id.cmp(&b.id));
    assert_eq!(there, back);
}
