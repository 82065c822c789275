//! One family as an edition: well-formed, every pointer leads somewhere, and every witness can be read out of it again.

use std::fs;

use crate::common::{run, wirecopy};
use roxmltree::{Document, Node};

const FIRST: &str = "The ferry struck the pier of Lorn at noon, and five people were hurt <seriously> & badly, the harbour office said. Divers \
    looked at the hull before it was dark. The mayor of Lorn asked for an inquiry into what had gone wrong at the pier.";
const SECOND: &str = "The ferry struck the pier of Lorn at noon, and nine people were hurt <seriously> & badly, the harbour office said. The mayor \
    of Lorn asked for an inquiry into what had gone wrong at the pier. Nobody answered the phone at the company on Monday evening.";

/// What a witness has in a piece of the edition.
fn text_of(node: Node<'_, '_>, witness: &str) -> String {
    let of_child = |child: Node<'_, '_>| match child.tag_name().name() {
        "" => child.text().unwrap_or_default().to_owned(),
        "rdg" if !child.attribute("wit").expect("a reading has witnesses").split(' ').any(|w| w == witness) => {
            String::new()
        }
        _ => text_of(child, witness),
    };
    node.children().map(of_child).collect()
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_family_is_an_edition_that_can_be_read_back() {
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    let pile = folder.path().join("pile");
    fs::create_dir_all(&pile).expect("a folder can be made");
    for (name, headline, body) in [
        ("one.txt", "Ferry \"strikes\" <pier> & more", FIRST),
        ("two.txt", "Ferry strikes pier\u{1} at Lorn", SECOND),
        ("three.txt", "Five hurt in ferry accident", FIRST),
    ] {
        fs::write(pile.join(name), format!("{headline}\n\n{body}\n")).expect("a file can be written");
    }
    let archive = folder.path().join("news.wirecopy");
    run(wirecopy().current_dir(&folder).args(["trace", "pile", "--quiet", "--archive"]).arg(&archive));
    let tei = |family: &str| run(wirecopy().arg("export").arg(&archive).args(["--tei", family]));
    let (code, xml, err) = tei("two.txt#1");
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(tei("one.txt#1").1, xml, "any article names its family");
    let document = Document::parse(&xml).expect("it is well-formed");
    let named = |name: &'static str| document.descendants().filter(move |node| node.tag_name().name() == name);
    assert!(named("TEI").all(|node| node.tag_name().namespace() == Some("http://www.tei-c.org/ns/1.0")));
    let ids: Vec<String> = named("witness")
        .map(|node| format!("#{}", node.attribute(("http://www.w3.org/XML/1998/namespace", "id")).expect("an id")))
        .collect();
    assert_eq!(ids, ["#w1", "#w2"], "two texts, of which one stands in two articles");
    assert_eq!(
        named("idno").map(|node| node.text().unwrap_or_default()).collect::<Vec<_>>(),
        ["one.txt#1", "three.txt#1", "two.txt#1"]
    );
    assert_eq!(named("title").nth(1).and_then(|node| node.text()), Some("Ferry \"strikes\" <pier> & more"));
    for reading in named("rdg") {
        let wit = reading.attribute("wit").expect("a reading has witnesses");
        assert!(wit.split(' ').all(|pointer| ids.iter().any(|id| id == pointer)), "{wit}");
    }
    for app in named("app") {
        let mut all: Vec<&str> =
            app.children().flat_map(|rdg| rdg.attribute("wit").unwrap_or_default().split(' ')).collect();
        all.sort_unstable();
        assert_eq!(all, ["#w1", "#w2"], "each witness has one reading in each place: {xml}");
    }
    let body = named("body").next().expect("there is a text");
    assert_eq!(plain(&text_of(body, "#w1")), plain(FIRST));
    assert_eq!(plain(&text_of(body, "#w2")), plain(SECOND));
    let (code, out, err) = tei("nobody.txt#1");
    assert!(code == 1 && out.is_empty() && err.contains("there is no family"), "{err}");
}
