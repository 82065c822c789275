//! A paragraph on a hundred thousand pages costs work in proportion to the pages, and proves nothing.

use std::fmt::Write;
use std::fs;
use std::sync::Mutex;

use wirecopy::{DedupSettings, Progress, dedup};

const PAGES: u64 = 100_000;

/// Counts what each stage works on.
#[derive(Default)]
struct Counted(Mutex<Vec<(String, u64)>>);

impl Counted {
    fn of(&self, stage: &str) -> u64 {
        let stages = self.0.lock().expect("no panic");
        stages.iter().filter(|(name, _)| name == stage).map(|(_, steps)| steps).sum()
    }
}

impl Progress for Counted {
    fn stage(&self, name: &str, _total: Option<u64>) {
        self.0.lock().expect("no panic").push((name.to_owned(), 0));
    }

    fn advance(&self, steps: u64) {
        self.0.lock().expect("no panic").last_mut().expect("a stage is open").1 += steps;
    }
}

/// Words that no other seed has, and none twice.
fn words(seed: u64, n: u64, out: &mut String) {
    for i in 0..n {
        let mixed = (seed << 16 | i).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        write!(out, "w{:x} ", mixed >> 24).expect("a string takes all");
    }
}

#[test]
fn a_paragraph_on_every_page_makes_no_family_and_no_quadratic_work() {
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    let mut notice = String::new();
    words(1 << 30, 45, &mut notice);
    let mut pile = String::new();
    for page in 0..PAGES {
        write!(pile, "{{\"id\": \"p{page}\", \"text\": \"").expect("a string takes all");
        words(page, 35, &mut pile);
        pile.push_str(&notice);
        pile.push_str("\"}\n");
    }
    let file = folder.path().join("pile.jsonl");
    fs::write(&file, pile).expect("a file can be written");
    let settings =
        DedupSettings { inputs: vec![file], out: folder.path().join("out"), links: true, ..DedupSettings::default() };
    let counted = Counted::default();
    let done = dedup(&settings, &counted).expect("the pile can be read");
    assert_eq!((done.records, done.kept, done.links), (PAGES, PAGES, Some(0)));
    let pairs = counted.of("comparing pairs"); // each page with the next and the first; a dozen fingerprints at its edge are shared by few
    assert!(pairs > 0 && pairs <= 2 * PAGES + 1000, "{pairs} pairs were read");
}
