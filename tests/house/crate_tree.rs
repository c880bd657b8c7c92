//! The modules of a crate, and which file an import leads to.

use std::collections::BTreeMap;

use quote::ToTokens as _;
use syn::{Attribute, Item, ItemMacro, ItemMod, Visibility};

use crate::scan::{Import, Path, Scan, is_test_only};
use crate::source::Sources;

/// Index of a module in its crate.
type Id = usize;

/// The root module is the first.
const ROOT: Id = 0;

/// Limit on re-exports of re-exports, which may be circular.
const MAX_DEPTH: usize = 32;

/// Modules of a crate, without its tests.
#[derive(Debug, Default)]
pub(crate) struct CrateTree {
    modules: Vec<Module>,
}

#[derive(Debug, Default)]
struct Module {
    file: String,
    /// The folder of its child modules.
    folder: String,
    parent: Option<Id>,
    children: BTreeMap<String, Id>,
    /// Names of its items, each with the module that has the definition.
    definitions: BTreeMap<String, Id>,
    scan: Scan,
}

/// An import that leads from one file to another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edge {
    pub(crate) from: String,
    pub(crate) to: String,
    /// The path as written.
    pub(crate) path: String,
}

/// Result of resolving a path.
#[derive(Debug, Clone, Copy)]
enum Target {
    Module(Id),
    /// An item that is defined in this module.
    Item(Id),
    /// Another crate, a local variable, a type parameter.
    Elsewhere,
}

impl CrateTree {
    /// Parses a crate from its root file, `lib.rs` or `main.rs`.
    pub(crate) fn parse(sources: &Sources, root: &str) -> Self {
        let mut tree = Self::default();
        let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
        tree.modules.push(Module {
            file: root.to_owned(),
            folder: folder.to_owned(),
            ..Module::default()
        });
        tree.parse_file(sources, ROOT);
        tree
    }

    fn parse_file(&mut self, sources: &Sources, id: Id) {
        let file = &self.modules[id].file;
        let parsed = syn::parse_file(&sources[file])
            .unwrap_or_else(|error| panic!("cannot parse `{file}`: {error}"));
        self.add_items(sources, id, parsed.items);
    }

    fn add_items(&mut self, sources: &Sources, id: Id, items: Vec<Item>) {
        for item in items {
            match item {
                Item::Mod(module) => self.add_module(sources, id, module),
                Item::Use(import) => {
                    if !has_test_attribute(&import.attrs) {
                        let is_public = !matches!(import.vis, Visibility::Inherited);
                        let scan = &mut self.modules[id].scan;
                        scan.add_import(&import.tree, &mut Path::new(), is_public);
                    }
                }
                item => self.add_item(id, &item),
            }
        }
    }

    fn add_module(&mut self, sources: &Sources, parent: Id, module: ItemMod) {
        if has_test_attribute(&module.attrs) {
            return;
        }
        let name = module.ident.to_string();
        let above = &self.modules[parent];
        let (file, folder) = match path_attribute(&module.attrs) {
            Some(path) => (join(&above.folder, &path), above.folder.clone()),
            None => {
                let folder = join(&above.folder, &name);
                let file = if module.content.is_some() {
                    above.file.clone()
                } else {
                    module_file(sources, &folder)
                };
                (file, folder)
            }
        };
        // Two versions of a module, each under a `cfg`, are one.
        let known = above.children.get(&name).copied();
        let id = known.unwrap_or_else(|| {
            self.modules.push(Module {
                file,
                folder,
                parent: Some(parent),
                ..Module::default()
            });
            self.modules.len() - 1
        });
        self.modules[parent].children.insert(name, id);
        match module.content {
            Some((_, items)) => self.add_items(sources, id, items),
            None => self.parse_file(sources, id),
        }
    }

    fn add_item(&mut self, id: Id, item: &Item) {
        let tokens = item.to_token_stream();
        if let Some(name) = item_name(item) {
            let is_root_macro = matches!(item, Item::Macro(item) if is_exported(item));
            let owner = if is_root_macro { ROOT } else { id };
            self.modules[owner].definitions.insert(name, id);
        }
        self.modules[id].scan.add(tokens);
    }

    /// Imports between files. A re-export is not one: it is followed to the file of the item.
    pub(crate) fn edges(&self) -> Vec<Edge> {
        let mut edges = Vec::new();
        for (id, module) in self.modules.iter().enumerate() {
            let imports = module.scan.imports.iter();
            let imported = imports
                .filter(|import| !import.is_public && !self.is_used_as_module(id, import))
                .map(|import| &import.path);
            let paths = module.scan.paths.iter();
            let used = paths.filter(|path| self.module(id, &path[..1]).is_some());
            for path in imported.chain(used) {
                // A module that is imported is used by paths that begin with its name.
                if let Target::Item(target) = self.resolve(id, path, 0) {
                    edges.push(Edge {
                        from: module.file.clone(),
                        to: self.modules[target].file.clone(),
                        path: path.join("::"),
                    });
                }
            }
        }
        edges.retain(|edge| edge.from != edge.to);
        edges.sort();
        edges.dedup();
        edges
    }

