//! What looks like furniture and is an article's own: paragraphs said twice, agendas, names of speakers.

use wirecopy_document::{Page, SourcePage};
use wirecopy_extract::{Evidence, extract, outline};

/// Three paragraphs of one report.
const REPORT: [&str; 3] = [
    "The council of Norderhavn will meet five times before the summer to decide where the new ferry lands, the mayor said on Monday.",
    "Fishermen want it in the old basin, because the way to the auction is short there and the ice never closes it for long.",
    "The harbour master wants it on the east pier, where the council would have to dredge the sound for two winters first.",
];

fn read(text: &str) -> Page {
    extract(outline(SourcePage::text("page", text)), &Evidence::default())
}

fn is_body(page: &Page, line: &str) -> bool {
    page.articles.iter().flat_map(|a| &a.body).any(|s| s.of(&page.text).contains(line))
}

#[test]
fn a_paragraph_said_twice_inside_an_article_stays() {
    let said = "“It is a question of the wind and of the ice, and whoever has not stood on the east pier in a January night with the wind from \
                the north does not know what the ferry would have to do there each evening,” said the pilot.";
    let page =
        read(&format!("A ferry for Norderhavn\n\n{}\n\n{said}\n\n{said}\n\n{}\n\n{}", REPORT[0], REPORT[1], REPORT[2]));
    assert_eq!(page.articles.len(), 1);
    assert!(page.articles[0].captions.is_empty(), "{:?}", page.articles[0].captions);
    assert!(is_body(&page, said));
}

#[test]
fn an_agenda_behind_the_last_paragraph_stays() {
    let days = ["Monday", "Tuesday", "Thursday", "Friday"];
    let items = [
        "Fishermen meet the harbour master again",
        "Council hears two pilots in public",
        "Vote on dredging the eastern sound",
        "Mayor opens the tenders for piers",
    ];
    let agenda: Vec<String> = days.iter().zip(items).map(|(day, item)| format!("{day}\n\n{item}")).collect();
    let page = read(&format!("A ferry for Norderhavn\n\n{}\n\n{}", REPORT.join("\n\n"), agenda.join("\n\n")));
    assert!(items.iter().all(|item| is_body(&page, item)), "{:?}", page.furniture);
}

#[test]
fn headlines_behind_the_last_paragraph_go() {
    let others = [
        "Rain floods the lower town twice",
        "Two camels found on a mountain pass",
        "Choir of miners sings for the lifeboat",
    ];
    let page = read(&format!("A ferry for Norderhavn\n\n{}\n\n{}", REPORT.join("\n\n"), others.join("\n\n")));
    assert!(!others.iter().any(|other| is_body(&page, other)));
}

#[test]
fn names_of_speakers_stay() {
    let said = [
        "You have lived on the island for forty years. What did you think when the old ferry was sold to the mainland?",
        "I thought that it would be back by Christmas, as it was the last time they tried to be clever about money.",
        "The company says that nobody used the early crossing. Is that what you saw from your window in those winters?",
        "Nobody, apart from two teachers, the postman, the vet and eleven children who had to be at school by eight.",
        "Let us talk about the bridge, then, which the engineers have drawn and which half of your neighbours want.",
        "They want it because they are tired, and I do not blame them, but a bridge has never waited for anybody.",
    ];
    let turns: Vec<String> =
        said.chunks(2).map(|turn| format!("Rose Mark\n\n{}\n\nGrant Field\n\n{}", turn[0], turn[1])).collect();
    let page = read(&format!("A talk about the ferry\n\n{}", turns.join("\n\n")));
    assert!(page.furniture.is_empty(), "{:?}", page.furniture);
}

#[test]
fn points_of_a_summary_are_no_headline() {
    let headline = |head: &str| {
        let page = read(&format!("{head}\n\n{}", REPORT.join("\n\n")));
        page.articles[0].headline.as_ref().map(|h| h.text.clone())
    };
    assert_eq!(headline("Story highlights Norderhavn looks for a harbour for its ferry"), None);
    assert_eq!(headline("Story highlights Mayor in no hurry\n\nFishermen want the ferry in the old basin"), None);
    let title = "A new ferry for Norderhavn divides the council";
    let both = format!("{title}\n\nStory highlights Fishermen want the ferry in the old basin");
    assert_eq!(headline(&both).as_deref(), Some(title));
}
