//! Records to words, fingerprints and places, a block of lines at a time.

use std::sync::Mutex;

use bytemuck::Zeroable;
use rayon::prelude::*;
use wirecopy_ingest::{LineBlock, Picked, Wanted, iso_date, pick};
use wirecopy_record::RejectedRow;
use wirecopy_retrieve::Winnower;
use wirecopy_spill::{BlockWriter, Work};
use wirecopy_text::walk_keys;
use xxhash_rust::xxh3::xxh3_128;

use super::layout::{BlockRow, DocRow, GRAM_PARTS, Gram, Shape, push_shapes, push_start};
use super::settings::{DedupSettings, Keep};
use super::source::{Broken, Piece, Sources};
use crate::error::Error;
use crate::progress::Progress;
use crate::quoting::Sign;

/// Says in the work folder that all blocks are there.
pub(super) const MAPPED: &str = "mapped";

/// How many blocks there are, and what could not be read of the files.
pub(super) struct Mapped {
    pub(super) blocks: usize,
    /// JSON lines.
    pub(super) rejects: Vec<u8>,
}

pub(super) fn block_name(number: usize) -> String {
    format!("block-{number:05}")
}

/// Maps all records. Blocks that a run before has done are not done again.
pub(super) fn map(
    sources: &Sources,
    work: &Work,
    settings: &DedupSettings,
    progress: &dyn Progress,
) -> Result<Mapped, Error> {
    if work.is_done(MAPPED)? {
        let mapped = work.block(MAPPED)?.expect("is done");
        let (blocks, rejects) = (mapped.column::<u64>(0)?[0] as usize, mapped.column(1)?);
        return Ok(Mapped { blocks, rejects });
    }
    progress.stage("reading records", None);
    let broken: Mutex<Vec<Broken>> = Mutex::default();
    let keep_whole = |read: Result<Piece, Broken>| read.map_err(|b| broken.lock().expect("no panic").push(b)).ok();
    let one = |mapper: &mut Mapper<'_>, piece: Piece| -> Result<usize, Error> {
        let name = block_name(piece.number);
        if !work.is_done(&name)? {
            let totals = mapper.map(piece.file, &sources.files[piece.file].name, &piece.lines);
            mapper.columns.write(totals, work, &name)?;
            progress.amount(totals.records, totals.bytes);
        }
        Ok(1)
    };
    let blocks = sources
        .blocks()
        .filter_map(keep_whole)
        .par_bridge()
        .map_init(|| Mapper::new(settings), |mapper, piece| one(mapper, piece))
        .try_reduce(|| 0, |a, b| Ok(a + b))?;
    let rejects = broken_rows(broken.into_inner().expect("no panic"), sources);
    let mut done = BlockWriter::default();
    done.push_column(vec![blocks as u64]);
    done.push_column(rejects.clone());
    work.write(MAPPED, done)?;
    Ok(Mapped { blocks, rejects })
}

fn broken_rows(mut broken: Vec<Broken>, sources: &Sources) -> Vec<u8> {
    broken.sort_by_key(|b| b.file);
    let mut rows = Vec::new();
    for Broken { file, reason } in broken {
        push_row(&RejectedRow { file: sources.files[file].name.clone(), line: None, reason }, &mut rows);
    }
    rows
}

fn push_row(row: &RejectedRow, rows: &mut Vec<u8>) {
    wirecopy_record::write_line(row, rows).expect("memory can be written, and the row is plain text");
}

/// Maps blocks, with memory of its own.
struct Mapper<'s> {
    settings: &'s DedupSettings,
    wanted: Wanted,
    winnower: Winnower,
    columns: Columns,
}

/// The columns of a block in the making.
#[derive(Default)]
pub(super) struct Columns {
    docs: Vec<DocRow>,
    keys: Vec<u32>,
    shapes: Vec<Shape>,
    long: Vec<u8>,
    starts: Vec<u8>,
    ids: Vec<u8>,
    grams: Vec<(u8, u64)>,
    rejects: Vec<u8>,
    /// Of the record that is being pushed: no column.
    last: Last,
}

impl<'s> Mapper<'s> {
    fn new(settings: &'s DedupSettings) -> Self {
        let date = (settings.keep == Keep::Earliest).then(|| settings.date_field.clone());
        let wanted = Wanted { text: settings.text_field.clone(), id: settings.id_field.clone(), date };
        let winnower = Winnower::new(settings.runs.winnowing);
        Self { settings, wanted, winnower, columns: Columns::default() }
    }