    /// Whether an import binds the name of a module that paths begin with. A function may have the
    /// same name.
    fn is_used_as_module(&self, id: Id, import: &Import) -> bool {
        let paths = &self.modules[id].scan.paths;
        self.module(id, &import.path).is_some()
            && paths
                .iter()
                .any(|path| Some(&path[0]) == import.name.as_ref())
    }

    /// The module that a path leads to, if it is one.
    fn module(&self, from: Id, path: &[String]) -> Option<Id> {
        path.iter().try_fold(from, |id, name| match name.as_str() {
            "crate" => Some(ROOT),
            "self" => Some(id),
            "super" => self.modules[id].parent,
            name => self.child(id, name),
        })
    }

    fn child(&self, id: Id, name: &str) -> Option<Id> {
        let module = &self.modules[id];
        let child = module.children.get(name).copied();
        child.or_else(|| {
            let mut imports = module.scan.imports.iter();
            let import = imports.find(|import| import.name.as_deref() == Some(name))?;
            // `use name;` imports another crate.
            let is_other = import.path.first().is_some_and(|first| first == name);
            (!is_other).then(|| self.module(id, &import.path))?
        })
    }

    /// Files of the crate.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        self.modules.iter().map(|module| module.file.as_str())
    }

    fn resolve(&self, from: Id, path: &[String], depth: usize) -> Target {
        let parent = |id: Id| self.modules[id].parent.unwrap_or(ROOT);
        let (mut id, mut rest) = match path {
            [first, rest @ ..] if first == "crate" => (ROOT, rest),
            [first, rest @ ..] if first == "self" => (from, rest),
            [first, rest @ ..] if first == "super" => (parent(from), rest),
            path => {
                return self
                    .resolve_in(from, path, depth)
                    .unwrap_or(Target::Elsewhere);
            }
        };
        while let [first, more @ ..] = rest
            && first == "super"
        {
            (id, rest) = (parent(id), more);
        }
        // A name that is not known is made by a macro.
        self.resolve_in(id, rest, depth).unwrap_or(Target::Item(id))
    }

    fn resolve_in(&self, id: Id, path: &[String], depth: usize) -> Option<Target> {
        let module = &self.modules[id];
        let Some((name, rest)) = path.split_first() else {
            return Some(Target::Module(id));
        };
        if depth > MAX_DEPTH {
            return None;
        }
        // A module may share its name with a function or a macro.
        if let Some(child) = module.children.get(name)
            && !rest.is_empty()
        {
            return Some(
                self.resolve_in(*child, rest, depth)
                    .unwrap_or(Target::Item(*child)),
            );
        }
        if let Some(owner) = module.definitions.get(name) {
            return Some(Target::Item(*owner));
        }
        let imports = module.scan.imports.iter();
        let imported =
            imports.filter_map(|import| self.resolve_import(id, import, path, depth + 1));
        let child = module.children.get(name).map(|id| Target::Module(*id));
        let targets: Vec<Target> = imported.chain(child).collect();
        let is_item = |target: &&Target| matches!(target, Target::Item(_));
        targets.iter().find(is_item).or(targets.first()).copied()
    }

    /// Resolves a path by way of an import that binds its first name.
    fn resolve_import(
        &self,
        id: Id,
        import: &Import,
        path: &[String],
        depth: usize,
    ) -> Option<Target> {
        match &import.name {
            Some(name) if *name == path[0] => {
                // `use name;` imports another crate.
                if import.path == [name.as_str()] {
                    return Some(Target::Elsewhere);
                }
                let path = [import.path.as_slice(), &path[1..]].concat();
                Some(self.resolve(id, &path, depth))
            }
            Some(_) => None,
            None => match self.resolve(id, &import.path, depth) {
                Target::Module(target) => self.resolve_in(target, path, depth),
                _ => None,
            },
        }
    }
}

/// File of a module whose child modules are in a folder.
fn module_file(sources: &Sources, folder: &str) -> String {
    [format!("{folder}.rs"), format!("{folder}/mod.rs")]
        .into_iter()
        .find(|file| sources.contains_key(file))
        .unwrap_or_else(|| panic!("no file for the module of `{folder}`"))
}

fn path_attribute(attributes: &[Attribute]) -> Option<String> {
    attributes.iter().find_map(|attribute| {
        let text = attribute.meta.to_token_stream().to_string();
        let path = text.strip_prefix("path = \"")?.strip_suffix('"')?;
        Some(path.to_owned())
    })
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}

