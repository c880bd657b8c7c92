//! The layers of each crate, and imports that run against them.

use std::collections::{BTreeMap, BTreeSet};

use crate::crate_tree::{CrateTree, Edge};
use crate::graph::Graph;
use crate::source::{CRATES, Sources, rust_files};

/// Allowed imports of a crate.
struct Layers {
    /// Package that has the crate.
    package: &'static str,
    /// Root files, of the library and of programs.
    roots: &'static [&'static str],
    /// Top-level modules from top to bottom: each imports from the layers below it. Those of one
    /// layer do not import each other. `lib` is `lib.rs`.
    order: &'static [&'static [&'static str]],
    /// Cycles among files that have a reason.
    cycles: &'static [AllowedCycle],
}

/// A cycle among files that has a reason.
struct AllowedCycle {
    files: &'static [&'static str],
    #[expect(dead_code, reason = "it is for the reader")]
    reason: &'static str,
}

/// Layers of each published crate.
const LAYERS: [Layers; CRATES.len()] = [
    Layers {
        package: "plain-schema",
        roots: &["lib.rs"],
        order: &[
            &["lib"],
            &["card_request", "constructor"],
            &["component", "operation", "thread_field"],
            &["event"],
            &["entity"],
            &["property", "permission"],
            &["list"],
            &["context", "enumeration", "identifier", "markdown"],
            &["rules"],
            &["violation"],
        ],
        cycles: &[],
    },
    Layers {
        package: "plain-macros",
        roots: &["lib.rs"],
        order: &[
            &["lib"],
            &["panic_net"],
            &["editor"],
            &["syntax", "desugar"],
            &["check", "emit"],
            &["describe", "foreign", "markdown"],
            &["model"],
            &["diagnostic", "template", "suggest"],
            &["keyword", "literal"],
        ],
        cycles: &[
            AllowedCycle {
                files: &[
                    "syntax/argument.rs",
                    "syntax/control_flow.rs",
                    "syntax/list.rs",
                ],
                reason: "lists have components, whose arguments have lists; so do control flow's blocks",
            },
            AllowedCycle {
                files: &[
                    "check/argument.rs",
                    "check/component.rs",
                    "check/list.rs",
                    "check/value.rs",
                ],
                reason: "lists have components, whose arguments have values, which may be lists",
            },
        ],
    },
    Layers {
        package: "plain-runtime",
        roots: &["lib.rs"],
        order: &[
            &["lib"],
            &["blocking", "macros"],
            &["client", "interpolate"],
            &["error", "graphql", "response"],
            &["input"],
        ],
        cycles: &[],
    },
    Layers {
        package: "plain-endpoints",
        roots: &["lib.rs"],
        order: &[
            &["lib"],
            &["builder", "service", "testing"],
            &["answer"],
            &["cards", "response", "run"],
            &["authentication", "failure"],
            &["handler", "signature"],
            &["request", "watchdog"],
        ],
        cycles: &[],
    },
    Layers {
        package: "plain-outbox",
        roots: &["lib.rs", "bin/plain-outbox/main.rs"],
        order: &[
            &["lib"],
            &["open", "relay"],
            &["builder", "emit", "enqueue_in", "operations"],
            &["enqueue"],
            &["outbox"],
            &["emit_buffer"],
            &["telemetry"],
            &["store"],
            &["pace", "record", "statement"],
            &["error", "event"],
        ],
        cycles: &[],
    },
    Layers {
        package: "plain-sandbox",
        roots: &["lib.rs", "bin/plain-sandbox/main.rs"],
        order: &[
            &["lib"],
            &["sandbox"],
            &["server"],
            &["web"],
            &["cards"],
            &["graphql"],
            &["state"],
            &["access", "fault"],
            &["macro_call", "response"],
            &["workspace"],
            &["connection", "time", "shutdown"],
        ],
        cycles: &[],
    },
];

