//! Values inserted into text: into Markdown, into URLs, or verbatim.

mod byte_set;
pub(crate) mod identifier;
pub(crate) mod markdown;
mod text_buffer;
pub(crate) mod text_value;
pub(crate) mod url;
