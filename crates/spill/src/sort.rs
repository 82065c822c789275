//! Sorting by digits.

/// Below this many numbers comparing them is as quick.
const FEW: usize = 512;

/// Bits of a digit.
const DIGIT: u32 = 8;

/// Sorts numbers by their digits, the lowest first (Knuth, *The Art of Computer Programming* 3, 5.2.5). Digits that are the same in all of
/// them are passed over: pairs of texts of one part differ in four or five of eight.
///
/// Time O(numbers × digits that differ), space O(numbers).
pub(crate) fn sort(numbers: &mut Vec<u64>) {
    if numbers.len() < FEW {
        return numbers.sort_unstable();
    }
    let differing = numbers.iter().fold(0, |bits, number| bits | (number ^ numbers[0]));
    let mut sorted = vec![0; numbers.len()];
    for shift in (0..u64::BITS).step_by(DIGIT as usize).filter(|&shift| digit(differing, shift) != 0) {
        let mut places = [0; 1 << DIGIT];
        numbers.iter().for_each(|&number| places[digit(number, shift)] += 1);
        let mut start = 0;
        for place in &mut places {
            start += std::mem::replace(place, start);
        }
        for &number in &*numbers {
            let place = &mut places[digit(number, shift)];
            sorted[*place] = number;
            *place += 1;
        }
        std::mem::swap(numbers, &mut sorted);
    }
}

fn digit(number: u64, shift: u32) -> usize {
    (number >> shift) as usize & ((1 << DIGIT) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_numbers() {
        let mixed = |i: u64| i.wrapping_mul(0x9e37_79b9_7f4a_7c15);
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
}
