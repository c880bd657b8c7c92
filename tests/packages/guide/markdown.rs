//! Links and headings of Markdown pages.

// Each program that includes this file uses a part of it.
#![allow(dead_code)]

/// The lines of a page outside code blocks.
fn prose(page: &str) -> impl Iterator<Item = &str> {
    let mut fence: Option<&str> = None;
    page.lines().filter(move |line| {
        let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
        match fence {
            None if ticks.len() >= 3 => fence = Some(ticks),
            Some(open) if ticks == open => fence = None,
            None => return true,
            Some(_) => {}
        }
        false
    })
}

/// Removes code spans, in which brackets and parentheses are not links.
fn without_code(line: &str) -> String {
    line.split('`').step_by(2).collect()
}

/// Destinations of the links and pictures of a page.
pub(crate) fn links(page: &str) -> Vec<String> {
    let mut links = Vec::new();
    for line in prose(page).map(without_code) {
        // The definition of a link that is written as `[E1]`.
        if line.starts_with('[')
            && let Some((_, link)) = line.split_once("]: ")
        {
            links.push(link.to_owned());
        }
        for part in line.split("](").skip(1) {
            if let Some((link, _)) = part.split_once(')') {
                links.push(link.to_owned());
            }
        }
    }
    links
}

/// The fragment by which GitHub and mdBook address a heading.
pub(crate) fn fragment(heading: &str) -> String {
    heading
        .to_lowercase()
        .chars()
        .filter_map(|character| match character {
            ' ' => Some('-'),
            '-' | '_' => Some(character),
            _ => character.is_alphanumeric().then_some(character),
        })
        .collect()
}

/// The fragments of all headings. Those that would be there twice get a number from a renderer.
pub(crate) fn fragments(page: &str) -> Vec<String> {
    prose(page)
        .filter_map(|line| line.strip_prefix('#'))
        .map(|line| fragment(line.trim_start_matches('#').trim()))
        .collect()
}