fn has_test_attribute(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .any(|attribute| is_test_only(&attribute.meta.to_token_stream()))
}

fn is_exported(item: &ItemMacro) -> bool {
    item.attrs
        .iter()
        .any(|attribute| attribute.path().is_ident("macro_export"))
}

fn item_name(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

#[cfg(test)]
mod tests {
    use super::CrateTree;
    use crate::source::Sources;

    fn edges(files: &[(&str, &str)]) -> Vec<(String, String)> {
        let sources: Sources = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect();
        let edges = CrateTree::parse(&sources, "lib.rs").edges();
        edges.into_iter().map(|edge| (edge.from, edge.to)).collect()
    }

    fn edge(from: &str, to: &str) -> (String, String) {
        (from.to_owned(), to.to_owned())
    }

    #[test]
    fn imports_lead_to_the_file_of_the_item() {
        let found = edges(&[
            ("lib.rs", "mod a; mod b;"),
            (
                "a/mod.rs",
                "mod inner; pub(crate) fn f() { self::inner::g() }",
            ),
            (
                "a/inner.rs",
                "use super::super::b::Thing; pub(super) fn g() {}",
            ),
            ("b.rs", "pub(crate) struct Thing; fn h() { crate::a::f() }"),
        ]);
        assert_eq!(
            found,
            [
                edge("a/inner.rs", "b.rs"),
                edge("a/mod.rs", "a/inner.rs"),
                edge("b.rs", "a/mod.rs"),
            ]
        );
    }

    #[test]
    fn re_exports_are_followed_and_are_not_imports() {
        let found = edges(&[
            ("lib.rs", "mod a; mod b; pub use a::Thing;"),
            (
                "a/mod.rs",
                "mod inner; mod other; pub(crate) use inner::*; pub(crate) use other::Other as Renamed;",
            ),
            ("a/inner.rs", "pub(crate) struct Thing;"),
            ("a/other.rs", "pub(crate) struct Other;"),
            (
                "b.rs",
                "use crate::Thing; fn f() -> crate::a::Renamed { todo!() }",
            ),
        ]);
        assert_eq!(
            found,
            [edge("b.rs", "a/inner.rs"), edge("b.rs", "a/other.rs")]
        );
    }

    #[test]
    fn function_with_the_name_of_its_module_is_found() {
        let found = edges(&[
            ("lib.rs", "mod a; fn f() { a::b() }"),
            ("a/mod.rs", "mod b; pub(crate) use b::b;"),
            ("a/b.rs", "pub(crate) fn b() {}"),
        ]);
        assert_eq!(found, [edge("lib.rs", "a/b.rs")]);
    }

    #[test]
    fn module_with_the_name_of_a_function_is_found() {
        let found = edges(&[
            ("lib.rs", "mod a; mod b; fn a() { b::g() }"),
            ("a.rs", "pub(crate) fn f() {}"),
            ("b.rs", "use super::a; pub(crate) fn g() { a::f() }"),
        ]);
        assert_eq!(found, [edge("b.rs", "a.rs"), edge("lib.rs", "b.rs")]);
    }

    #[test]
    fn paths_through_an_imported_module_are_followed() {
        let found = edges(&[
            ("lib.rs", "mod a; mod b;"),
            ("a/mod.rs", "mod inner; pub(crate) use inner::Thing;"),
            ("a/inner.rs", "pub(crate) struct Thing;"),
            ("b.rs", "use crate::a; fn f() -> a::Thing { todo!() }"),
        ]);
        assert_eq!(found, [edge("b.rs", "a/inner.rs")]);
    }

    #[test]
    fn exported_macros_are_defined_where_they_are_written() {
        let found = edges(&[
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "#[macro_export] macro_rules! m { () => {} }"),
            ("b.rs", "fn f() { crate::m!() }"),
        ]);
        assert_eq!(found, [edge("b.rs", "a.rs")]);
        let found = edges(&[
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "macro_rules! m { () => {} } pub(crate) use m;"),
            ("b.rs", "use crate::a::m;"),
        ]);
        assert_eq!(found, [edge("b.rs", "a.rs")]);
    }

    #[test]
    fn tests_and_other_crates_are_left_out() {
        let found = edges(&[
            ("lib.rs", "mod a; mod b; pub use other::Kind;"),
            (
                "a.rs",
                "#[cfg(test)] mod tests { use crate::b::f; } use crate::Kind; use std::fmt;",
            ),
            (
                "b.rs",
                "#[cfg(test)] mod tests; pub(crate) fn f() { fmt::format() }",
            ),
        ]);
        assert_eq!(found, []);
    }
}
