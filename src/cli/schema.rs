//! `carepress schema [NAME]`: the shape of what editors write, for programs that complete and check it.

pub(super) mod form;
pub mod schemas;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::Value;

use super::put;
use super::terminal::say;
use crate::cli::schema::schemas::{Part, all, schema};
use crate::disk::create;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What the schema is of; without it, all of them are printed as the definitions of one
    #[arg(value_name = "NAME", value_parser = PossibleValuesParser::new(Part::ALL.map(Part::name)))]
    part: Option<String>,
    /// Write each schema to a file of its own in this folder, such as site.schema.json
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let chosen = Part::ALL.into_iter().find(|part| arguments.part.as_deref() == Some(part.name()));
    let Some(folder) = &arguments.output else {
        put(&printed(&chosen.map_or_else(all, schema)))?;
        return Ok(ExitCode::SUCCESS);
    };
    for part in Part::ALL.into_iter().filter(|part| chosen.is_none_or(|chosen| chosen == *part)) {
        let name = file_name(part);
        create::replace(folder, &name, text(part).as_bytes())?;
        say(&format!("{} is written", folder.join(name).display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The name of the file that holds the schema of a part.
pub(super) fn file_name(part: Part) -> String {
    format!("{}.schema.json", part.name())
}

/// What that file holds.
pub(super) fn text(part: Part) -> String {
    printed(&schema(part)) + "\n"
}

/// JSON, indented.
fn printed(schema: &Value) -> String {
    format!("{schema:#}")
}
