//! A file of columns that is written once.

use std::fmt;
use std::fs::File;
use std::io::{self, Write};
use std::mem::size_of;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytemuck::{Pod, Zeroable};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::error::Error;

/// Ends a block; its last byte is the version of the layout.
const MAGIC: [u8; 8] = *b"wcblock\x01";

/// The columns of a block before it is written. Each starts at a multiple of eight bytes.
///
/// On disk: the columns, the table of their ends in bytes, then the footer.
#[derive(Debug, Default)]
pub struct BlockWriter {
    columns: Vec<Held>,
}

#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
struct Footer {
    columns: u64,
    /// xxh3 of everything before the footer.
    hash: u64,
    magic: [u8; 8],
}

impl BlockWriter {
    /// Adds a column; columns are numbered from 0. It is not copied where the block stays in memory, so it is read as the type that it has here,
    /// or as bytes.
    pub fn push_column<T: Pod + Send + Sync>(&mut self, column: Vec<T>) {
        self.columns.push(Held::of(column));
    }

    /// How many bytes the columns have together.
    pub(crate) fn bytes(&self) -> u64 {
        self.columns.iter().map(|column| column.bytes as u64).sum()
    }

    /// The columns, to stay in memory.
    pub(crate) fn hold(self) -> Arc<[Held]> {
        self.columns.into()
    }

    pub(crate) fn write(&self, path: &Path) -> Result<(), Error> {
        write(&self.columns, path)
    }
}

/// Writes a block under its name at once: it is there whole or not at all, unless the power fails; [`Block::is_whole`]
/// tells that.
///
/// # Errors
/// When the file can't be written.
pub(crate) fn write(columns: &[Held], path: &Path) -> Result<(), Error> {
    let draft = path.with_extension("part");
    let done = write_draft(columns, &draft).and_then(|()| std::fs::rename(&draft, path));
    done.map_err(|e| {
        let _ = std::fs::remove_file(&draft); // it would take space that may be what is missing
        Error::writing(path, e)
    })
}

fn write_draft(columns: &[Held], draft: &Path) -> io::Result<()> {
    let mut file = Hashed { file: File::create(draft)?, hash: Xxh3::new(), written: 0 };
    let mut table: Vec<[u64; 2]> = Vec::with_capacity(columns.len());
    for column in columns {
        let start = file.written;
        file.write(column.bytes())?;
        table.push([start, file.written]);
        file.write(&[0; 8][..(file.written.next_multiple_of(8) - file.written) as usize])?;
    }
    file.write(bytemuck::cast_slice(&table))?;
    let footer = Footer { columns: table.len() as u64, hash: file.hash.digest(), magic: MAGIC };
    file.file.write_all(bytemuck::bytes_of(&footer))
}

/// A file whose bytes are hashed as they go.
struct Hashed {
    file: File,
    hash: Xxh3,
    written: u64,
}

impl Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        self.written += bytes.len() as u64;
        self.file.write_all(bytes)
    }
}

/// A column in memory. It starts where its values may, and so may those of any narrower type.
pub(crate) struct Held {
    values: Box<dyn Values>,
    bytes: usize,
}

/// Numbers of some type as bytes.
trait Values: Send + Sync {
    fn bytes(&self) -> &[u8];
}

impl<T: Pod + Send + Sync> Values for Vec<T> {
    fn bytes(&self) -> &[u8] {
        bytemuck::cast_slice(self)
    }
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.bytes)
    }
}

impl Held {
    /// Takes a column as it is, unless much of its memory is empty.
    fn of<T: Pod + Send + Sync>(mut values: Vec<T>) -> Self {
        if values.capacity() - values.len() > values.len() / 8 {
            values.shrink_to_fit();
        }
        Self { bytes: size_of_val(&*values), values: Box::new(values) }
    }

