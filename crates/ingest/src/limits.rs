/// How much one input may take. The defaults are far above any news page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of one page or one record, after decompression. Default 64 MiB.
    pub max_page_bytes: u64,
    /// How many times its compressed size a file may grow to, once it is larger than a page may be. Default 500: text
    /// shrinks 3 to 20 times, machine-made logs up to 100 times, bombs 1,000 times and more.
    pub max_ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_page_bytes: 64 << 20, max_ratio: 500 }
    }
}

impl Limits {
    /// Whether so much came out of so few bytes of the disk that it can be no text.
    pub(crate) fn is_bomb(&self, unpacked: u64, packed: u64) -> bool {
        unpacked > self.max_page_bytes && unpacked / self.max_ratio > packed
    }
}
