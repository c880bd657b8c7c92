//! Applications to build, each in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use plain_benches::cargo;
use plain_benches::process::{self, Cost};
use plain_benches::table::Budget;

use crate::Profile;

const COMMON: &str = "serde_json = \"1\"\ntokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }\n";
const RING: &str = "rustls = { version = \"0.23\", default-features = false, features = [\"ring\", \"std\", \"tls12\"] }\n";

/// An application to build.
pub(crate) struct App {
    pub(crate) name: &'static str,
    dependencies: String,
    main: String,
    /// Dependencies of a test, and the test.
    test: Option<(String, &'static str)>,
}

/// An application with `plain-runtime`, and one without it.
pub(crate) struct Comparison {
    pub(crate) apps: [App; 2],
    /// Bound on the ratio of their CPU times.
    pub(crate) budget: Budget,
}

/// Applications that send an event, with the TLS that reqwest selects.
pub(crate) fn with_client() -> Comparison {
    senders(
        ["with-plain-runtime", "with-reqwest-alone"],
        &cargo::dependency_on("plain-runtime"),
        "rustls",
        "",
    )
}

/// The same applications with ring, which they bring themselves.
pub(crate) fn with_ring() -> Comparison {
    let ours = cargo::dependency_without_features("plain-runtime");
    let ours = ours.replace(" }", ", features = [\"rustls-no-provider\"] }");
    senders(
        ["with-plain-runtime-and-ring", "with-reqwest-and-ring"],
        &ours,
        "rustls-no-provider",
        RING,
    )
}

fn senders(names: [&'static str; 2], ours: &str, tls: &str, provider: &str) -> Comparison {
    // The features that plain-runtime enables.
    let reqwest = format!(
        "reqwest = {{ version = \"0.13\", default-features = false, features = [\"http2\", \"{tls}\", \"system-proxy\"] }}\n"
    );
    let mains = [
        include_str!("../../cold/with_plain_runtime.rs.txt"),
        include_str!("../../cold/with_reqwest_alone.rs.txt"),
    ];
    let install = if provider.is_empty() {
        ""
    } else {
        "    rustls::crypto::ring::default_provider().install_default().unwrap();\n"
    };
    let app = |index: usize, dependency: &str| App {
        name: names[index],
        dependencies: format!("{dependency}{provider}{COMMON}"),
        main: mains[index].replacen(" {\n    let ", &format!(" {{\n{install}    let "), 1),
        test: None,
    };
    Comparison {
        apps: [app(0, ours), app(1, &reqwest)],
        budget: Budget::Max(1.15),
    }
}

/// Applications that print an event as JSON.
pub(crate) fn without_client() -> Comparison {
    let common = "serde_json = \"1\"\n";
    let apps = [
        App {
            name: "without-client",
            dependencies: cargo::dependency_without_features("plain-runtime") + common,
            main: include_str!("../../cold/without_client.rs.txt").to_owned(),
            test: None,
        },
        App {
            name: "with-serde-alone",
            dependencies: format!(
                "serde = {{ version = \"1\", features = [\"derive\"] }}\n{common}"
            ),
            main: include_str!("../../cold/with_serde_alone.rs.txt").to_owned(),
            test: None,
        },
    ];
    Comparison {
        apps,
        budget: Budget::Max(1.3),
    }
}

/// The application with the client: with a test against the sandbox, with one against wiremock, and
/// without a test.
pub(crate) fn with_tests() -> [App; 3] {
    let sandbox = cargo::dependency_without_features("plain-sandbox");
    let sandbox = sandbox.replace(" }", ", features = [\"client\"] }");
    [
        (
            "tested-with-sandbox",
            Some((
                sandbox,
                include_str!("../../cold/tested_with_sandbox.rs.txt"),
            )),
        ),
        (
            "tested-with-wiremock",
            Some((
                "wiremock = \"0.6\"\n".to_owned(),
                include_str!("../../cold/tested_with_wiremock.rs.txt"),
            )),
        ),
        ("without-tests", None),
    ]
    .map(|(name, test)| {
        let [ours, _] = with_client().apps;
        App { name, test, ..ours }
    })
}

/// Cost of a build from scratch.
#[derive(Clone, Copy)]
pub(crate) struct Build {
    pub(crate) cost: Cost,
    /// Number of crates.
    pub(crate) crates: usize,
}

impl App {
    /// Writes the application and downloads its dependencies.
    pub(crate) fn write(&self, folder: &Path) -> Result<()> {
        let folder = folder.join(self.name);
        let (test_dependencies, test) = self.test.as_ref().map_or(("", None), |(it, test)| {
            (it.as_str(), Some((folder.join("tests/event.rs"), test)))
        });
        let manifest = format!(
            "[package]\nname = \"{}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
             [dependencies]\n{}\n[dev-dependencies]\n{test_dependencies}\n[workspace]\n",
            self.name, self.dependencies,
        );
        cargo::write(&folder.join("Cargo.toml"), &manifest)?;
        cargo::write(&folder.join("src/main.rs"), &self.main)?;
        if let Some((path, test)) = test {
            cargo::write(&path, test)?;
        }
        cargo::lock_as_here(&folder)?;
        // Downloads missing crates and removes unused ones from the lock file.
        process::run(cargo::command(&folder).arg("fetch"))?;
        Ok(())
    }

    /// Builds the application from scratch.
    pub(crate) fn build(&self, folder: &Path, profile: Profile) -> Result<Build> {
        self.remove_target(folder)?;
        measure(self.command(folder, "build", profile).arg("--timings"))
    }

    /// Builds the application and its tests from scratch.
    pub(crate) fn build_tests(&self, folder: &Path, profile: Profile) -> Result<Build> {
        self.remove_target(folder)?;
        measure(self.command(folder, "test", profile).arg("--no-run"))
    }

    /// Path of the program after a release build, which reuses an earlier one.
    pub(crate) fn release_program(&self, folder: &Path) -> Result<PathBuf> {
        process::run(&mut self.command(folder, "build", Profile::Release))?;
        Ok(folder
            .join(self.name)
            .join("target/release")
            .join(self.name))
    }

    fn remove_target(&self, folder: &Path) -> Result<()> {
        let target = folder.join(self.name).join("target");
        if target.exists() {
            fs::remove_dir_all(&target)?;
        }
        Ok(())
    }

    fn command(&self, folder: &Path, subcommand: &str, profile: Profile) -> Command {
        let mut command = cargo::command(&folder.join(self.name));
        command.args([subcommand, "--offline"]);
        // Crates from a registry are not compiled incrementally, and those of a path are.
        command.env("CARGO_INCREMENTAL", "0");
        if let Profile::Release = profile {
            command.arg("--release");
        }
        command
    }
}

fn measure(command: &mut Command) -> Result<Build> {
    let (cost, _, stderr) = process::output(command)?;
    let crates = stderr
        .lines()
        .filter(|line| line.trim_start().starts_with("Compiling "))
        .count();
    Ok(Build { cost, crates })
}