/// Imports that are not allowed, each in words.
fn violations(layers: &Layers, sources: &Sources) -> Vec<String> {
    let mut violations = Vec::new();
    let mut used_cycles = BTreeSet::new();
    for root in layers.roots {
        let tree = CrateTree::parse(sources, root);
        let edges = tree.edges();
        if *root == "lib.rs" {
            violations.extend(order_violations(layers.order, &tree, &edges));
        }
        for cycle in graph(&edges).cycles() {
            let allowed = layers
                .cycles
                .iter()
                .position(|allowed| cycle == allowed.files.iter().copied().collect());
            match allowed {
                Some(index) => {
                    used_cycles.insert(index);
                }
                None => violations.push(describe_cycle(&cycle, &edges)),
            }
        }
    }
    for (index, cycle) in layers.cycles.iter().enumerate() {
        if !used_cycles.contains(&index) {
            violations.push(format!(
                "no cycle among {}: remove it from the list",
                cycle.files.join(", ")
            ));
        }
    }
    violations
}

fn order_violations(order: &[&[&str]], tree: &CrateTree, edges: &[Edge]) -> Vec<String> {
    let mut violations = Vec::new();
    let level = |module: &str| order.iter().position(|layer| layer.contains(&module));
    let existing: BTreeSet<&str> = tree.files().map(top_level).collect();
    let listed: BTreeSet<&str> = order.iter().copied().flatten().copied().collect();
    for module in existing.difference(&listed) {
        violations.push(format!("`{module}` is not in the list of layers"));
    }
    for module in listed.difference(&existing) {
        violations.push(format!(
            "`{module}` is in the list of layers but does not exist"
        ));
    }
    for edge in edges {
        let (from, to) = (top_level(&edge.from), top_level(&edge.to));
        if from != to && level(from) >= level(to) {
            violations.push(format!(
                "{} imports `{}` from {}, but the order is {}",
                edge.from,
                edge.path,
                edge.to,
                describe_order(order)
            ));
        }
    }
    violations
}

/// Top-level module that a file belongs to.
fn top_level(file: &str) -> &str {
    let first = file.split('/').next().unwrap_or(file);
    first.strip_suffix(".rs").unwrap_or(first)
}

fn graph(edges: &[Edge]) -> Graph {
    let mut graph = Graph::default();
    for edge in edges {
        graph.insert(&edge.from, &edge.to);
    }
    graph
}

fn describe_order(order: &[&[&str]]) -> String {
    let layers: Vec<String> = order.iter().map(|layer| layer.join(" | ")).collect();
    layers.join(", ")
}

fn describe_cycle(cycle: &BTreeSet<&str>, edges: &[Edge]) -> String {
    let mut lines = vec!["files import each other:".to_owned()];
    for Edge { from, to, path } in edges {
        if cycle.contains(from.as_str()) && cycle.contains(to.as_str()) {
            lines.push(format!("    {from} imports `{path}` from {to}"));
        }
    }
    lines.join("\n")
}

#[test]
fn imports_follow_the_layers() {
    let mut violations = Vec::new();
    for package in CRATES {
        let layers = LAYERS.iter().find(|layers| layers.package == package);
        let layers = layers.expect("each crate has layers");
        let sources = rust_files(&format!("{package}/src"));
        for violation in self::violations(layers, &sources) {
            violations.push(format!("{package}: {violation}"));
        }
    }
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}

