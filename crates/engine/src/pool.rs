//! The only place where threads are started.

use crate::error::Error;

/// Runs `work` with so many threads (0: one a core) to share it among.
pub(crate) fn run<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> Result<T, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(Error::threads)?;
    Ok(pool.install(work))
}
