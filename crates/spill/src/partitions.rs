//! A sort of 64-bit numbers in bounded memory.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use crate::block::read_at;
use crate::error::Error;
use crate::sort::sort;

/// Numbers of a writer's own before it hands them on.
const BUFFERED: usize = 2048;

/// Numbers parted by their high bits.
///
/// Writers push in any order from any thread; [`Partitions::take`] gives one part, sorted. Up to `max_bytes` are kept in memory;
/// beyond that the fullest parts go to a file that is deleted when this is dropped.
#[derive(Debug)]
pub struct Partitions {
    bits: u32,
    shift: u32,
    max_numbers: usize,
    path: PathBuf,
    held: Mutex<Held>,
}

#[derive(Debug)]
struct Held {
    parts: Vec<Part>,
    in_memory: usize,
    file: Option<File>,
    end: u64,
}

#[derive(Debug, Default)]
struct Part {
    /// As they were handed on.
    some: Vec<Vec<u64>>,
    in_memory: usize,
    /// Place in the file in bytes, and how many numbers.
    written: Vec<(u64, usize)>,
}

impl Partitions {
    /// Parts numbers below 2^`width` by the highest `bits` of these `width`; `path` is where what does not fit in `max_bytes` goes.
    #[must_use]
    pub fn new(width: u32, bits: u32, max_bytes: usize, path: PathBuf) -> Self {
        let parts = (0..1_usize << bits).map(|_| Part::default()).collect();
        let held = Mutex::new(Held { parts, in_memory: 0, file: None, end: 0 });
        Self { bits, shift: width - bits, max_numbers: max_bytes / size_of::<u64>(), path, held }
    }

    /// How many parts there are.
    #[must_use]
    pub fn parts(&self) -> usize {
        1 << self.bits
    }

    /// Somebody who pushes; one a thread or task.
    #[must_use]
    pub fn writer(&self) -> PartitionsWriter<'_> {
        PartitionsWriter { of: self, buffers: vec![Vec::new(); self.parts()] }
    }

    /// Takes the numbers of one part out, sorted.
    ///
    /// # Errors
    /// When what is on disk can't be read.
    pub fn take(&self, part: usize) -> Result<Vec<u64>, Error> {
        let mut held = self.lock();
        let Part { some, in_memory, written } = std::mem::take(&mut held.parts[part]);
        held.in_memory -= in_memory;
        let file = held.file.as_ref().map(File::try_clone).transpose().map_err(|e| Error::reading(&self.path, e))?;
        drop(held);
        let mut numbers = some.concat();
        for (at, n) in written {
            let before = numbers.len();
            numbers.resize(before + n, 0);
            let file = file.as_ref().expect("what is written is in a file");
            let bytes = bytemuck::cast_slice_mut(&mut numbers[before..]);
            read_at(file, bytes, at).map_err(|e| Error::reading(&self.path, e))?;
        }
        sort(&mut numbers);
        Ok(numbers)
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().expect("nobody panics while holding the parts")
    }

    fn add(&self, part: usize, numbers: &mut Vec<u64>) -> Result<(), Error> {
        let mut held = self.lock();
        let n = numbers.len();
        held.in_memory += n;
        held.parts[part].in_memory += n;
        held.parts[part].some.push(std::mem::take(numbers));
        if held.in_memory > self.max_numbers {
            held.spill(&self.path, self.max_numbers / 2).map_err(|e| Error::writing(&self.path, e))?;
        }
        Ok(())
    }
}

impl Drop for Partitions {
    fn drop(&mut self) {
        if self.lock().file.is_some() {
            let _ = std::fs::remove_file(&self.path); // the work folder goes in the end
        }
    }
}

impl Held {
    /// Writes the fullest parts until no more than `goal` numbers are in memory.
    fn spill(&mut self, path: &Path, goal: usize) -> std::io::Result<()> {
        if self.file.is_none() {
            let options = File::options().read(true).write(true).create(true).truncate(true).open(path)?;
            self.file = Some(options);
        }
        let mut order: Vec<usize> = (0..self.parts.len()).collect();
        order.sort_unstable_by_key(|&part| std::cmp::Reverse(self.parts[part].in_memory));
        for part in order {
            if self.in_memory <= goal {
                break;
            }
            let in_memory = std::mem::take(&mut self.parts[part].in_memory);
            let numbers = std::mem::take(&mut self.parts[part].some).concat();
            let mut file = self.file.as_ref().expect("was opened above");
            file.seek(SeekFrom::Start(self.end))?;
            file.write_all(bytemuck::cast_slice(&numbers))?;
            self.parts[part].written.push((self.end, numbers.len()));
            self.end += size_of_val(&numbers[..]) as u64;
            self.in_memory -= in_memory;
        }
        Ok(())
    }
}

/// Pushes numbers into [`Partitions`], some at a time.
#[derive(Debug)]
pub struct PartitionsWriter<'p> {
    of: &'p Partitions,
    buffers: Vec<Vec<u64>>,
}

impl PartitionsWriter<'_> {
    /// Adds a number.
    ///
    /// # Errors
    /// When memory is full and the disk can't be written.
    #[inline]
    pub fn push(&mut self, number: u64) -> Result<(), Error> {
        let part = (number >> self.of.shift) as usize;
        let buffer = &mut self.buffers[part];
        buffer.push(number);
        if buffer.len() == BUFFERED { self.of.add(part, buffer) } else { Ok(()) }
    }

    /// Hands on what is left. What is not handed on is lost.
    ///
    /// # Errors
    /// When memory is full and the disk can't be written.
    pub fn finish(mut self) -> Result<(), Error> {
        let left = self.buffers.iter_mut().enumerate().filter(|(_, buffer)| !buffer.is_empty());
        left.into_iter().try_for_each(|(part, buffer)| self.of.add(part, buffer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(max_bytes: usize) {
        let folder = tempfile::tempdir().expect("a scratch folder can be made");
        let path = folder.path().join("numbers");
        let partitions = Partitions::new(40, 4, max_bytes, path.clone());
        let numbers: Vec<u64> = (0..50_000_u64).map(|i| i.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 24).collect();
        let mut writer = partitions.writer();
        numbers.iter().for_each(|&n| writer.push(n).expect("there is space"));
        writer.finish().expect("there is space");
        assert_eq!(path.exists(), max_bytes < numbers.len() * 8);
        let found: Vec<u64> = (0..partitions.parts()).flat_map(|p| partitions.take(p).expect("can be read")).collect();
        let mut expected = numbers;
        expected.sort_unstable();
        assert_eq!(found, expected);
        drop(partitions);
        assert!(!path.exists());
    }

    #[test]
    fn the_order_is_the_same_with_and_without_memory() {
        check(1 << 24);
        check(100_000);
        check(0);
    }
}
