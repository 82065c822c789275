//! Batches: in order, of bounded size, the same whoever does the jobs.

use std::convert::Infallible;
use std::fs;
use std::io::Write;
use std::path::Path;

use wirecopy_ingest::{Batch, Done, Job, Options, discover, one_by_one, stream};

use crate::scratch::{folder, gzip};
use crate::web::answer;

/// Does the last job first.
fn backwards(jobs: Vec<Job>, options: &Options) -> Vec<Done> {
    let mut done: Vec<Done> = jobs.into_iter().rev().map(|job| job.run(options)).collect();
    done.reverse();
    done
}

fn batches(dir: &Path, batch_bytes: u64, workers: fn(Vec<Job>, &Options) -> Vec<Done>) -> Vec<Batch> {
    let mut batches = Vec::new();
    let mut add = |batch| {
        batches.push(batch);
        Ok(())
    };
    let Ok(()) =
        stream::<Infallible>(&discover(&[dir.to_owned()]).inputs, &Options::default(), batch_bytes, &workers, &mut add);
    batches
}

fn records(from: u32, to: u32, text: &str) -> Vec<u8> {
    let line = |i| format!("{{\"id\": {i}, \"text\": \"{text} {i}\"}}\n{}", if i % 10 == 0 { "no JSON\n" } else { "" });
    (from..to).map(line).collect::<String>().into_bytes()
}

/// A large file, small ones, and one that is small on the disk only.
fn pile() -> tempfile::TempDir {
    let long = "Rain fell on Lorn. ".repeat(50);
    folder(&[
        ("a.jsonl", &records(0, 2000, &long)),
        ("b.jsonl", &records(2000, 2100, "Snow fell.")),
        ("c.jsonl.gz", &gzip(&records(2100, 15_000, &long))),
        ("d.txt", b"Hail fell."),
    ])
}

#[test]
fn batches_are_in_order_and_bounded() {
    let dir = pile();
    for batch_bytes in [100_000, 1 << 20, 1 << 30] {
        let batches = batches(dir.path(), batch_bytes, one_by_one);
        let ids: Vec<String> = batches.iter().flat_map(|b| &b.pages).map(|p| p.id.clone()).collect();
        let expected: Vec<String> = (0..15_000).map(|i| i.to_string()).chain(["d.txt".to_owned()]).collect();
        assert!(ids == expected, "pages are lost, doubled or out of order");
        assert_eq!(batches.iter().map(|b| b.rejects.len()).sum::<usize>(), 1500);
        let largest =
            batches.iter().map(|b| b.pages.iter().map(|p| p.content.len() as u64).sum::<u64>()).max().unwrap();
        assert!(largest < batch_bytes + (9 << 20), "a batch of {largest} bytes");
        assert!(batches.iter().all(|b| b.pages.len() + b.rejects.len() + b.notes.len() > 0), "an empty batch");
    }
}

#[test]
fn batches_do_not_depend_on_the_workers() {
    let dir = pile();
    assert!(batches(dir.path(), 300_000, one_by_one) == batches(dir.path(), 300_000, backwards));
}

#[test]
fn reading_stops_when_nobody_wants_more() {
    let dir = pile();
    let mut given = 0;
    let failed =
        stream(&discover(&[dir.path().to_owned()]).inputs, &Options::default(), 100_000, &one_by_one, &mut |_| {
            given += 1;
            if given == 3 { Err("the disk is full") } else { Ok(()) }
        });
    assert_eq!((failed, given), (Err("the disk is full"), 3));
}

/// Words that shrink about as English does, the same each time.
struct Prose(u64);

impl Prose {
    fn text(&mut self, bytes: usize) -> String {
        let mut text = String::with_capacity(bytes + 8);
        while text.len() < bytes {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let (word, length) = (self.0 >> 52, 2 + (self.0 >> 40) % 7);
            text.extend((0..length).map(|i| char::from(b'a' + ((word >> (i % 6)) % 26) as u8)));
            text.push(' ');
        }
        text
    }
}

/// Most memory that this process ever had, in bytes.
#[cfg(target_os = "linux")]
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() << 10
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "writes 1 GB twice; run it by itself with --ignored"]
#[expect(clippy::print_stdout, reason = "a measurement shows its figures")]
fn a_gigabyte_is_read_in_bounded_memory() {
    let dir = folder(&[]);
    let (records, bytes) = (100_000, 10_000);
    for name in ["a.jsonl.gz", "a.warc.gz"] {
        let path = dir.path().join(name);
        let file = std::io::BufWriter::new(fs::File::create(&path).unwrap());
        let mut out = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
        let mut prose = Prose(1);
        for i in 0..records {
            let text = prose.text(bytes);
            if name == "a.jsonl.gz" {
                writeln!(out, "{{\"id\": {i}, \"text\": \"{text}\"}}").unwrap();
            } else {
                let uri = format!("https://lorn.example/{i}");
                out.write_all(&answer(&uri, "Content-Type: text/html", text.as_bytes())).unwrap();
            }
        }
        out.finish().unwrap().flush().unwrap();
        let (mut pages, mut content) = (0, 0);
        let inputs = discover(&[path]).inputs;
        let Ok(()) = stream::<Infallible>(&inputs, &Options::default(), 8 << 20, &one_by_one, &mut |batch| {
            pages += batch.pages.len();
            content += batch.pages.iter().map(|page| page.content.len()).sum::<usize>();
            Ok(())
        });
        println!(
            "{name}: {content} bytes of text from {} on disk, at most {} MiB",
            inputs[0].size(),
            peak_memory() >> 20
        );
        assert!(pages == records && content >= records * bytes, "{name}: {pages} pages");
        assert!(peak_memory() < 256 << 20, "{name}: {} bytes", peak_memory());
    }
}
