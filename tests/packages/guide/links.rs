//! Links of the guide and of the documents beside it.

use crate::markdown::{fragments, links};
use crate::{documents, pages, read, resolve, root};

#[test]
fn every_link_leads_to_a_file_and_a_heading() {
    let mut broken = Vec::new();
    for (path, page) in documents() {
        for link in links(&page) {
            if link.contains("://") {
                continue;
            }
            let (file, heading) = link.split_once('#').unwrap_or((link.as_str(), ""));
            let target = if file.is_empty() {
                path.clone()
            } else {
                resolve(&path, file)
            };
            let is_found = root().join(&target).exists()
                && (heading.is_empty()
                    || read(&target).is_some_and(|text| {
                        // Renderers number headings that are there twice.
                        fragments(&text).iter().filter(|it| *it == heading).count() == 1
                    }));
            if !is_found {
                broken.push(format!("{path}: {link}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn relative_links_stay_in_the_book() {
    let mut leaving = Vec::new();
    for (path, page) in pages() {
        for link in links(&page) {
            let is_relative = !link.contains("://") && !link.starts_with('#');
            if is_relative && !resolve(&path, &link).starts_with("docs/") {
                leaving.push(format!("{path}: {link}"));
            }
        }
    }
    assert!(leaving.is_empty(), "{}", leaving.join("\n"));
}
