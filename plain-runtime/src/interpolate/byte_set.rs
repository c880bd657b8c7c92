//! Sets of ASCII characters, for looking a text through in one go.

/// A set of ASCII characters.
pub(crate) struct ByteSet([bool; 256]);

impl ByteSet {
    pub(crate) const fn new(characters: &str) -> Self {
        let characters = characters.as_bytes();
        let mut set = [false; 256];
        let mut index = 0;
        while index < characters.len() {
            assert!(characters[index].is_ascii(), "part of a character");
            set[characters[index] as usize] = true;
            index += 1;
        }
        Self(set)
    }

    #[inline]
    pub(crate) fn contains_any(&self, text: &str) -> bool {
        self.finds(text, true)
    }

    #[inline]
    pub(crate) fn contains_all(&self, text: &str) -> bool {
        !self.finds(text, false)
    }

    /// Whether a text has bytes that are in the set, or some that are not.
    #[inline]
    fn finds(&self, text: &str, are_in_it: bool) -> bool {
        let is_found = |byte: &u8| self.0[usize::from(*byte)] == are_in_it;
        // Most texts have none, so it is cheaper not to ask after each byte.
        let (chunks, rest) = text.as_bytes().as_chunks::<8>();
        let in_chunk = |chunk: &[u8; 8]| chunk.iter().fold(false, |any, it| any | is_found(it));
        chunks.iter().any(in_chunk) || rest.iter().any(is_found)
    }
}
