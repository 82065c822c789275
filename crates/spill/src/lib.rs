//! What does not fit in memory?
//!
//! Three things that a run over millions of records keeps on disk while it works:
//!
//! - [`Block`]: a file of columns, written once, checked by a hash, read by place ([`Block::read`] is one `pread`);
//! - [`Partitions`]: numbers of 64 bits, parted by their high bits, in memory up to a bound and on disk beyond it, given back
//!   part by part in ascending order: a sort in bounded memory;
//! - [`Work`]: the folder for both. It belongs to one input and one set of settings; a part of the work is done when its block has
//!   its name, so a run that was killed goes on from there.
//!
//! Columns are stored in the byte order of the machine: the folder is for the run that wrote it, not for exchange.
//!
//! # Example
//! ```
//! # let folder = tempfile::tempdir()?;
//! use std::time::Duration;
//! use wirecopy_spill::{BlockWriter, Unwritten, Work};
//! let unwritten = Unwritten { bytes: 1 << 20, time: Duration::from_secs(30) };
//! let (work, _) = Work::open(&folder.path().join("work"), "input and settings", unwritten)?;
//! let mut block = BlockWriter::default();
//! block.push_column(vec![3_u32, 1, 4, 1, 5]);
//! work.write("digits", block)?;
//! let mut some = Vec::new();
//! work.block("digits")?.expect("was written").read::<u32>(0, 1..3, &mut some)?;
//! assert_eq!(some, [1, 4]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! It does not know what the numbers mean, and starts no threads; all three may be used from many.

mod block;
mod error;
mod partitions;
mod sort;
mod work;

pub use block::{Block, BlockWriter};
pub use error::{Error, ErrorKind};
pub use partitions::{Partitions, PartitionsWriter};
pub use sort::sort_by_bits;
pub use work::{Opened, Unwritten, Work};