    /// Fills the columns from some lines.
    fn map(&mut self, file: usize, name: &str, lines: &LineBlock) -> BlockRow {
        let mut totals = BlockRow { file: file as u64, bytes: lines.bytes.len() as u64, ..BlockRow::zeroed() };
        let mut reject = |columns: &mut Columns, line, reason| {
            totals.rejected += 1;
            push_row(&RejectedRow { file: name.to_owned(), line: Some(line), reason }, &mut columns.rejects);
        };
        for &line in &lines.too_long {
            let most = self.settings.limits.max_page_bytes >> 20;
            reject(&mut self.columns, line, format!("longer than {most} MiB"));
        }
        let mut records = lines.too_long.len() as u64;
        for (line, bytes) in lines.lines() {
            records += 1;
            match pick(bytes, &self.wanted) {
                Ok(picked) if picked.text.is_none() => {
                    let reason = self.no_text(&picked);
                    reject(&mut self.columns, line, reason);
                }
                Ok(picked) => self.record(&picked, name, line, (line - lines.first) as u32),
                Err(reason) => reject(&mut self.columns, line, reason),
            }
        }
        totals.records = records;
        totals
    }

    fn no_text(&self, picked: &Picked<'_>) -> String {
        let names = picked.names.iter().take(12).cloned().collect::<Vec<_>>().join(", ");
        format!("no text in `{}`; its other fields are: {names}; see --text-field", self.settings.text_field)
    }

    fn record(&mut self, picked: &Picked<'_>, name: &str, line: u64, line_in_block: u32) {
        let text = picked.text.as_deref().unwrap_or_default();
        let by_line = || format!("{name}:{line}").into();
        let id = picked.id.clone().filter(|id| !id.is_empty()).unwrap_or_else(by_line);
        let row = self.columns.push(&id, &[(0, text)], &mut self.winnower);
        row.line = line_in_block;
        row.merit = merit(self.settings.keep, picked, text, row.words);
    }
}

/// The word that was read last.
#[derive(Default)]
struct Last {
    end: usize,
    is_quoted: bool,
}

impl Last {
    /// Says which of the next words are quoted, given where they start and the signs before, between and behind them.
    fn quote(&mut self, mut shapes: &mut [Shape], mut starts: &[u32], signs: impl Iterator<Item = (usize, Sign)>) {
        for (at, sign) in signs {
            let is_quoted = sign.leaves(self.is_quoted);
            if is_quoted != self.is_quoted {
                let before = starts.partition_point(|&start| (start as usize) < at);
                let (some, others) = shapes.split_at_mut(before);
                self.mark(some);
                (shapes, starts) = (others, &starts[before..]);
                self.is_quoted = is_quoted;
            }
        }
        self.mark(shapes);
    }

    fn mark(&self, shapes: &mut [Shape]) {
        if self.is_quoted {
            Shape::quote(shapes);
        }
    }
}

impl Columns {
    /// Adds a record, whose text may stand in several parts that start at these places.
    pub(super) fn push(&mut self, id: &str, parts: &[(usize, &str)], winnower: &mut Winnower) -> &mut DocRow {
        let doc = u32::try_from(self.docs.len()).expect("a block has fewer than 2^32 records");
        let at = |n: usize| u32::try_from(n).expect("a block has fewer than 2^32 words");
        let mut row = DocRow {
            keys_at: at(self.keys.len()),
            long_at: at(self.long.len()),
            grams_at: at(self.starts.len()),
            id_at: at(self.ids.len()),
            ..DocRow::zeroed()
        };
        self.ids.extend_from_slice(id.as_bytes());
        self.last = Last::default();
        parts.iter().for_each(|&(place, text)| self.push_words(place, text));
        let keys = &self.keys[row.keys_at as usize..];
        let hash = xxh3_128(bytemuck::cast_slice(keys));
        row.content = [(hash >> 64) as u64, hash as u64];
        row.words = at(keys.len());
        let mut before = 0;
        winnower.walk(keys, |hash, start| {
            self.grams.push((Gram::part(hash) as u8, Gram::pack(hash, doc)));
            push_start(start, before, &mut self.starts);
            before = start;
        });
        self.docs.push(row);
        self.docs.last_mut().expect("it was just pushed")
    }

    /// Adds the keys and shapes of the words of a part that starts at `place`.
    fn push_words(&mut self, place: usize, text: &str) {
        let Self { keys, shapes, long, last, .. } = self;
        let sign = |at: usize| Some((at, Sign::at(text.as_bytes(), at)?));
        let mut before = last.end.wrapping_sub(place) as u32; // counted from the start of this part, as are the words
        walk_keys(text, |words| {
            let first = shapes.len();
            keys.extend_from_slice(words.keys());
            push_shapes(words, before, shapes, long);
            last.quote(&mut shapes[first..], words.starts(), words.signs().filter_map(sign));
            if let Some(&end) = words.ends().last() {
                (before, last.end) = (end, place + end as usize);
            }
        });
    }

