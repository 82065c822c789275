//! Archives as a user meets them: made, added to, looked at, and stopped at any moment.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::common::{contents, run, wirecopy};
use wirecopy::{Found, Settings};

fn write_page(dir: &Path, number: usize) {
    let text = format!(
        "Bridge {number} closed\n\nThe old bridge number {number} over the Arle was closed on Monday after engineers found cracks in \
         two of its piers. Traffic goes by way of Senholm until further notice, the road office said.\n\nResidents of house {number} \
         said that nobody had asked them before the vote was taken in the council.\n"
    );
    fs::create_dir_all(dir).expect("a folder can be made");
    fs::write(dir.join(format!("page-{number:03}.txt")), text).expect("a file can be written");
}

fn pile(dir: &Path, numbers: std::ops::Range<usize>) -> &Path {
    numbers.for_each(|number| write_page(dir, number));
    dir
}

#[test]
fn an_archive_grows_and_exports_what_a_run_writes() {
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    let at = |name: &str| folder.path().join(name);
    let archive = at("news.wirecopy");
    let (one, two, all) = (at("one"), at("two"), at("all"));
    pile(&one, 0..6);
    pile(&two, 6..9);
    pile(&all, 0..9);
    let (code, ..) =
        run(wirecopy().arg("trace").arg(&one).arg("--archive").arg(&archive).arg("--out").arg(at("first")));
    assert_eq!(code, 0);
    let (code, out, err) = run(wirecopy().arg("add").arg(&two).arg("--to").arg(&archive));
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("3 pages; 0 could not be read") && out.contains("9 pages"), "{out}");
    let (code, out, _) = run(wirecopy().arg("info").arg(&archive));
    assert!(code == 0 && out.contains("format version 10") && out.contains("9 articles"), "{out}");
    let (code, out, _) = run(wirecopy().arg("compact").arg(&archive));
    assert!(code == 0 && out.contains("before"), "{out}");
    let (code, out, _) = run(wirecopy().arg("verify").arg(&archive));
    assert!(code == 0 && out.contains("every checksum holds"), "{out}");
    run(wirecopy().arg("export").arg(&archive).arg("--out").arg(at("exported")));
    run(wirecopy().arg("trace").arg(&all).arg("--out").arg(at("traced")));
    let mut exported = contents(&at("exported"));
    let graph = exported.remove("links.graphml").expect("the graph is written");
    assert!(String::from_utf8_lossy(&graph).contains("<node id=\"page-000.txt#1\">"));
    assert!(exported.remove("stemma.dot").is_some());
    assert_eq!(exported, contents(&at("traced")));
}

#[test]
fn a_damaged_archive_is_told_with_its_file() {
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    let archive = folder.path().join("news.wirecopy");
    let one = folder.path().join("one");
    pile(&one, 0..3);
    let out = folder.path().join("out");
    run(wirecopy().arg("trace").arg(&one).arg("--archive").arg(&archive).arg("--out").arg(&out));
    let file = contents(&archive).into_keys().find(|name| name.starts_with("texts")).expect("texts are kept");
    let mut bytes = fs::read(archive.join(&file)).expect("it can be read");
    bytes[60] ^= 4;
    fs::write(archive.join(&file), bytes).expect("it can be written");
    let (code, _, err) = run(wirecopy().arg("verify").arg(&archive));
    assert!(code == 2 && err.contains(&file), "{err}");
    let (code, _, err) = run(wirecopy().arg("export").arg(&archive).arg("--out").arg(folder.path().join("exported")));
    assert!(code == 2 && err.contains(&file), "{err}");
}

#[test]
fn what_is_no_archive_is_told() {
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    for command in ["info", "verify", "compact", "export"] {
        let (code, _, err) = run(wirecopy().arg(command).arg(folder.path()).current_dir(folder.path()));
        assert!(code == 2 && err.contains("no archive"), "{command}: {err}");
    }
}

/// Runs the command and kills it after a while; whether it had ended well before.
fn run_and_kill(arguments: &[&std::ffi::OsStr], after: Duration) -> bool {
    let mut child =
        wirecopy().args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the command starts");
    let started = Instant::now();
    while started.elapsed() < after {
        if let Some(status) = child.try_wait().expect("the command can be asked") {
            return status.code() == Some(0);
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().expect("the command can be killed");
    child.wait().expect("the command ends").code() == Some(0)
}

fn pages(archive: &Path) -> Option<u64> {
    Found::open(archive, &Settings::default()).ok().map(|found| found.counts()["pages"])
}

/// The moments are spread over a little more than the time that a whole run takes here, by a fixed sequence.
#[test]
fn killed_at_any_moment_it_opens_and_goes_on() {
    const KILLS: u32 = 200;
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    let at = |name: &str| folder.path().join(name);
    let (archive, out, first) = (at("news.wirecopy"), at("out"), at("first"));
    pile(&first, 0..8);
    let trace = [
        "trace".as_ref(),
        first.as_os_str(),
        "--archive".as_ref(),
        archive.as_os_str(),
        "--out".as_ref(),
        out.as_os_str(),
    ];
    let started = Instant::now();
    assert!(run_and_kill(&trace, Duration::from_secs(600)));
    let whole = started.elapsed();
    let (mut committed, mut kills, mut random) = (8_u64, 0, 1_u64);
    while kills < KILLS {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let after = whole.mul_f64(1.2 * ((random >> 33) as f64) / f64::from(1_u32 << 31));
        let next = usize::try_from(committed).expect("few pages");
        let more = at(&format!("more-{next}"));
        pile(&more, next..next + 1);
        let add = ["add".as_ref(), more.as_os_str(), "--to".as_ref(), archive.as_os_str()];
        let compact = ["compact".as_ref(), archive.as_os_str()];
        let is_done = match kills % 8 {
            0 => {
                let _ = fs::remove_dir_all(&archive);
                committed = 8;
                run_and_kill(&trace, after)
            }
            1 => run_and_kill(&compact, after / 2),
            _ => run_and_kill(&add, after),
        };
        kills += u32::from(!is_done);
        match pages(&archive) {
            // Before the first commit there is nothing; the next run makes it.
            None => assert!(run_and_kill(&trace, Duration::from_secs(600))),
            Some(now) => {
                assert!(now >= committed, "{now} pages, and {committed} were committed");
                committed = now;
            }
        }
        let wrong = wirecopy::verify(&archive, |_| {}).expect("it opens");
        assert!(wrong.is_empty(), "{wrong:?}");
    }
    let all = at("all");
    pile(&all, 0..usize::try_from(committed).expect("few pages"));
    run(wirecopy().arg("export").arg(&archive).arg("--out").arg(at("exported")));
    run(wirecopy().arg("trace").arg(&all).arg("--out").arg(at("traced")));
    let (exported, traced) = (contents(&at("exported")), contents(&at("traced")));
    traced.iter().for_each(|(name, bytes)| assert_eq!(exported.get(name), Some(bytes), "{name}"));
}
