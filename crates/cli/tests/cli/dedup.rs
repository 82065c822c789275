//! `wirecopy dedup` as a user meets it.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use crate::common::{contents, run, wirecopy};

/// Words of a record's own: `n` of them, the same for the same `seed`.
fn words(seed: u64, n: u64) -> String {
    let word = |i: u64| {
        let mixed = (seed << 32 | i).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = (mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9); // or seeds would share runs of words
        format!("w{:x}", mixed >> 40)
    };
    (0..n).map(word).collect::<Vec<_>>().join(" ")
}

fn line(id: &str, text: &str) -> String {
    serde_json::json!({ "id": id, "text": text, "n": [1, 2.50] }).to_string() + "\n"
}

fn dedup(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    run(wirecopy().current_dir(folder).args(["dedup", "--quiet", "--links", "--out", "out"]).args(arguments))
}

fn pile(lines: &[String]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    fs::write(folder.path().join("pile.jsonl"), lines.concat()).expect("a file can be written");
    folder
}

fn rows(folder: &Path, file: &str) -> Vec<serde_json::Value> {
    let text = fs::read_to_string(folder.join("out").join(file)).expect("the result is there");
    text.lines().map(|line| serde_json::from_str(line).expect("a row is JSON")).collect()
}

fn kept_ids(folder: &Path) -> Vec<String> {
    rows(folder, "kept.jsonl").iter().map(|row| row["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn copies_go_with_their_proof_and_the_rest_stays_byte_for_byte() {
    let story = words(1, 200);
    let cut = story.split(' ').take(100).collect::<Vec<_>>().join(" ");
    let edited = story.replacen(' ', " oh so ", 3);
    let other = words(2, 200);
    let lines = [
        line("cut", &cut),
        line("whole", &story),
        line("other", &other),
        line("again", &story.to_uppercase()),
        line("edited", &edited),
    ];
    let folder = pile(&lines);
    let (code, out, _) = dedup(folder.path(), &["pile.jsonl"]);
    assert_eq!(code, 0, "{out}");
    assert_eq!(kept_ids(folder.path()), ["other", "edited"]);
    let kept = fs::read_to_string(folder.path().join("out/kept.jsonl")).expect("the result is there");
    assert_eq!(kept, lines[2].clone() + &lines[4]);
    let removed = rows(folder.path(), "removed.jsonl");
    let told: Vec<_> = removed.iter().map(|r| (r["id"].as_str(), r["kept_id"].as_str(), r["rule"].as_str())).collect();
    let expected = [("cut", "embedded"), ("whole", "near"), ("again", "near")];
    assert_eq!(told, expected.map(|(id, rule)| (Some(id), Some("edited"), Some(rule))));
    let span = |value: &serde_json::Value| {
        value[0].as_u64().expect("a start") as usize..value[1].as_u64().expect("an end") as usize
    };
    for (row, text) in removed.iter().zip([&cut, &story, &story.to_uppercase()]) {
        let pairs = row["spans"].as_array().expect("spans").iter().zip(row["kept_spans"].as_array().expect("spans"));
        for (own, kept) in pairs {
            assert_eq!(text[span(own)].to_lowercase(), edited[span(kept)]);
        }
    }
    assert_eq!(rows(folder.path(), "links.jsonl").len(), 6);
}

#[test]
fn different_passages_do_not_chain() {
    let (x, y, z) = (words(1, 120), words(2, 120), words(3, 120));
    let folder = pile(&[line("a", &x), line("b", &format!("{x}\n\n{y}\n\n{z}")), line("c", &z)]);
    dedup(folder.path(), &["pile.jsonl"]);
    assert_eq!(kept_ids(folder.path()), ["b"]); // b holds both whole
    let folder =
        pile(&[line("a", &format!("{x} {y}")), line("b", &format!("{y} {z}")), line("c", &format!("{z} {x}"))]);
    dedup(folder.path(), &["pile.jsonl"]);
    assert_eq!(kept_ids(folder.path()), ["a", "b", "c"]);
}

#[test]
fn a_notice_on_every_page_proves_nothing() {
    let notice = words(9, 150);
    let lines: Vec<String> =
        (0..300).map(|i| line(&format!("p{i}"), &format!("{}\n\n{notice}", words(100 + i, 60)))).collect();
    let folder = pile(&lines);
    let (_, out, _) = dedup(folder.path(), &["pile.jsonl"]);
    assert_eq!(kept_ids(folder.path()).len(), 300, "{out}");
    assert!(rows(folder.path(), "links.jsonl").is_empty());
}

#[test]
fn a_passage_around_a_phrase_of_others_is_still_a_passage() {
    let phrase = words(9, 14);
    let passage = format!("{} {phrase} {}", words(1, 14), words(2, 12));
    let mut lines: Vec<String> = (0..6)
        .map(|i| line(&format!("p{i}"), &format!("{} {phrase} {}", words(100 + i, 90), words(200 + i, 90))))
        .collect();
    lines.push(line("a", &format!("{} {passage} {}", words(3, 90), words(4, 90))));
    lines.push(line("b", &format!("{} {passage} {}", words(5, 90), words(6, 90))));
    let folder = pile(&lines);
    dedup(folder.path(), &["pile.jsonl"]);
    let links = rows(folder.path(), "links.jsonl");
    assert_eq!(links.len(), 1);
    assert_eq!(
        (links[0]["a"].as_str(), links[0]["b"].as_str(), links[0]["kind"].as_str()),
        (Some("a"), Some("b"), Some("passage"))
    );
}

#[test]
fn a_story_on_hundreds_of_pages_is_one_story() {
    let story = words(1, 300);
    let lines: Vec<String> =
        (0..200).map(|i| line(&format!("p{i}"), &format!("{} {story}", words(100 + i, 3 + i % 7)))).collect();
    let folder = pile(&lines);
    dedup(folder.path(), &["pile.jsonl"]);
    assert_eq!(kept_ids(folder.path()).len(), 1);
}

#[test]
fn repeats_are_cut_out_of_the_later_record_only_when_asked_for() {
    let (shared, speech) = (words(1, 60), words(7, 60));
    let early = format!("{}\n\n{shared}.\n\nHe said: “{speech}.”\n\n{}", words(2, 150), words(3, 50));
    let late = format!("{}\n\n{shared}.\n\nShe heard: “{speech}.”\n\n{}", words(4, 150), words(5, 50));
    let pile = pile(&[line("early", &early), line("late", &late)]);
    dedup(pile.path(), &["pile.jsonl"]);
    assert_eq!(rows(pile.path(), "kept.jsonl")[1]["text"], late.as_str());
    assert!(!pile.path().join("out/stripped.jsonl").exists());

    let (code, out, _) = dedup(pile.path(), &["pile.jsonl", "--strip-repeats"]);
    assert_eq!(code, 0, "{out}");
    let kept = fs::read_to_string(pile.path().join("out/kept.jsonl")).expect("the result is there");
    assert_eq!(kept, line("early", &early) + &line("late", &late.replace(&format!("{shared}.\n\n"), "")));
    let cut = &rows(pile.path(), "stripped.jsonl")[0];
    assert_eq!(
        (cut["id"].as_str(), cut["from_id"].as_str(), cut["tokens"].as_u64()),
        (Some("late"), Some("early"), Some(60))
    );
    let at = |text: &str, span: &serde_json::Value| {
        text[span[0].as_u64().expect("a start") as usize..span[1].as_u64().expect("an end") as usize].to_owned()
    };
    assert_eq!((at(&late, &cut["span"]), at(&early, &cut["from_span"])), (shared.clone(), shared));

    dedup(pile.path(), &["pile.jsonl", "--strip-repeats=100"]);
    assert!(rows(pile.path(), "stripped.jsonl").is_empty());
}

#[test]
fn articles_of_a_page_are_kept_or_removed_one_by_one() {
    let first = "The council of Ardmoor rejected a plan for a new harbour on Monday, after three hours of debate in a crowded hall.\n\
        Fishermen had warned that dredging would ruin the oyster beds, and more than 200 people signed a petition against it.\n\
        “We were never asked,” said Ann Lee, who has sold oysters there for 30 years.\n\
        The builder, Quill & Sons, said it would come back with a smaller plan in spring, once the tides had been measured.";
    let second = "A librarian in Quillbeck has found a letter from a polar explorer inside a cookbook that was returned 41 years late.\n\
        The letter, dated 1911, describes a storm that trapped the crew for nine days and the loss of two sledges.\n\
        Experts at the university museum will examine the ink before it is shown to the public in October.\n\
        The borrower, who asked not to be named, left a note that said only “Sorry”, and paid no fine.";
    let article = |headline: &str, body: &str| {
        let paragraphs: Vec<String> = body.lines().map(|p| format!("<p>{p}</p>")).collect();
        format!("<article><h1>{headline}</h1><p class=\"byline\">By Ann Lee</p>{}</article>", paragraphs.concat())
    };
    let page = |articles: &[String]| format!("<html><body><main>{}</main></body></html>", articles.concat());
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    let pages = folder.path().join("pages");
    fs::create_dir(&pages).expect("a folder can be made");
    let [a, b] =
        [article("Harbour plan rejected", first), article("Letter of an explorer found in a cookbook", second)];
    fs::write(pages.join("both.html"), page(&[a.clone(), b])).expect("a file can be written");
    fs::write(pages.join("one.html"), page(&[a])).expect("a file can be written");
    let (code, out, errors) = dedup(folder.path(), &["pages", "--unit", "article"]);
    assert_eq!(code, 0, "{out}{errors}");
    let articles: Vec<String> =
        rows(folder.path(), "records.jsonl").iter().map(|r| r["id"].as_str().expect("an id").to_owned()).collect();
    assert_eq!(articles, ["both.html#1", "both.html#2", "one.html#1"], "{out}");
    assert_eq!(kept_ids(folder.path()).len(), 2);
    assert!(kept_ids(folder.path()).contains(&"both.html#2".to_owned()));
    let removed = rows(folder.path(), "removed.jsonl");
    assert_eq!((removed.len(), removed[0]["rule"].as_str()), (1, Some("exact")));
    let before = contents(&folder.path().join("out"));
    dedup(folder.path(), &["pages", "--unit", "article"]);
    assert_eq!(contents(&folder.path().join("out")), before);
}

#[test]
fn tables_are_read_too_and_what_is_none_is_told() {
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    let (story, other) = (words(1, 100), words(2, 100));
    let table = format!("id,text,outlet\na,{story},X\nb,{other},Y\nc,{story},Z\n");
    fs::write(folder.path().join("pile.csv"), table).expect("a file can be written");
    let (code, out, errors) = dedup(folder.path(), &["pile.csv"]);
    assert_eq!(code, 0, "{out}{errors}");
    assert_eq!(kept_ids(folder.path()).len(), 2);
    assert_eq!(rows(folder.path(), "kept.jsonl")[0]["outlet"], "X");
    let (code, _, errors) = dedup(folder.path(), &["nowhere.parquet"]);
    assert_eq!(code, 2);
    assert!(errors.contains("nowhere.parquet"), "{errors}");
}

#[test]
fn what_is_there_already_is_never_written() {
    let (story, other) = (words(1, 100), words(2, 100));
    let folder = pile(&[line("new", &story), line("own", &other)]);
    let old = line("old", &format!("{story} {}", words(3, 5)));
    fs::write(folder.path().join("old.jsonl"), &old).expect("a file can be written");
    dedup(folder.path(), &["pile.jsonl", "--against", "old.jsonl"]);
    assert_eq!(kept_ids(folder.path()), ["own"]);
    assert_eq!(rows(folder.path(), "removed.jsonl")[0]["kept_id"], "old");
    assert_eq!(fs::read_to_string(folder.path().join("old.jsonl")).expect("is there"), old);
}

#[test]
fn the_one_to_keep_can_be_chosen() {
    let story = words(1, 100);
    let dated = |id: &str, date: &str, text: &str| {
        serde_json::json!({ "id": id, "date": date, "text": text }).to_string() + "\n"
    };
    let folder = pile(&[
        dated("late", "2024-05-02", &format!("{story} more")),
        dated("dirty", "2024-05-03", &format!("{story} <br> &nbsp; and more text")),
        dated("early", "2024-05-01", &story),
    ]);
    for (keep, id) in [("longest", "dirty"), ("earliest", "early"), ("first", "late"), ("cleanest", "late")] {
        dedup(folder.path(), &["pile.jsonl", "--keep", keep]);
        assert_eq!(kept_ids(folder.path()), [id], "{keep}");
    }
}

#[test]
fn bad_records_are_told_and_counted() {
    let story = words(1, 50);
    let folder = pile(&[
        line("a", &story),
        "{\"id\": \"b\", \"te\n".to_owned(),
        "\n".to_owned(),
        "{\"id\": \"c\", \"body\": \"x\"}\n".to_owned(),
    ]);
    let (code, out, _) = dedup(folder.path(), &["pile.jsonl"]);
    assert_eq!(code, 2, "{out}");
    let rejected = rows(folder.path(), "rejected.jsonl");
    assert_eq!(rejected.iter().map(|r| r["line"].as_u64()).collect::<Vec<_>>(), [Some(2), Some(4)]);
    assert!(rejected[1]["reason"].as_str().expect("a reason").contains("body"));
    assert_eq!(kept_ids(folder.path()), ["a"]);
    let (code, _, err) = dedup(folder.path(), &["nowhere.jsonl"]);
    assert_eq!(code, 2);
    assert!(err.contains("nowhere.jsonl"), "{err}");
}

/// A pile with copies of all sorts.
fn mixed(n: u64) -> Vec<String> {
    let record = |i: u64| {
        let (own, source) = (words(10_000 + i, 80), words(i % (n / 4), 200));
        let text = match i % 5 {
            0 => source,
            1 => source.split(' ').take(90).collect::<Vec<_>>().join(" "),
            2 => format!("{own} {source}"),
            3 => source
                .split(' ')
                .enumerate()
                .map(|(at, w)| if at % 11 == 3 { "changed" } else { w })
                .collect::<Vec<_>>()
                .join(" "),
            _ => own,
        };
        line(&format!("r{i:05}"), &text)
    };
    (0..n).map(record).collect()
}

#[test]
fn threads_memory_and_packing_do_not_matter() {
    let lines = mixed(400);
    let folder = pile(&lines);
    dedup(folder.path(), &["pile.jsonl", "--threads", "1"]);
    let results = |folder: &Path| {
        let mut files = contents(&folder.join("out"));
        files.remove("dedup.json"); // names the input
        files
    };
    let first = results(folder.path());
    assert!(!rows(folder.path(), "removed.jsonl").is_empty());
    for arguments in [["--threads", "3"], ["--memory", "1"]] {
        fs::remove_dir_all(folder.path().join("out")).expect("can be deleted");
        dedup(folder.path(), &[&["pile.jsonl"][..], &arguments].concat());
        assert_eq!(results(folder.path()), first);
    }
}

#[test]
fn the_order_of_the_input_does_not_decide() {
    let mut lines = mixed(300);
    let sets = |lines: &[String]| {
        let folder = pile(lines);
        dedup(folder.path(), &["pile.jsonl"]);
        let mut kept = kept_ids(folder.path());
        kept.sort();
        (kept, rows(folder.path(), "links.jsonl"))
    };
    let first = sets(&lines);
    lines.reverse();
    assert_eq!(sets(&lines), first);
}

#[test]
fn a_killed_run_goes_on_and_gives_the_same() {
    let folder = pile(&mixed(600));
    dedup(folder.path(), &["pile.jsonl"]);
    let whole = contents(&folder.path().join("out"));
    for kill in 0..50_u64 {
        let out = folder.path().join("out");
        fs::remove_dir_all(&out).expect("can be deleted");
        let mut command = wirecopy();
        command.current_dir(folder.path()).args(["dedup", "--quiet", "--links", "--out", "out", "pile.jsonl"]);
        // What does not fit in memory is on disk, and is gone on from.
        command.args(["--memory", ["1", "1GiB"][kill as usize % 2]]);
        let mut child = command.stdout(Stdio::null()).spawn().expect("the command starts");
        std::thread::sleep(Duration::from_micros(kill.wrapping_mul(7919) % 200 * 1000));
        let _ = child.kill(); // it may be done
        child.wait().expect("it ends");
        dedup(folder.path(), &["pile.jsonl"]);
        assert_eq!(contents(&out), whole, "killed after {kill}");
    }
}

/// A limit on the size of files fails as a full disk does, and needs no disk to fill.
#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_leaves_nothing_half() {
    let folder = pile(&mixed(400));
    dedup(folder.path(), &["pile.jsonl"]);
    let out = folder.path().join("out");
    let whole = contents(&out);
    fs::remove_dir_all(&out).expect("can be deleted");
    for blocks in [50, 400] {
        let script = format!(
            "trap '' XFSZ; ulimit -f {blocks}; exec '{}' dedup --quiet --links --out out pile.jsonl",
            env!("CARGO_BIN_EXE_wirecopy")
        );
        let (code, _, errors) = run(std::process::Command::new("sh").current_dir(folder.path()).args(["-c", &script]));
        assert_eq!(code, 2, "{errors}");
        assert!(errors.contains("no space left; free some"), "{errors}");
        assert!(!folder.path().join("out/dedup.json").exists() && !folder.path().join("out/removed.jsonl").exists());
    }
    dedup(folder.path(), &["pile.jsonl"]);
    assert!(contents(&out) == whole, "the results differ from those of a run with room enough");
}

#[test]
fn another_input_starts_anew() {
    let folder = pile(&mixed(100));
    let work = folder.path().join("out/.work");
    fs::create_dir_all(&work).expect("can be made");
    fs::write(work.join("run"), "something else").expect("can be written");
    fs::write(work.join("block-00000"), "something else").expect("can be written");
    let (code, _, err) = run(wirecopy().current_dir(folder.path()).args(["dedup", "--out", "out", "pile.jsonl"]));
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("starting anew"), "{err}");
    let (_, _, err) = run(wirecopy().current_dir(folder.path()).args(["dedup", "--out", "out", "pile.jsonl"]));
    assert!(err.contains("there already"), "{err}");
}

