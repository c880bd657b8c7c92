//! Sets of ASCII characters, for looking a text through in one go.

/// A set of ASCII characters.
pub(crate) struct ByteSet([bool; 256]);

impl ByteSet {
    pub(crate) const fn of(characters: &str) -> Self {
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
    pub(crate) fn has_any_of(&self, text: &str) -> bool {
        text.bytes().any(|byte| self.0[usize::from(byte)])
    }

    #[inline]
    pub(crate) fn has_all_of(&self, text: &str) -> bool {
        text.bytes().all(|byte| self.0[usize::from(byte)])
    }
}
