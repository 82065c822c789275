//! Folders of tables: what is in them, what happens when writing or reading fails.

use std::fs;
use std::path::Path;

use wirecopy_record::{
    ArticleRow, ChangeRow, ErrorKind, Folder, Format, LinkRow, PageRow, PassageRow, SCHEMA_VERSION, Stamp, TABLES,
    Tables, prepare_folder, replace_file,
};

fn stamp() -> Stamp {
    Stamp { program: "0.1.0".to_owned(), settings: "00ff".to_owned() }
}

fn sample() -> Tables {
    let page = PageRow { page_id: "-1.txt".to_owned(), status: "read".to_owned(), articles: 1, ..PageRow::default() };
    let link = LinkRow {
        link_id: "a#1~b#1".to_owned(),
        copied_a: 0.25,
        passages: vec![PassageRow { a: [0, 10], b: [5, 15], tokens: 2 }],
        ..LinkRow::default()
    };
    let article = ArticleRow {
        headline: Some("=HYPERLINK(\"http://x.example\",\"Rain, \"\"snow\"\"\")".to_owned()),
        credits: vec!["AFP".to_owned(), "a \"b\"\nc".to_owned()],
        body_spans: vec![[0, 5], [7, 9]],
        ..ArticleRow::default()
    };
    let change = ChangeRow { a_span: Some([3, 4]), a_text: Some("'=1".to_owned()), ..ChangeRow::default() };
    Tables { pages: vec![page], links: vec![link], articles: vec![article], changes: vec![change], ..Tables::default() }
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Writes the sample, does `harm`, reads: the error must be of `kind` and hold `text`.
#[track_caller]
fn check_harm(harm: impl Fn(&Path), kind: ErrorKind, text: &str) {
    for format in Format::ALL {
        let out = tempfile::tempdir().unwrap();
        sample().write(out.path(), format, &stamp()).unwrap();
        harm(out.path());
        let error = Tables::read(out.path()).unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        assert!(error.to_string().contains(text), "{error}");
    }
}

fn pages_of(dir: &Path) -> std::path::PathBuf {
    let name = names(dir).into_iter().find(|n| n.starts_with("pages.")).unwrap();
    dir.join(name)
}

#[test]
fn a_folder_holds_one_file_a_table_and_the_manifest() {
    for format in Format::ALL {
        let out = tempfile::tempdir().unwrap();
        let deep = out.path().join("new/out");
        let manifest = sample().write(&deep, format, &stamp()).unwrap();
        let mut expected: Vec<String> = TABLES.iter().map(|t| format!("{t}.{format}")).collect();
        expected.push("wirecopy.json".to_owned());
        expected.sort();
        assert_eq!(names(&deep), expected);
        let folder = Folder::open(&deep).unwrap();
        assert_eq!(folder.manifest(), &manifest);
        assert_eq!((manifest.schema_version, &manifest.stamp), (SCHEMA_VERSION, &stamp()));
        assert_eq!(folder.rows::<LinkRow>().unwrap(), sample().links);
    }
}

#[test]
fn csv_is_as_described() {
    let out = tempfile::tempdir().unwrap();
    sample().write(out.path(), Format::Csv, &stamp()).unwrap();
    let text = |name: &str| fs::read_to_string(out.path().join(name)).unwrap();
    assert_eq!(
        text("pages.csv"),
        "page_id,uri,outlet,crawled_at,published_at,articles,status,reason\n'-1.txt,,,,,1,read,\n"
    );
    assert!(text("articles.csv").contains(r#","'=HYPERLINK(""http://x.example"",""Rain, """"snow"""""")","#));
    assert!(text("articles.csv").contains(r#""[""AFP"",""a \""b\""\nc""]",[],[],"[[0,5],[7,9]]""#));
    assert!(text("changes.csv").contains(",\"[3,4]\",,''=1,"));
    assert!(text("links.csv").contains(r#",0.25,0.0,0.0,0.0,0.0,,,,"[{""a"":[0,10],""b"":[5,15],""tokens"":2}]""#));
    assert_eq!(
        text("stories.csv"),
        "story_id,label,articles,outlets,first_at,last_at,first,canonical,by_outlet,disagreements,compared\n"
    );
}

#[test]
fn a_second_run_replaces_the_first_and_touches_nothing_else() {
    let out = tempfile::tempdir().unwrap();
    fs::write(out.path().join("notes.csv"), "mine").unwrap();
    sample().write(out.path(), Format::Csv, &stamp()).unwrap();
    Tables::default().write(out.path(), Format::Jsonl, &stamp()).unwrap();
    assert_eq!(names(out.path()).len(), TABLES.len() + 2);
    assert_eq!(fs::read_to_string(out.path().join("notes.csv")).unwrap(), "mine");
    assert_eq!(Tables::read(out.path()).unwrap(), Tables::default());
}

#[test]
fn a_manifest_that_lies_about_names_removes_nothing() {
    let out = tempfile::tempdir().unwrap();
    let dir = out.path().join("out");
    sample().write(&dir, Format::Csv, &stamp()).unwrap();
    fs::write(out.path().join("pages.csv"), "mine").unwrap();
    fs::write(dir.join("thesis.csv"), "mine").unwrap();
    let manifest = fs::read_to_string(dir.join("wirecopy.json")).unwrap();
    let lies = manifest.replace("\"pages.csv\"", "\"../pages.csv\"").replace("\"links.csv\"", "\"thesis.csv\"");
    fs::write(dir.join("wirecopy.json"), lies).unwrap();
    sample().write(&dir, Format::Jsonl, &stamp()).unwrap();
    assert!(out.path().join("pages.csv").exists() && dir.join("thesis.csv").exists());
}

#[test]
fn what_is_not_whole_is_not_read() {
    let damaged = ErrorKind::Damaged;
    check_harm(|d| fs::remove_file(d.join("wirecopy.json")).unwrap(), ErrorKind::NotFound, "holds no finished run");
    check_harm(|d| fs::remove_dir_all(d).unwrap(), ErrorKind::NotFound, "is no folder; name the folder that");
    check_harm(|d| fs::remove_file(pages_of(d)).unwrap(), ErrorKind::NotFound, "it is not there");
    check_harm(|d| fs::write(pages_of(d), "").unwrap(), damaged, "not the file that wirecopy.json counts");
    check_harm(|d| fs::write(d.join("wirecopy.json"), "{\"schema").unwrap(), damaged, "write the tables again");
    check_harm(|d| fs::write(d.join("wirecopy.json"), "{}").unwrap(), damaged, "missing field `schema_version`");
    let later = "{\"schema_version\": 99, \"anything\": {}}";
    check_harm(|d| fs::write(d.join("wirecopy.json"), later).unwrap(), ErrorKind::Version, "this program knows 1 to 1");
    let unknown = |d: &Path| {
        let path = d.join("wirecopy.json");
        let text = fs::read_to_string(&path).unwrap();
        let format = text.lines().find(|l| l.contains("\"format\"")).unwrap().to_owned();
        fs::write(&path, text.replace(&format, "  \"format\": \"xlsx\",")).unwrap();
    };
    check_harm(unknown, damaged, "no table format `xlsx`");
}

#[test]
fn a_number_too_large_for_parquet_is_refused_and_leaves_the_old_run() {
    let out = tempfile::tempdir().unwrap();
    sample().write(out.path(), Format::Parquet, &stamp()).unwrap();
    let mut tables = sample();
    tables.pages[0].articles = u64::MAX;
    let error = tables.write(out.path(), Format::Parquet, &stamp()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Row);
    assert_eq!(Tables::read(out.path()).unwrap(), sample());
    assert_eq!(names(out.path()).len(), TABLES.len() + 1, "drafts are left");
}

#[test]
fn a_folder_that_can_not_be_made_is_said() {
    let out = tempfile::tempdir().unwrap();
    let file = out.path().join("file");
    fs::write(&file, "x").unwrap();
    for path in [file.clone(), file.join("below")] {
        let error = sample().write(&path, Format::Jsonl, &stamp()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Io);
        assert!(error.to_string().ends_with("is in the way; choose another folder with --out"), "{error}");
        assert_eq!(prepare_folder(&path).unwrap_err().to_string(), error.to_string());
    }
    prepare_folder(&out.path().join("new/out")).unwrap();
    assert!(names(&out.path().join("new/out")).is_empty());
}

/// A file system of a few kilobytes can't be had everywhere; `/dev/full` is full everywhere on Linux, but no folder. So this
/// goes through a report that fails half-way.
#[test]
fn a_report_that_fails_leaves_the_old_one() {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("sub/report.html");
    replace_file(&path, |w| w.write_all(b"old")).unwrap();
    let full = |w: &mut (dyn std::io::Write + Send)| {
        w.write_all(b"new")?;
        Err(std::io::Error::from(std::io::ErrorKind::StorageFull))
    };
    let refused = |_: &mut (dyn std::io::Write + Send)| Err(std::io::Error::from(std::io::ErrorKind::PermissionDenied));
    let error = replace_file(&path, refused).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Permission);
    assert!(error.to_string().ends_with("not allowed to write there; choose another folder with --out"), "{error}");
    let error = replace_file(&path, full).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Full);
    assert!(error.to_string().contains("no space left; free some, or choose another folder"), "{error}");
    assert_eq!((fs::read_to_string(&path).unwrap().as_str(), names(path.parent().unwrap()).len()), ("old", 1));
    replace_file(&path, |w| w.write_all(b"new")).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "new");
}

#[cfg(unix)]
#[test]
fn files_have_the_rights_that_the_umask_gives() {
    use std::os::unix::fs::PermissionsExt;
    let out = tempfile::tempdir().unwrap();
    sample().write(out.path(), Format::Csv, &stamp()).unwrap();
    fs::write(out.path().join("plain"), "x").unwrap();
    let mode = |name: &str| fs::metadata(out.path().join(name)).unwrap().permissions().mode();
    assert_eq!(mode("pages.csv"), mode("plain"));
}
