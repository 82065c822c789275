//! Which words stand between quotation marks: what two reports both quote proves no copying.

/// Whether a word behind this gap is quoted, when the one before is or not. A quotation ends with its paragraph: where it goes on,
/// the next one opens with a mark of its own.
#[inline]
pub(crate) fn is_quoted(gap: &[u8], is_quoted: bool) -> bool {
    if gap == b" " { is_quoted } else { quoted_behind_signs(gap, is_quoted) } // most gaps are a blank
}

fn quoted_behind_signs(gap: &[u8], mut is_quoted: bool) -> bool {
    for at in 0..gap.len() {
        match gap[at..] {
            [b'"', ..] => is_quoted = !is_quoted,
            [b'\n', ..] | [0xe2, 0x80, 0x9d, ..] | [0xc2, 0xbb, ..] => is_quoted = false,
            [0xe2, 0x80, 0x9c | 0x9e, ..] | [0xc2, 0xab, ..] => is_quoted = true,
            _ => {}
        }
    }
    is_quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_end_with_their_mark_or_paragraph() {
        let check = |gap: &str, before: bool| is_quoted(gap.as_bytes(), before);
        assert!(check(", “", false) && check(": \"", false) && check(" ", true) && check(".”\n\n“", true));
        assert!(!check(",” ", true) && !check(".\" ", true) && !check(".\n\n", true) && !check(" ", false));
    }
}
