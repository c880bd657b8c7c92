//! Directed graphs of names.

use std::collections::{BTreeMap, BTreeSet};

/// Nodes and their successors.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    successors: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    pub(crate) fn insert(&mut self, from: &str, to: &str) {
        let successors = self.successors.entry(from.to_owned()).or_default();
        successors.insert(to.to_owned());
        self.successors.entry(to.to_owned()).or_default();
    }

    /// Sets of two or more nodes that reach each other.
    pub(crate) fn cycles(&self) -> Vec<BTreeSet<&str>> {
        let mut remaining: BTreeSet<&str> = self.successors.keys().map(String::as_str).collect();
        let mut cycles = Vec::new();
        while let Some(node) = remaining.pop_first() {
            let reachable = self.reachable(node);
            let mut cycle: BTreeSet<&str> = reachable
                .into_iter()
                .filter(|other| self.reachable(other).contains(node))
                .collect();
            cycle.insert(node);
            remaining.retain(|other| !cycle.contains(other));
            if cycle.len() > 1 {
                cycles.push(cycle);
            }
        }
        cycles
    }

    /// Nodes in layers, each node below all that lead to it. The nodes of a cycle are left out.
    pub(crate) fn layers(&self) -> Vec<Vec<&str>> {
        let mut remaining: BTreeSet<&str> = self.successors.keys().map(String::as_str).collect();
        let mut layers = Vec::new();
        loop {
            let below: BTreeSet<&str> = remaining
                .iter()
                .flat_map(|node| &self.successors[*node])
                .map(String::as_str)
                .collect();
            let layer: Vec<&str> = remaining.difference(&below).copied().collect();
            if layer.is_empty() {
                return layers;
            }
            remaining.retain(|node| !layer.contains(node));
            layers.push(layer);
        }
    }

    fn reachable(&self, node: &str) -> BTreeSet<&str> {
        let mut reachable = BTreeSet::new();
        let mut pending: Vec<&str> = self.successors[node].iter().map(String::as_str).collect();
        while let Some(node) = pending.pop() {
            if reachable.insert(node) {
                pending.extend(self.successors[node].iter().map(String::as_str));
            }
        }
        reachable
    }
}

#[test]
fn cycles_are_sets_of_nodes_that_reach_each_other() {
    let mut graph = Graph::default();
    for (from, to) in [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e")] {
        graph.insert(from, to);
    }
    assert_eq!(graph.cycles(), [BTreeSet::from(["a", "b", "c"])]);
}

#[test]
fn layers_put_each_node_below_all_that_lead_to_it() {
    let mut graph = Graph::default();
    for (from, to) in [("a", "b"), ("a", "c"), ("b", "c")] {
        graph.insert(from, to);
    }
    assert_eq!(graph.layers(), [["a"], ["b"], ["c"]]);
}