#[test]
fn a_text_is_found_where_it_stands() {
    let (story, own) = (words(1, 120), words(2, 80));
    let part = story.split(' ').skip(30).take(20).collect::<Vec<_>>().join(" ");
    let records =
        [line("whole", &story), line("page", &format!("{own}\n\n“{}.”", part.to_uppercase())), line("other", &own)];
    let folder = pile(&records);
    dedup(folder.path(), &["pile.jsonl", "--index"]);
    let find = |text: &str| {
        run(wirecopy().current_dir(folder.path()).args(["find", text, "--in", "out", "--format", "jsonl"]))
    };
    let (code, out, _) = find(&format!("something else before {part}"));
    let found: Vec<serde_json::Value> =
        out.lines().map(|row| serde_json::from_str(row).expect("a row is JSON")).collect();
    let ids: Vec<&str> = found.iter().map(|row| row["id"].as_str().expect("an id")).collect();
    assert_eq!((code, &ids[..]), (0, &["whole", "page"][..]), "{out}");
    let place = &found[0]["passages"][0]["b"];
    let at = |i: usize| place[i].as_u64().expect("a place") as usize;
    assert_eq!(&story[at(0)..at(1)], part);
    assert_eq!(find(&words(7, 30)).0, 1);
    let (code, _, err) = find("too short");
    assert!(code == 2 && err.contains("give 5 or more"), "{err}");
    let (code, out, _) = run(wirecopy().current_dir(folder.path()).args(["find", &part, "--in", "out"]));
    assert!(code == 0 && out.contains("2 records hold"), "{out}");
    dedup(folder.path(), &["pile.jsonl", "--index", "--keep", "first"]); // another run replaces the index
    assert_eq!(find(&part).0, 0);
}

