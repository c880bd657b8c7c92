//! Sets of ASCII characters, for scanning a text in one pass.

/// A set of ASCII characters.
pub(crate) struct ByteSet([bool; 256]);

impl ByteSet {
    pub(crate) const fn new(characters: &str) -> Self {
        let characters = characters.as_bytes();
        let mut set = [false; 256];
        let mut index = 0;
        while index < characters.len() {
            assert!(
                characters[index].is_ascii(),
                "a byte set contains ASCII characters only"
            );
            set[characters[index] as usize] = true;
            index += 1;
        }
        Self(set)
    }

    #[inline]
    pub(crate) fn contains_any(&self, text: &str) -> bool {
        self.contains_byte(text, true)
    }

    #[inline]
    pub(crate) fn contains_all(&self, text: &str) -> bool {
        !self.contains_byte(text, false)
    }

    /// Whether a text contains a byte whose membership in the set is `is_member`.
    #[inline]
    fn contains_byte(&self, text: &str, is_member: bool) -> bool {
        let is_match = |byte: &u8| self.0[usize::from(*byte)] == is_member;
        // Typically there is no match, so checking once per chunk is cheaper than after each byte.
        let (chunks, rest) = text.as_bytes().as_chunks::<8>();
        let in_chunk = |chunk: &[u8; 8]| chunk.iter().fold(false, |any, it| any | is_match(it));
        chunks.iter().any(in_chunk) || rest.iter().any(is_match)
    }
}

#[cfg(test)]
mod tests {
    use super::ByteSet;

    #[test]
    fn members_are_found_at_every_offset() {
        let set = ByteSet::new("*_");
        for length in 0..20 {
            let text = "é".repeat(length);
            assert!(!set.contains_any(&text) && (text.is_empty() || !set.contains_all(&text)));
            assert!(set.contains_any(&format!("{text}*{text}")));
            assert!(set.contains_all(&"_".repeat(length)));
        }
    }
}
