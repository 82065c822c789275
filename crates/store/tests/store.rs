//! Stores: what comes back, what is refused, what is found when bytes change.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use wirecopy_store::{ErrorKind, FORMAT_VERSION, Store, StoreSettings};

fn settings() -> StoreSettings {
    StoreSettings { cache_bytes: 100_000, lasts: false, ..StoreSettings::default() }
}

fn counts() -> std::collections::BTreeMap<String, u64> {
    [("records".to_owned(), 1)].into()
}

fn record(i: u64) -> (u64, String) {
    (i, format!("record {i} ").repeat(usize::try_from(i % 40).expect("small")))
}

/// A store with two segments of numbered records.
fn sample(dir: &Path) -> Store {
    let mut store = Store::create(dir, &settings()).expect("the folder is empty");
    push(&mut store, 0..3000);
    push(&mut store, 3000..3500);
    store.commit(counts()).expect("there is space");
    store
}

fn push(store: &mut Store, range: std::ops::Range<u64>) {
    let mut writer = store.writer("numbers").expect("there is space");
    for i in range {
        writer.push(&record(i)).expect("there is space");
    }
    store.keep(writer).expect("there is space");
}

fn segments(dir: &Path) -> Vec<std::path::PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "seg"));
    paths.sort();
    paths
}

#[test]
fn records_come_back_by_number_and_in_order() {
    let folder = tempfile::tempdir().unwrap();
    drop(sample(folder.path()));
    let store = Store::open(folder.path(), &settings()).unwrap();
    let list = store.list::<(u64, String)>("numbers");
    assert_eq!(list.len(), 3500);
    for i in [0, 2999, 3000, 3499, 17] {
        assert_eq!(list.get(i).unwrap(), record(i));
    }
    let scanned: Vec<_> = list.scan(10..3200).map(Result::unwrap).collect();
    assert_eq!(scanned, (10..3200).map(record).collect::<Vec<_>>());
    let stretches = list.stretches(2990);
    let all: Vec<_> = stretches.iter().flat_map(|s| list.stretch(s).unwrap().1).collect();
    assert_eq!(all, (2990..3500).map(record).collect::<Vec<_>>());
    assert_eq!(list.stretch(&stretches[0]).unwrap().0, 2990);
    assert!(store.list::<u32>("nothing").is_empty());
    assert!(store.verify(|_| {}).is_empty());
}

/// Segments of many blocks: all but the first are packed with the first at hand.
#[test]
fn records_come_back_from_blocks_that_repeat_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let settings = StoreSettings { by_number: vec!["single".to_owned()], ..settings() };
    let mut store = Store::create(folder.path(), &settings).unwrap();
    let kinds = ["single", "numbers"];
    for kind in kinds {
        let mut writer = store.writer(kind).unwrap();
        (0..12_000).for_each(|i| assert_eq!(writer.push(&record(i)).unwrap(), i));
        store.keep(writer).unwrap();
    }
    store.commit(counts()).unwrap();
    let store = Store::open(folder.path(), &settings).unwrap();
    for kind in kinds {
        let list = store.list::<(u64, String)>(kind);
        assert!(list.stretches(0).len() > 5, "{kind}");
        (0..12_000).rev().step_by(997).for_each(|i| assert_eq!(list.get(i).unwrap(), record(i)));
        assert!(list.scan(0..12_000).map(Result::unwrap).eq((0..12_000).map(record)));
    }
    assert!(store.verify(|_| {}).is_empty());
    let file = &segments(folder.path())[0];
    let mut bytes = fs::read(file).unwrap();
    bytes[100] ^= 1; // in the first block
    fs::write(file, bytes).unwrap();
    let store = Store::open(folder.path(), &settings).unwrap();
    assert!(store.list::<(u64, String)>(kinds[1]).get(11_999).is_err());
    check_harm(folder.path(), file);
}

