//! Paths and imports in a token stream, function bodies and macro calls included.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::UseTree;

/// Segments of a path, such as `crate`, `web`, `Page`.
pub(crate) type Path = Vec<String>;

/// A `use` declaration of one name, or of all names of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Import {
    /// The name that it binds, or `None` for `*`.
    pub(crate) name: Option<String>,
    pub(crate) path: Path,
    /// Whether it has a visibility, so that it is a re-export.
    pub(crate) is_public: bool,
}

/// Paths and imports of some code.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Scan {
    pub(crate) paths: Vec<Path>,
    pub(crate) imports: Vec<Import>,
}

impl Scan {
    /// Adds those of a token stream. Code under `#[cfg(test)]` is left out.
    pub(crate) fn add(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut index = 0;
        while index < tokens.len() {
            index = self.add_at(&tokens, index);
        }
    }

    /// Adds what begins at an index; returns the index after it.
    fn add_at(&mut self, tokens: &[TokenTree], index: usize) -> usize {
        match &tokens[index] {
            TokenTree::Group(group) if index > 0 && is_punct(&tokens[index - 1], '#') => {
                if group.delimiter() == Delimiter::Bracket && is_test_only(&group.stream()) {
                    return end_of_item(tokens, index + 1);
                }
                index + 1
            }
            TokenTree::Group(group) => {
                self.add(group.stream());
                index + 1
            }
            TokenTree::Ident(ident) if ident == "use" => {
                let end = position(tokens, index, |token| is_punct(token, ';'));
                let tree: TokenStream = tokens[index + 1..end].iter().cloned().collect();
                // Precise capturing, `impl Trait + use<'a>`, is not an import.
                if let Ok(tree) = syn::parse2::<UseTree>(tree) {
                    self.add_import(&tree, &mut Vec::new(), false);
                    return end + 1;
                }
                index + 1
            }
            TokenTree::Ident(_) => {
                let (path, end) = path_at(tokens, index);
                let follows_sigil = index > 0
                    && ['#', '$', '.']
                        .iter()
                        .any(|sigil| is_punct(&tokens[index - 1], *sigil));
                let is_global = index > 1 && is_separator(&tokens[index - 2..index]);
                if path.len() > 1 && !follows_sigil && !is_global {
                    self.paths.push(path);
                }
                end
            }
            _ => index + 1,
        }
    }

    pub(crate) fn add_import(&mut self, tree: &UseTree, prefix: &mut Path, is_public: bool) {
        match tree {
            UseTree::Path(path) => {
                prefix.push(path.ident.to_string());
                self.add_import(&path.tree, prefix, is_public);
                prefix.pop();
            }
            UseTree::Name(name) if name.ident == "self" => {
                self.push_import(prefix.last().cloned(), prefix.clone(), is_public);
            }
            UseTree::Name(name) => {
                let name = name.ident.to_string();
                let path = [prefix.as_slice(), std::slice::from_ref(&name)].concat();
                self.push_import(Some(name), path, is_public);
            }
            UseTree::Rename(rename) => {
                let mut path = prefix.clone();
                if rename.ident != "self" {
                    path.push(rename.ident.to_string());
                }
                self.push_import(Some(rename.rename.to_string()), path, is_public);
            }
            UseTree::Glob(_) => self.push_import(None, prefix.clone(), is_public),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.add_import(tree, prefix, is_public);
                }
            }
        }
    }

    fn push_import(&mut self, name: Option<String>, path: Path, is_public: bool) {
        self.imports.push(Import {
            name,
            path,
            is_public,
        });
    }
}

/// Whether the content of an attribute is a `cfg` that holds in tests only.
pub(crate) fn is_test_only(attribute: &TokenStream) -> bool {
    let text = attribute.to_string().replace(' ', "");
    matches!(text.as_str(), "test" | "cfg(test)") || text.starts_with("cfg(all(test,")
}

/// The path that begins at an identifier, and the index after it.
fn path_at(tokens: &[TokenTree], start: usize) -> (Path, usize) {
    let mut path = vec![tokens[start].to_string()];
    let mut index = start + 1;
    while let Some([separator @ .., TokenTree::Ident(ident)]) = tokens.get(index..index + 3)
        && is_separator(separator)
    {
        path.push(ident.to_string());
        index += 3;
    }
    (path, index)
}

/// The index after an item: past its first block in braces, its `;` or its `,`.
fn end_of_item(tokens: &[TokenTree], start: usize) -> usize {
    let last = position(tokens, start, |token| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        token => is_punct(token, ';') || is_punct(token, ','),
    });
    last + 1
}

fn position(tokens: &[TokenTree], start: usize, is_it: impl Fn(&TokenTree) -> bool) -> usize {
    let found = tokens[start..].iter().position(is_it);
    found.map_or(tokens.len(), |offset| start + offset)
}

fn is_separator(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [first, second] if is_punct(first, ':') && is_punct(second, ':'))
}

fn is_punct(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}

#[test]
fn paths_are_found_in_bodies_and_macro_calls() {
    let mut scan = Scan::default();
    scan.add(
        "fn f() { crate::a::b(); println!(\"{}\", super::c::D::E.f()); quote!(#krate::g $crate::h ::i::j) }"
            .parse()
            .unwrap(),
    );
    let paths: Vec<String> = scan.paths.iter().map(|path| path.join("::")).collect();
    assert_eq!(paths, ["crate::a::b", "super::c::D::E"]);
}

#[test]
fn code_under_cfg_test_is_left_out() {
    let mut scan = Scan::default();
    scan.add(
        "#[cfg(test)] fn f() { crate::a::b() } #[cfg(test)] use crate::c; fn g() { crate::d::e() }"
            .parse()
            .unwrap(),
    );
    assert_eq!(scan.paths, [["crate", "d", "e"]]);
    assert_eq!(scan.imports, []);
}

#[test]
fn imports_within_functions_are_found() {
    let mut scan = Scan::default();
    scan.add(
        "fn f() { use crate::a::{self, b as c, *}; }"
            .parse()
            .unwrap(),
    );
    let imports: Vec<(Option<&str>, String)> = scan
        .imports
        .iter()
        .map(|import| (import.name.as_deref(), import.path.join("::")))
        .collect();
    assert_eq!(
        imports,
        [
            (Some("a"), "crate::a".to_owned()),
            (Some("c"), "crate::a::b".to_owned()),
            (None, "crate::a".to_owned()),
        ]
    );
}