/// Prints the layers that the imports of each crate have, and its cycles.
#[test]
#[ignore = "prints a report: `cargo test --test house report -- --ignored --nocapture`"]
fn report() {
    for package in CRATES {
        let sources = rust_files(&format!("{package}/src"));
        let edges = CrateTree::parse(&sources, "lib.rs").edges();
        let mut modules = Graph::default();
        let mut weights: BTreeMap<(&str, &str), Vec<&Edge>> = BTreeMap::new();
        for edge in &edges {
            let (from, to) = (top_level(&edge.from), top_level(&edge.to));
            if from != to {
                modules.insert(from, to);
                weights.entry((from, to)).or_default().push(edge);
            }
        }
        println!("== {package}");
        println!("layers from the top: {:?}", modules.layers());
        for cycle in modules.cycles() {
            println!("cycle among modules: {cycle:?}");
            for ((from, to), edges) in &weights {
                if cycle.contains(from) && cycle.contains(to) {
                    let paths: Vec<String> = edges
                        .iter()
                        .map(|edge| format!("{}: {}", edge.from, edge.path))
                        .collect();
                    println!("    {from} -> {to}: {}", paths.join(", "));
                }
            }
        }
        for cycle in graph(&edges).cycles() {
            println!("{}", describe_cycle(&cycle, &edges));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AllowedCycle, Layers, violations};
    use crate::source::Sources;

    fn sources(files: &[(&str, &str)]) -> Sources {
        files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect()
    }

    const LAYERS: Layers = Layers {
        package: "fixture",
        roots: &["lib.rs"],
        order: &[&["lib"], &["top", "other"], &["bottom"]],
        cycles: &[],
    };

    #[test]
    fn imports_from_top_to_bottom_are_allowed() {
        let files = sources(&[
            (
                "lib.rs",
                "mod top; mod other; mod bottom; fn f() { top::g() }",
            ),
            ("top.rs", "use crate::bottom::h; pub fn g() {}"),
            ("other.rs", "use super::bottom::h;"),
            ("bottom.rs", "pub fn h() {}"),
        ]);
        assert_eq!(violations(&LAYERS, &files), Vec::<String>::new());
    }

    #[test]
    fn backwards_import_is_found() {
        let files = sources(&[
            ("lib.rs", "mod top; mod other; mod bottom;"),
            ("top.rs", "pub fn g() {}"),
            ("other.rs", ""),
            ("bottom.rs", "use crate::top::g;"),
        ]);
        assert_eq!(
            violations(&LAYERS, &files),
            [
                "bottom.rs imports `crate::top::g` from top.rs, but the order is lib, top | other, bottom"
            ]
        );
    }

    #[test]
    fn import_within_a_layer_is_found() {
        let files = sources(&[
            ("lib.rs", "mod top; mod other; mod bottom;"),
            ("top.rs", "pub fn g() {}"),
            ("other.rs", "fn f() { crate::top::g() }"),
            ("bottom.rs", ""),
        ]);
        assert_eq!(violations(&LAYERS, &files).len(), 1);
    }

    #[test]
    fn unlisted_and_missing_modules_are_found() {
        let files = sources(&[
            ("lib.rs", "mod top; mod bottom; mod new;"),
            ("top.rs", ""),
            ("bottom.rs", ""),
            ("new.rs", ""),
        ]);
        assert_eq!(
            violations(&LAYERS, &files),
            [
                "`new` is not in the list of layers",
                "`other` is in the list of layers but does not exist",
            ]
        );
    }

    #[test]
    fn cycle_among_files_is_found_unless_it_is_allowed() {
        let files = sources(&[
            ("lib.rs", "mod top; mod other; mod bottom;"),
            ("top.rs", ""),
            ("other.rs", ""),
            ("bottom/mod.rs", "mod a; mod b;"),
            ("bottom/a.rs", "use super::b::g; pub fn f() {}"),
            ("bottom/b.rs", "pub fn g() { super::a::f() }"),
        ]);
        assert_eq!(
            violations(&LAYERS, &files),
            ["files import each other:
    bottom/a.rs imports `super::b::g` from bottom/b.rs
    bottom/b.rs imports `super::a::f` from bottom/a.rs"]
        );
        let layers = Layers {
            cycles: &[AllowedCycle {
                files: &["bottom/a.rs", "bottom/b.rs"],
                reason: "the test's own",
            }],
            ..LAYERS
        };
        assert_eq!(violations(&layers, &files), Vec::<String>::new());
    }

    #[test]
    fn allowed_cycle_that_does_not_exist_is_found() {
        let files = sources(&[
            ("lib.rs", "mod top; mod other; mod bottom;"),
            ("top.rs", ""),
            ("other.rs", ""),
            ("bottom.rs", ""),
        ]);
        let layers = Layers {
            cycles: &[AllowedCycle {
                files: &["top.rs", "bottom.rs"],
                reason: "the test's own",
            }],
            ..LAYERS
        };
        assert_eq!(
            violations(&layers, &files),
            ["no cycle among top.rs, bottom.rs: remove it from the list"]
        );
    }
}