    /// Reads so many bytes of a file, which may be numbers of any width.
    fn read(file: &File, bytes: usize, at: u64) -> io::Result<Self> {
        let mut eights = vec![0_u64; bytes.div_ceil(8)];
        read_at(file, &mut bytemuck::cast_slice_mut(&mut eights)[..bytes], at)?;
        Ok(Self { values: Box::new(eights), bytes })
    }

    #[inline]
    fn bytes(&self) -> &[u8] {
        &self.values.bytes()[..self.bytes]
    }
}

/// A block, opened for reading: from its file, or from memory.
#[derive(Debug)]
pub struct Block {
    path: PathBuf,
    source: Source,
}

#[derive(Debug)]
enum Source {
    Memory(Arc<[Held]>),
    File {
        file: File,
        columns: Vec<[u64; 2]>,
        hash: u64,
        /// Bytes before the footer.
        hashed: u64,
        /// Those columns that were read already.
        held: Vec<Option<Held>>,
    },
}

impl Block {
    /// One that was never written; `path` is where it would stand.
    pub(crate) fn in_memory(path: PathBuf, columns: Arc<[Held]>) -> Self {
        Self { path, source: Source::Memory(columns) }
    }

    /// Opens a block and reads its table of columns.
    ///
    /// # Errors
    /// When it can't be read or its end is not that of a block.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let failed = |e| Error::reading(path, e);
        let file = File::open(path).map_err(failed)?;
        let size = file.metadata().map_err(failed)?.len();
        let mut footer = Footer::zeroed();
        let footer_at = size.checked_sub(size_of::<Footer>() as u64).ok_or_else(|| Error::damaged(path))?;
        read_at(&file, bytemuck::bytes_of_mut(&mut footer), footer_at).map_err(failed)?;
        let table = footer.columns.checked_mul(size_of::<[u64; 2]>() as u64);
        let table_at = table.filter(|_| footer.magic == MAGIC).and_then(|table| footer_at.checked_sub(table));
        let table_at = table_at.ok_or_else(|| Error::damaged(path))?;
        let mut columns = vec![[0, 0]; footer.columns as usize];
        read_at(&file, bytemuck::cast_slice_mut(&mut columns), table_at).map_err(failed)?;
        if columns.iter().any(|&[start, end]| start > end || end > table_at) {
            return Err(Error::damaged(path));
        }
        let held = columns.iter().map(|_| None).collect();
        Ok(Self {
            path: path.to_owned(),
            source: Source::File { file, columns, hash: footer.hash, hashed: footer_at, held },
        })
    }

    /// Whether the block's bytes are those that were written. Reads all of it.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn is_whole(&self) -> Result<bool, Error> {
        let Source::File { file, hash, hashed, .. } = &self.source else { return Ok(true) };
        let mut bytes = vec![0; *hashed as usize];
        read_at(file, &mut bytes, 0).map_err(|e| Error::reading(&self.path, e))?;
        Ok(xxh3_64(&bytes) == *hash)
    }

    /// How many values of this type a column holds.
    #[must_use]
    pub fn len<T: Pod>(&self, column: usize) -> usize {
        let bytes = match &self.source {
            Source::Memory(columns) => columns[column].bytes,
            Source::File { columns, .. } => (columns[column][1] - columns[column][0]) as usize,
        };
        bytes / size_of::<T>()
    }

    /// Reads these columns into memory, where they stay.
    ///
    /// # Errors
    /// When they can't be read.
    pub fn hold(&mut self, wanted: &[usize]) -> Result<(), Error> {
        let Source::File { file, columns, held, .. } = &mut self.source else { return Ok(()) };
        for &column in wanted {
            let [start, end] = columns[column];
            if held[column].is_none() {
                let read = Held::read(file, (end - start) as usize, start);
                held[column] = Some(read.map_err(|e| Error::reading(&self.path, e))?);
            }
        }
        Ok(())
    }

    /// A column, if it is in memory.
    #[inline]
    fn held(&self, column: usize) -> Option<&Held> {
        match &self.source {
            Source::Memory(columns) => Some(&columns[column]),
            Source::File { held, .. } => held[column].as_ref(),
        }
    }

    /// Some values of a column: where they stand, if they are in memory, or else in `buffer`.
    ///
    /// # Errors
    /// When they can't be read.
    ///
    /// # Panics
    /// If the column has fewer: a bug of the caller.
    #[inline]
    pub fn get<'b, T: Pod>(
        &'b self,
        column: usize,
        range: Range<usize>,
        buffer: &'b mut Vec<T>,
    ) -> Result<&'b [T], Error> {
        if let Some(held) = self.held(column) {
            return Ok(&bytemuck::cast_slice(held.bytes())[range]);
        }
        self.read(column, range, buffer)?;
        Ok(buffer)
    }

    /// Replaces `into` by some values of a column.
    ///
    /// # Errors
    /// When they can't be read.
    ///
    /// # Panics
    /// If the column has fewer: a bug of the caller.
    pub fn read<T: Pod>(&self, column: usize, range: Range<usize>, into: &mut Vec<T>) -> Result<(), Error> {
        into.clear();
        self.append(column, range, into)
    }

    /// Adds some values of a column to `into`.
    ///
    /// # Errors
    /// When they can't be read.
    ///
    /// # Panics
    /// If the column has fewer: a bug of the caller.
    pub fn append<T: Pod>(&self, column: usize, range: Range<usize>, into: &mut Vec<T>) -> Result<(), Error> {
        assert!(range.start <= range.end && range.end <= self.len::<T>(column), "{range:?} of {}", self.path.display());
        match (&self.source, self.held(column)) {
            (_, Some(held)) => into.extend_from_slice(&bytemuck::cast_slice(held.bytes())[range]),
            (Source::File { file, columns, .. }, None) => {
                let at = columns[column][0] + (range.start * size_of::<T>()) as u64;
                let before = into.len();
                into.resize(before + range.len(), T::zeroed());
                read_at(file, bytemuck::cast_slice_mut(&mut into[before..]), at)
                    .map_err(|e| Error::reading(&self.path, e))?;
            }
            (Source::Memory(_), None) => unreachable!("all columns of a block in memory are held"),
        }
        Ok(())
    }

    /// A whole column.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn column<T: Pod>(&self, column: usize) -> Result<Vec<T>, Error> {
        let mut values = Vec::new();
        self.read(column, 0..self.len::<T>(column), &mut values)?;
        Ok(values)
    }
}

