//! Keys of words: their folded letters as a number.

use xxhash_rust::xxh3::xxh3_64;

/// Longest word whose bytes are read at once.
pub(super) const SHORT: usize = 16;

/// Masks of the first bytes of sixteen, by their number, and room up to a power of two.
pub(super) static FIRST: [[u64; 2]; 2 * SHORT] = {
    let mut masks = [[0; 2]; 2 * SHORT];
    let mut length = 1;
    while length <= SHORT {
        let mask = u128::MAX >> (8 * (SHORT - length));
        masks[length] = [mask as u64, (mask >> 64) as u64];
        length += 1;
    }
    masks
};

/// The folded bytes of `US` and `us`, and of what the country is folded to.
pub(super) const US: u64 = u64::from_le_bytes(*b"us\0\0\0\0\0\0");
pub(super) const USA: u64 = u64::from_le_bytes(*b"usa\0\0\0\0\0");

/// The key of the `'s` behind a word.
pub(super) const POSSESSIVE: u64 = mix(u64::from_le_bytes(*b"'s\0\0\0\0\0\0"), 0);

/// The key of a folded word.
pub(super) fn key(folded: &[u8]) -> u64 {
    let mut bytes = [0_u8; 16];
    match bytes.get_mut(..folded.len()) {
        Some(start) => start.copy_from_slice(folded),
        None => return xxh3_64(folded),
    }
    let (low, high) = bytes.split_at(8);
    let number = |half: &[u8]| u64::from_le_bytes(half.try_into().expect("eight bytes"));
    mix(number(low), number(high))
}

/// Both halves of a product of 128 bits, as wyhash does it (Wang Yi, public domain); the constants are its own.
#[inline]
pub(super) const fn mix(low: u64, high: u64) -> u64 {
    const fn fold(x: u64, y: u64) -> u64 {
        let product = x as u128 * y as u128;
        (product >> 64) as u64 ^ product as u64
    }
    fold(fold(low ^ 0xa076_1d64_78bd_642f, high ^ 0xe703_7ed1_a0b4_28db), 0x8ebc_6af0_9c88_c6e3)
}
