//! An archive that grows holds what one run over all pages would have found.

use std::fs;
use std::path::{Path, PathBuf};

use wirecopy::{Found, Settings, Silent, add, compact, create, trace};
use wirecopy_record::Tables;
use wirecopy_store::FORMAT_VERSION;

/// Invented pages: some outlets with lines that recur, stories that several print, two articles on a page.
fn page(number: usize) -> (String, String) {
    let outlet = ["herald", "courier", "post"][number % 3];
    let story = number / 4;
    let place = ["Lorn", "Arle", "Senholm", "Marsk", "Velden"][story % 5];
    let first = format!(
        "The council of {place} voted on Monday to close bridge number {story} after engineers found cracks in {} of its piers. \
         Traffic goes by way of the old harbour until further notice, the road office of {place} said in a statement.",
        story + 2
    );
    let second = format!(
        "Residents of {place} complained that nobody had asked them about bridge {story} before the vote was taken. \
         A spokesman said that letters had been sent to {} households in the week before.",
        100 + story
    );
    let own = format!(
        "The {outlet} learned that work number {number} would begin in the spring, when the river is low enough."
    );
    let mut text =
        format!("Bridge {story} in {place} closed\n\n{first}\n\n{second}\n\n{own}\n\nRead more from the {outlet}\n");
    if number % 7 == 3 {
        text += &format!(
            "\n\nFerry to {place} sold\n\nThe ferry between {place} and the mainland was sold to a company from Tarn on Friday. \
             The price was not told. It has {number} seats and two decks, and its crew of nine keep their jobs for a year.\n"
        );
    }
    (format!("{outlet}-{number:02}.txt"), text)
}

fn pile(dir: &Path, numbers: impl Iterator<Item = usize>) -> PathBuf {
    fs::create_dir_all(dir).unwrap();
    for (name, text) in numbers.map(page) {
        fs::write(dir.join(name), text).unwrap();
    }
    dir.to_owned()
}

fn rows(found: &Found) -> Tables {
    let mut tables = Tables::default();
    let mut take = |rows: Tables| {
        tables.append(rows);
        Ok(())
    };
    found.rows(&Settings::default(), &Silent, &mut take).unwrap();
    tables
}

/// Adds the second pile to an archive of the first; the result must be that of one run over both.
fn check(first: &Path, second: &Path, all: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("news.wirecopy");
    let settings = Settings::default();
    drop(create(&archive, &[first.to_owned()], &settings, &Silent).unwrap());
    let grown = add(&archive, &[second.to_owned()], &settings, &Silent).unwrap();
    let whole = trace(&[all.to_owned()], &settings, &Silent).unwrap().tables;
    assert!(!whole.links.is_empty() && !whole.families.is_empty());
    assert_eq!(rows(&grown), whole);
    drop(grown);
    assert!(wirecopy::verify(&archive, |_| {}).unwrap().is_empty());
    assert_eq!(rows(&Found::open(&archive, &settings).unwrap()), whole);
    let (before, after) = compact(&archive, &settings).unwrap();
    assert!(after < before);
    assert!(wirecopy::verify(&archive, |_| {}).unwrap().is_empty());
    assert_eq!(rows(&Found::open(&archive, &settings).unwrap()), whole);
    let again = add(&archive, &[], &settings, &Silent).unwrap();
    assert_eq!(rows(&again), whole);
}

#[test]
fn adding_gives_what_one_run_gives() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let all = pile(&at("all"), 0..40);
    check(&pile(&at("half"), 0..20), &pile(&at("other"), 20..40), &all);
    check(&pile(&at("even"), (0..40).step_by(2)), &pile(&at("odd"), (1..40).step_by(2)), &all);
    check(&pile(&at("most"), 0..39), &pile(&at("one"), 39..40), &all);
}

#[test]
fn rejects_and_equal_ids_are_kept_too() {
    let folder = tempfile::tempdir().unwrap();
    let write = |dir: &str, lines: &str| {
        let dir = folder.path().join(dir);
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join(format!("{}.jsonl", dir.file_name().unwrap().to_string_lossy())), lines).unwrap();
        dir
    };
    let line = |id: &str, n: usize| format!("{{\"id\": \"{id}\", \"text\": {:?}}}\n", page(n).1);
    let (a, b) = (line("x", 0) + &line("y", 1), "{broken\n".to_owned() + &line("x", 2) + &line("w", 3));
    let settings = Settings::default();
    let (first, second) = (write("a", &a), write("b", &b));
    let archive = folder.path().join("news.wirecopy");
    drop(create(&archive, std::slice::from_ref(&first), &settings, &Silent).unwrap());
    let grown = rows(&add(&archive, std::slice::from_ref(&second), &settings, &Silent).unwrap());
    let whole = trace(&[first, second], &settings, &Silent).unwrap().tables;
    assert_eq!(whole.pages.len(), 5);
    assert_eq!(grown, whole);
}

#[test]
fn other_settings_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let pile = pile(&folder.path().join("pile"), 0..3);
    let archive = folder.path().join("news.wirecopy");
    drop(create(&archive, std::slice::from_ref(&pile), &Settings::default(), &Silent).unwrap());
    let mut other = Settings::default();
    other.links.min_match_tokens += 1;
    let error = add(&archive, &[pile], &other, &Silent).unwrap_err();
    assert!(error.to_string().contains("other settings"), "{error}");
}