#[cfg(unix)]
pub(crate) fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(windows)]
pub(crate) fn read_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let n = std::os::windows::fs::FileExt::seek_read(file, bytes, at)?;
        if n == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes = &mut bytes[n..];
        at += n as u64;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_come_back_and_damage_is_seen() {
        let folder = tempfile::tempdir().expect("a scratch folder can be made");
        let path = folder.path().join("one");
        let mut writer = BlockWriter::default();
        writer.push_column(b"abc".to_vec());
        writer.push_column(vec![1_u64, 2, 3]);
        writer.push_column::<u32>(Vec::new());
        writer.write(&path).expect("can be written");
        let block = Block::open(&path).expect("can be opened");
        assert_eq!(block.column::<u8>(0).expect("is there"), b"abc");
        assert_eq!(block.column::<u64>(1).expect("is there"), [1, 2, 3]);
        assert_eq!(block.len::<u32>(2), 0);
        assert!(block.is_whole().expect("can be read"));
        let mut bytes = std::fs::read(&path).expect("can be read");
        bytes[1] ^= 1;
        std::fs::write(&path, &bytes).expect("can be written");
        assert!(!Block::open(&path).expect("its end is whole").is_whole().expect("can be read"));
        std::fs::write(&path, &bytes[..bytes.len() - 1]).expect("can be written");
        assert!(Block::open(&path).is_err());
    }
}
