//! The files in `.github` agree with the repository: the workflow runs every step, dependabot sees every package, and
//! the issue forms have the keys that GitHub requires.

#![expect(
    clippy::unwrap_used,
    reason = "a file that cannot be read fails the test"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use yaml_rust2::{Yaml, YamlLoader};

/// Steps of `.ci/run` that are not jobs: every job runs `tools`, and `schema` needs Plain's own files.
const WITHOUT_JOB: [&str; 2] = ["tools", "schema"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn yaml(path: &str) -> Yaml {
    let mut documents = YamlLoader::load_from_str(&read(path)).unwrap();
    assert_eq!(documents.len(), 1, "{path}");
    documents.remove(0)
}

/// The strings of a list, none of them twice.
fn strings(list: &Yaml) -> BTreeSet<String> {
    let items: Vec<_> = list.as_vec().unwrap().iter().collect();
    let strings: BTreeSet<String> = items
        .iter()
        .map(|it| it.as_str().unwrap().to_owned())
        .collect();
    assert_eq!(strings.len(), items.len(), "{strings:?}");
    strings
}

/// Names of the steps of a script, each of which is a function of it.
fn steps(script: &str) -> BTreeSet<String> {
    let text = read(script);
    let (_, list) = text.split_once("\nsteps=(").unwrap();
    let steps = list.split_once(')').unwrap().0.split_whitespace();
    steps
        .inspect(|step| assert!(text.contains(&format!("\n{step}() {{")), "{script}: {step}"))
        .map(str::to_owned)
        .collect()
}

/// The commands of a job that run a step of its matrix.
fn step_commands(job: &Yaml) -> Vec<&str> {
    let steps = job["steps"].as_vec().unwrap().iter();
    steps
        .filter_map(|step| step["run"].as_str())
        .filter(|command| command.ends_with("${{ matrix.step }}"))
        .collect()
}

#[test]
fn workflow_has_a_job_for_each_step() {
    let workflow = yaml(".github/workflows/ci.yml");
    for (job, script, without) in [
        ("check", ".ci/run", &WITHOUT_JOB[..]),
        ("release", ".ci/release", &[]),
    ] {
        let job = &workflow["jobs"][job];
        let mut expected = steps(script);
        for step in without {
            assert!(expected.remove(*step), "{script}: {step}");
        }
        assert_eq!(strings(&job["strategy"]["matrix"]["step"]), expected);
        let commands = step_commands(job);
        assert_eq!(commands.len(), 1, "{commands:?}");
        assert!(commands[0].contains(&format!("{script} ")), "{commands:?}");
    }
}

#[test]
fn contributing_describes_each_step() {
    let text = read("CONTRIBUTING.md");
    for script in [".ci/run", ".ci/release"] {
        for step in steps(script) {
            let row = format!("\n| `{step}` | ");
            assert!(step == "tools" || text.contains(&row), "{script}: {step}");
        }
    }
}

/// Folders at most two levels deep that have a file of this name and content, as dependabot writes them.
fn folders_with(file: &str, content: &str) -> BTreeSet<String> {
    let is_visible = |folder: &PathBuf| {
        let name = folder.file_name().unwrap().to_str().unwrap();
        !name.starts_with('.') && !matches!(name, "target" | "node_modules")
    };
    let children = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        paths.filter(|it| it.is_dir()).filter(is_visible).collect()
    };
    let mut folders = vec![root().to_owned()];
    for folder in children(root()) {
        folders.extend(children(&folder));
        folders.push(folder);
    }
    folders
        .iter()
        .filter(|folder| {
            fs::read_to_string(folder.join(file)).is_ok_and(|text| text.contains(content))
        })
        .map(|folder| format!("/{}", folder.strip_prefix(root()).unwrap().display()))
        .collect()
}

#[test]
fn dependabot_sees_every_lock_file() {
    let dependabot = yaml(".github/dependabot.yml");
    assert_eq!(dependabot["version"].as_i64(), Some(2));
    let directories = |ecosystem: &str| {
        let mut updates = dependabot["updates"].as_vec().unwrap().iter();
        let update = updates.find(|it| it["package-ecosystem"].as_str() == Some(ecosystem));
        strings(&update.unwrap()["directories"])
    };
    assert_eq!(
        directories("cargo"),
        folders_with("Cargo.toml", "[workspace]")
    );
    assert_eq!(
        directories("npm"),
        folders_with("package-lock.json", "lockfileVersion")
    );
}

#[test]
fn issue_forms_have_the_keys_that_github_requires() {
    let mut forms = 0;
    for entry in fs::read_dir(root().join(".github/ISSUE_TEMPLATE")).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        let form = yaml(&format!(".github/ISSUE_TEMPLATE/{file}"));
        if file == "config.yml" {
            assert!(form["blank_issues_enabled"].as_bool().is_some());
            continue;
        }
        forms += 1;
        for key in ["name", "description"] {
            assert!(form[key].as_str().is_some(), "{file}: {key}");
        }
        let mut ids = BTreeSet::new();
        for field in form["body"].as_vec().unwrap() {
            let kind = field["type"].as_str().unwrap();
            assert!(matches!(kind, "input" | "textarea"), "{file}: {kind}");
            let id = field["id"].as_str().unwrap();
            assert!(ids.insert(id), "{file}: {id}");
            assert!(
                field["attributes"]["label"].as_str().is_some(),
                "{file}: {id}"
            );
        }
    }
    assert!(forms > 0);
}
