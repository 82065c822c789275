//! Sorting by digits.

use std::ops::Range;

/// Below this many numbers comparing them is as quick.
const FEW: usize = 1024;

/// Bits of a digit: as many as two passes need for what pairs of texts differ in on either side.
const DIGIT: u32 = 11;

/// Sorts numbers.
pub(crate) fn sort(numbers: &mut Vec<u64>) {
    if numbers.len() < FEW { numbers.sort_unstable() } else { sort_by_bits(numbers, 0..u64::BITS, &mut Vec::new()) }
}

/// Sorts numbers by some of their bits; those that are equal in these stay in the order in which they are.
///
/// By their digits, the lowest first (Knuth, *The Art of Computer Programming* 3, 5.2.5). Bits that are the same in all numbers are passed
/// over: a digit starts with one that differs. Time O(numbers × digits), space O(numbers): `scratch`, whatever is in it.
///
/// # Example
/// ```
/// let mut numbers = vec![0x29, 0x11, 0x21, 0x10];
/// wirecopy_spill::sort_by_bits(&mut numbers, 4..8, &mut Vec::new());
/// assert_eq!(numbers, [0x11, 0x10, 0x29, 0x21]);
/// ```
pub fn sort_by_bits(numbers: &mut Vec<u64>, bits: Range<u32>, scratch: &mut Vec<u64>) {
    let Some(&first) = numbers.first() else { return };
    let wanted = ones(bits.end) & !ones(bits.start);
    let mut differing = numbers.iter().fold(0, |bits, number| bits | (number ^ first)) & wanted;
    scratch.resize(numbers.len(), 0);
    while differing != 0 {
        let shift = differing.trailing_zeros();
        let mask = ((wanted >> shift) & ones(DIGIT)) as usize;
        sort_by_digit(numbers, scratch, |number| (number >> shift) as usize & mask);
        std::mem::swap(numbers, scratch);
        differing &= !ones(shift + DIGIT);
    }
}

#[inline]
fn sort_by_digit(numbers: &[u64], sorted: &mut [u64], digit: impl Fn(u64) -> usize) {
    let mut places = [0; 1 << DIGIT];
    numbers.iter().for_each(|&number| places[digit(number)] += 1);
    let mut start = 0;
    for place in &mut places {
        start += std::mem::replace(place, start);
    }
    for &number in numbers {
        let place = &mut places[digit(number)];
        sorted[*place] = number;
        *place += 1;
    }
}

/// So many ones, the lowest bits.
fn ones(bits: u32) -> u64 {
    if bits < u64::BITS { (1 << bits) - 1 } else { !0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mixed(i: u64) -> u64 {
        i.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    #[test]
    fn the_order_is_that_of_numbers() {
        for mask in [!0, 0xff00_0000_0000_00ff, 0x0000_ffff_0000_0100, 0, 1 << 63] {
            for n in [0, 1, 2, FEW - 1, FEW, 5000] {
                let mut numbers: Vec<u64> = (0..n as u64).map(|i| mixed(i) & mask | 7 << 20).collect();
                let mut expected = numbers.clone();
                expected.sort_unstable();
                sort(&mut numbers);
                assert_eq!(numbers, expected, "{n} of {mask:x}");
            }
        }
    }

    #[test]
    fn other_bits_do_not_count() {
        for bits in [0..64, 0..1, 28..50, 63..64, 5..5] {
            let mut numbers: Vec<u64> = (0..3000).map(mixed).collect();
            let mut expected = numbers.clone();
            expected.sort_by_key(|number| (number >> bits.start.min(63)) & ones(bits.end - bits.start));
            sort_by_bits(&mut numbers, bits.clone(), &mut vec![7; 5]);
            assert_eq!(numbers, expected, "{bits:?}");
        }
    }
}
