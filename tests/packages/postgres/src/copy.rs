//! A copy of an installation, to which a test can add extensions.

use std::fs;
use std::io::{Error, Result};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use crate::programs::NAMES;

/// A copy of the programs and the shared files. PostgreSQL finds its files by their place relative to its
/// programs, so both keep it.
#[derive(Debug)]
pub(crate) struct InstallationCopy {
    pub(crate) programs: PathBuf,
    /// Folder of the control files and the SQL of extensions.
    pub(crate) extensions: PathBuf,
}

impl InstallationCopy {
    pub(crate) fn new(programs: &Path, share: &Path, folder: &Path) -> Result<Self> {
        // They may be links on the `PATH`.
        let program = fs::canonicalize(programs.join(NAMES[0]))?;
        let programs = program.parent().unwrap_or(programs);
        let common = programs
            .ancestors()
            .find(|ancestor| share.starts_with(ancestor));
        let common = common.unwrap_or(Path::new("/"));
        let place = |path: &Path| {
            let relative = path.strip_prefix(common).map_err(Error::other)?;
            Ok::<_, Error>(folder.join(relative))
        };
        let copied_programs = place(programs)?;
        fs::create_dir_all(&copied_programs)?;
        for name in NAMES {
            fs::copy(programs.join(name), copied_programs.join(name))?;
        }
        let libraries = |programs: &Path| programs.with_file_name("lib");
        symlink(libraries(programs), libraries(&copied_programs))?;
        let copied_share = place(share)?;
        copy_folder(share, &copied_share)?;
        Ok(Self {
            programs: copied_programs,
            extensions: copied_share.join("extension"),
        })
    }
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        // A link to nothing is neither.
        if from.is_dir() {
            copy_folder(&from, &to)?;
        } else if from.is_file() {
            fs::copy(from, to)?;
        }
    }
    Ok(())
}
