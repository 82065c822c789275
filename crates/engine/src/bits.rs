//! Numbers in as few bits as they need: fingerprints and words are most of what an archive holds beside its texts.

/// Writes numbers one behind the other, the lowest bit first.
#[derive(Debug, Default)]
pub(crate) struct BitWriter {
    bytes: Vec<u8>,
    /// What does not fill a byte yet, and how many bits that is.
    open: u64,
    count: u32,
}

impl BitWriter {
    /// The lowest bits of a number, at most 56.
    pub(crate) fn bits(&mut self, value: u64, width: u32) {
        self.open |= (value & mask(width)) << self.count;
        self.count += width;
        while self.count >= 8 {
            self.bytes.push(self.open as u8);
            self.open >>= 8;
            self.count -= 8;
        }
    }

    /// A number that is about 2^`low` most of the time: as many ones as the bits above `low` count, a zero, and `low` bits
    /// (Rice 1979).
    pub(crate) fn rice(&mut self, value: u64, low: u32) {
        let mut high = value >> low;
        while high >= 32 {
            self.bits(u64::MAX, 32);
            high -= 32;
        }
        let high = u32::try_from(high).expect("less than 32");
        self.bits(mask(high), high + 1);
        self.bits(value, low);
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        if self.count > 0 {
            self.bytes.push(self.open as u8);
        }
        self.bytes
    }
}

fn mask(width: u32) -> u64 {
    1_u64.unbounded_shl(width).wrapping_sub(1)
}

/// Reads what a [`BitWriter`] wrote; `None` behind its end.
#[derive(Debug)]
pub(crate) struct BitReader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> BitReader<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(crate) fn bits(&mut self, width: u32) -> Option<u64> {
        let value = self.window() & mask(width);
        self.at += width as usize;
        (self.at <= 8 * self.bytes.len()).then_some(value)
    }

    pub(crate) fn rice(&mut self, low: u32) -> Option<u64> {
        let mut high = 0_u64;
        loop {
            let ones = self.window().trailing_ones().min(32);
            high += u64::from(ones);
            self.at += ones as usize;
            if self.at >= 8 * self.bytes.len() {
                return None;
            }
            if ones < 32 {
                break;
            }
        }
        self.at += 1;
        Some(high.unbounded_shl(low) | self.bits(low)?)
    }

    /// The next 57 bits and more; behind the end zeros.
    fn window(&self) -> u64 {
        let rest = self.bytes.get(self.at / 8..).unwrap_or_default();
        let eight = rest.first_chunk().copied().unwrap_or_else(|| {
            let mut eight = [0; 8];
            eight[..rest.len()].copy_from_slice(rest);
            eight
        });
        u64::from_le_bytes(eight) >> (self.at % 8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let mut writer = BitWriter::default();
        let numbers: Vec<u64> =
            (0..2000_u64).map(|i| i.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (i % 60).max(24)).collect();
        for &n in &numbers {
            writer.rice(n & 0xffff, (n % 17) as u32);
            writer.bits(n, 40);
        }
        let bytes = writer.finish();
        let mut reader = BitReader::new(&bytes);
        for &n in &numbers {
            assert_eq!(reader.rice((n % 17) as u32), Some(n & 0xffff));
            assert_eq!(reader.bits(40), Some(n & mask(40)));
        }
        assert_eq!(reader.bits(8), None);
        assert_eq!(BitReader::new(&[255; 40]).rice(3), None);
    }
}