#[test]
fn the_second_writer_is_refused_and_a_reader_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let first = sample(folder.path());
    let refused = Store::open_to_write(folder.path(), &settings()).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Locked, "{refused}");
    assert!(Store::open(folder.path(), &settings()).is_ok());
    drop(first);
    assert!(Store::open_to_write(folder.path(), &settings()).is_ok());
}

#[test]
fn a_reader_sees_what_was_committed_when_it_opened() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = sample(folder.path());
    let reader = Store::open(folder.path(), &settings()).unwrap();
    writer.forget("numbers");
    push(&mut writer, 0..5);
    writer.commit(counts()).unwrap();
    let list = reader.list::<(u64, String)>("numbers");
    assert_eq!((list.len(), list.get(3400).unwrap()), (3500, record(3400)));
    assert_eq!(Store::open(folder.path(), &settings()).unwrap().list::<(u64, String)>("numbers").len(), 5);
    assert_eq!(segments(folder.path()).len(), 1, "what was forgotten is removed");
}

#[test]
fn what_was_not_committed_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = sample(folder.path());
    push(&mut store, 0..100);
    let mut unfinished = store.writer("numbers").unwrap();
    unfinished.push(&record(1)).unwrap();
    drop((store, unfinished));
    assert_eq!(segments(folder.path()).len(), 4);
    let store = Store::open_to_write(folder.path(), &settings()).unwrap();
    assert_eq!(store.list::<(u64, String)>("numbers").len(), 3500);
    assert_eq!(segments(folder.path()).len(), 2);
}

#[test]
fn a_store_is_not_made_over_something_else() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("diary.txt"), "mine").unwrap();
    assert_eq!(Store::create(folder.path(), &settings()).unwrap_err().kind(), ErrorKind::Occupied);
    let other = tempfile::tempdir().unwrap();
    drop(sample(other.path()));
    assert_eq!(Store::create(other.path(), &settings()).unwrap_err().kind(), ErrorKind::Occupied);
}

#[test]
fn a_later_format_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    drop(sample(folder.path()));
    let path = folder.path().join("archive.json");
    let text = fs::read_to_string(&path)
        .unwrap()
        .replace(&format!("\"format_version\": {FORMAT_VERSION}"), "\"format_version\": 99");
    fs::write(&path, text).unwrap();
    let error = Store::open(folder.path(), &settings()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Version, "{error}");
}

/// Opening or verifying names the file, and reading gives what was written or an error.
fn check_harm(dir: &Path, file: &Path) {
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    let told = match Store::open(dir, &settings()) {
        Err(error) => error.to_string(),
        Ok(store) => {
            let list = store.list::<(u64, String)>("numbers");
            for read in list.scan(0..list.len()).flatten() {
                assert_eq!(read, record(read.0), "{name}: something else was served");
            }
            store.verify(|_| {}).iter().map(ToString::to_string).collect()
        }
    };
    assert!(told.contains(&name), "{name}: {told}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn a_flipped_bit_is_found(which in 0_usize..3, place in 0.0_f64..1.0, bit in 0_u8..8) {
        let folder = tempfile::tempdir().unwrap();
        drop(sample(folder.path()));
        let mut files = segments(folder.path());
        files.push(folder.path().join("archive.json"));
        let mut bytes = fs::read(&files[which]).unwrap();
        let at = ((bytes.len() as f64) * place) as usize;
        bytes[at] ^= 1 << bit;
        fs::write(&files[which], bytes).unwrap();
        check_harm(folder.path(), &files[which]);
    }

    #[test]
    fn a_file_that_breaks_off_is_found(which in 0_usize..3, place in 0.0_f64..1.0) {
        let folder = tempfile::tempdir().unwrap();
        drop(sample(folder.path()));
        let mut files = segments(folder.path());
        files.push(folder.path().join("archive.json"));
        let bytes = fs::read(&files[which]).unwrap();
        fs::write(&files[which], &bytes[..((bytes.len() as f64) * place) as usize]).unwrap();
        check_harm(folder.path(), &files[which]);
    }
}