#[test]
fn memory_and_threads_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let pile = pile(&folder.path().join("pile"), 0..40);
    let run = |threads, memory| {
        let settings = Settings { threads, memory, ..Settings::default() };
        trace(std::slice::from_ref(&pile), &settings, &Silent).unwrap().tables
    };
    assert_eq!(run(1, 0), run(4, 1 << 30));
}

/// Where an archive of each version of the format stays.
fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata")
}

/// Some invented pages, one that can't be read among them.
fn kept_pile(dir: &Path) -> PathBuf {
    let dir = pile(dir, 0..12);
    fs::write(dir.join("broken.jsonl"), "{broken\n").unwrap();
    dir
}

#[test]
fn an_archive_of_each_version_opens() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings::default();
    let fresh = folder.path().join("fresh.wirecopy");
    let made = create(&fresh, &[kept_pile(&folder.path().join("pile"))], &settings, &Silent).unwrap();
    let present = made.manifest().format_version;
    for version in 4..=present {
        let dir = kept().join(format!("archive-v{version}"));
        assert!(dir.is_dir(), "no archive of version {version} is kept; see `keep_an_archive_of_this_version`");
        let found = Found::open(&dir, &settings).unwrap();
        assert_eq!(found.manifest().format_version, version);
        assert!(wirecopy::verify(&dir, |_| {}).unwrap().is_empty());
        assert_eq!(found.counts()["pages"], 12);
        let (old, new) = (rows(&found), rows(&made));
        let bodies = |tables: &Tables| tables.articles.iter().map(|row| row.body.clone()).collect::<Vec<_>>();
        assert_eq!(bodies(&old), bodies(&new), "version {version} gives the texts back");
        assert!(!old.links.is_empty() && !old.families.is_empty() && old.pages.iter().any(|p| p.status == "rejected"));
        if version == present {
            assert_eq!(old.stemma, new.stemma, "who copied whom");
            assert_eq!(directions(&old), directions(&new));
        } else {
            // Its families are those of its time.
            let is_told = |family: &str| old.stemma.iter().any(|row| row.family_id == family);
            assert!(
                old.families.iter().filter(|row| row.members.len() > 1).all(|row| is_told(&row.family_id)),
                "version {version}"
            );
        }
        let text = "to close bridge number 1 after engineers found cracks in 3 of its piers";
        let occurrences = wirecopy::TextIndex::open(&dir, &settings).unwrap().find(text, 20).unwrap();
        assert_eq!(occurrences.records, 4);
    }
}

fn directions(tables: &Tables) -> Vec<(&str, &str, &str)> {
    tables.links.iter().map(|link| (&*link.link_id, &*link.direction, &*link.direction_reason)).collect()
}

#[test]
fn an_archive_of_each_version_grows() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings::default();
    let (first, more) = (kept_pile(&folder.path().join("pile")), pile(&folder.path().join("more"), 12..20));
    let whole = trace(&[first, more.clone()], &settings, &Silent).unwrap().tables;
    for version in 4..=FORMAT_VERSION {
        let archive = folder.path().join(format!("v{version}.wirecopy"));
        copy(&kept().join(format!("archive-v{version}")), &archive);
        let grown = add(&archive, std::slice::from_ref(&more), &settings, &Silent).unwrap();
        assert_eq!(grown.manifest().format_version, FORMAT_VERSION);
        assert_eq!(rows(&grown), whole, "version {version}");
        drop(grown);
        assert_eq!(rows(&Found::open(&archive, &settings).unwrap()), whole, "version {version}");
    }
}

#[test]
fn an_archive_of_each_version_is_compacted() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings::default();
    for version in 4..=FORMAT_VERSION {
        let archive = folder.path().join(format!("v{version}.wirecopy"));
        copy(&kept().join(format!("archive-v{version}")), &archive);
        let before = rows(&Found::open(&archive, &settings).unwrap());
        compact(&archive, &settings).unwrap();
        assert!(wirecopy::verify(&archive, |_| {}).unwrap().is_empty());
        assert_eq!(rows(&Found::open(&archive, &settings).unwrap()), before, "version {version}");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for file in fs::read_dir(from).unwrap().map(Result::unwrap) {
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

/// Run it when the version of the format was raised, and commit what it writes; what is kept of earlier versions stays.
#[test]
#[ignore = "writes an archive of the present version into testdata"]
fn keep_an_archive_of_this_version() {
    let folder = tempfile::tempdir().unwrap();
    let made = folder.path().join("made.wirecopy");
    let pile = kept_pile(&folder.path().join("pile"));
    let found = create(&made, &[pile], &Settings::default(), &Silent).unwrap();
    let dir = kept().join(format!("archive-v{}", found.manifest().format_version));
    fs::create_dir_all(&dir).unwrap();
    for file in fs::read_dir(&dir).unwrap() {
        fs::remove_file(file.unwrap().path()).unwrap();
    }
    for file in fs::read_dir(&made).unwrap().map(Result::unwrap) {
        if file.metadata().unwrap().is_file() && file.file_name() != "lock" {
            fs::copy(file.path(), dir.join(file.file_name())).unwrap();
        }
    }
}