#[test]
fn what_an_archive_holds_is_removed() {
    let story = words(1, 120);
    let folder = pile(&[line("copy", &story), line("own", &words(2, 80)), line("again", &format!("{story}\n"))]);
    let page = folder.path().join("pages");
    fs::create_dir_all(&page).expect("can be made");
    fs::write(page.join("bridge.txt"), format!("The headline of it\n\nThe {story}.\n")).expect("can be written");
    let trace = ["trace", "pages", "--quiet", "--archive", "news.wirecopy"];
    assert_eq!(run(wirecopy().current_dir(folder.path()).args(trace)).0, 0);
    let before = contents(&folder.path().join("news.wirecopy"));
    let (code, _, err) = dedup(folder.path(), &["pile.jsonl", "--against", "news.wirecopy"]);
    assert_eq!((code, err.as_str(), kept_ids(folder.path())), (0, "", vec!["own".to_owned()]));
    let removed = rows(folder.path(), "removed.jsonl");
    assert_eq!(removed.len(), 2);
    assert!(removed.iter().all(|row| row["kept_id"] == "bridge.txt#1"), "{removed:?}");
    let at = |i: usize| removed[0]["kept_spans"][0][i].as_u64().expect("a place") as usize;
    assert_eq!(&format!("The {story}.")[at(0)..at(1)], story, "places are those in the body");
    assert_eq!(contents(&folder.path().join("news.wirecopy")), before, "an archive is only read");
}