    /// Writes the block, in the order that `layout` numbers; what follows belongs to the next one.
    pub(super) fn write(&mut self, totals: BlockRow, work: &Work, name: &str) -> Result<(), Error> {
        let (grams, ends) = by_part(&self.grams);
        self.grams.clear();
        let mut block = BlockWriter::default();
        block.push_column(taken(&mut self.docs));
        block.push_column(taken(&mut self.keys));
        block.push_column(taken(&mut self.shapes));
        block.push_column(taken(&mut self.long));
        block.push_column(taken(&mut self.starts));
        block.push_column(taken(&mut self.ids));
        block.push_column(grams);
        block.push_column(ends);
        block.push_column(taken(&mut self.rejects));
        block.push_column(vec![totals]);
        Ok(work.write(name, block)?)
    }
}

/// The column, with an empty one in its place that has room for as much: the next block is about as long.
fn taken<T>(column: &mut Vec<T>) -> Vec<T> {
    let next = Vec::with_capacity(column.len() + column.len() / 16);
    std::mem::replace(column, next)
}

/// The fingerprints part by part, and where each part ends.
fn by_part(grams: &[(u8, u64)]) -> (Vec<u64>, Vec<u64>) {
    let mut ends = vec![0_u64; GRAM_PARTS];
    grams.iter().for_each(|&(part, _)| ends[usize::from(part)] += 1);
    let mut starts = vec![0_usize; GRAM_PARTS];
    let mut total = 0;
    for (start, end) in starts.iter_mut().zip(&mut ends) {
        *start = total as usize;
        total += *end;
        *end = total;
    }
    let mut sorted = vec![0; grams.len()];
    for &(part, gram) in grams {
        let at = &mut starts[usize::from(part)];
        sorted[*at] = gram;
        *at += 1;
    }
    (sorted, ends)
}

/// The place of a record in the order of what to keep: smaller is better.
fn merit(keep: Keep, picked: &Picked<'_>, text: &str, words: u32) -> u64 {
    let longest = u64::from(u32::MAX - words);
    match keep {
        Keep::Longest => longest << 32 | u64::from(u32::MAX - u32::try_from(text.len()).unwrap_or(u32::MAX)),
        Keep::First => 0, // their number, when all blocks are there
        Keep::Earliest => picked.date.as_deref().and_then(iso_date).map_or(u64::MAX, |date| date_number(&date)),
        Keep::Cleanest => u64::from(damage(text)) << 32 | longest,
    }
}

/// The digits of an ISO date and time of day in the order of time.
fn date_number(iso: &str) -> u64 {
    let digits = iso.bytes().filter(u8::is_ascii_digit).take(14).map(|b| u64::from(b - b'0'));
    let (number, n) = digits.fold((0, 0), |(number, n), digit| (number * 10 + digit, n + 1));
    number * 10_u64.pow(14 - n)
}

/// Signs of damage: characters that were lost, control characters, remains of tags and entities, UTF-8 read as something else.
fn damage(text: &str) -> u32 {
    const SIGNS: [&str; 9] = ["\u{fffd}", "</", "<br", "<p>", "&nbsp;", "&amp;", "&#", "â€", "Ã©"];
    let control = text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')).count();
    let signs: usize = SIGNS.iter().map(|sign| text.matches(sign).count()).sum();
    u32::try_from(control + signs).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_in_the_order_of_time() {
        let dates = ["2016-09-20", "2016-09-20T10:00:00", "2016-09-21", "2017-01-01"];
        assert!(dates.windows(2).all(|w| date_number(w[0]) < date_number(w[1])));
    }

    #[test]
    fn damage_is_counted() {
        assert_eq!(damage("Caf\u{fffd} &amp; bar\u{1}</p>"), 4);
        assert_eq!(damage("Café & bar"), 0);
    }

    #[test]
    fn a_quotation_ends_where_its_sign_stands_also_behind_the_last_word() {
        let quoted = |parts: &[(usize, &str)]| {
            let mut columns = Columns::default();
            parts.iter().for_each(|&(place, text)| columns.push_words(place, text));
            columns.shapes.iter().map(|shape| shape.is_quoted()).collect::<Vec<_>>()
        };
        assert_eq!(
            quoted(&[(0, "He said “one two”"), (30, "three \"four"), (50, "five")]),
            [false, false, true, true, false, true, true]
        );
        let long = format!("“{}", "one ".repeat(256));
        for behind in 0..70 {
            let text = format!("{long}{}”", " ".repeat(behind));
            assert!(!quoted(&[(0, &text), (2000, "three")])[256], "{behind}");
        }
    }
}
