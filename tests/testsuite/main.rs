//! The tests of carepress: one program, with a module for each subject. `tests/README.md` says where a test goes.

#[macro_use]
mod support;

mod approve;
mod build;
mod checks;
mod cms;
mod command_line;
mod content;
mod contrast;
mod denials;
mod edit;
mod first_do_no_harm;
mod fit;
mod fixes;
mod fuzzed;
mod gfm;
mod headers;
mod help_page;
mod hostile;
mod house;
mod icon_arrays;
mod init;
mod manual;
mod markup;
mod moment;
mod new;
mod outputs;
mod outside;
mod own_files;
mod paths;
mod phones;
mod pictures;
mod promises;
mod publication;
mod rebuild;
mod register;
mod rename;
mod same_bytes;
mod sarif;
mod saves;
mod schema;
mod scripts;
mod serve;
mod serve_hostile;
mod snapshot;
#[macro_use]
mod swapped;
mod templates;
mod terminal;
mod yaml_messages;
