//! Faults while publishing, with the real program: killed, interrupted, without permission, its folder taken away, twice
//! at once, read by others all the while. The published site is the old one or the new one, whole; nothing else is
//! touched; and the next build works and clears up.
//!
//! Kills and errors at every single file operation need `strace`, so they are left out of plain `cargo test`:
//! `cargo test --test faults -- --include-ignored` runs them too, as `tests/run` does. Stepping through the real program
//! from outside was chosen over points of failure inside it: what is tested is what is shipped, down to the last call.
#![cfg(target_os = "linux")]

#[macro_use]
#[allow(dead_code, reason = "this program uses a part of it")]
#[path = "../testsuite/support/mod.rs"]
mod support;
mod versions;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use carepress::disk::output::{Output, Stage};
use versions::{Files, Fixture, read};

/// Calls that change something on the disk, or bring it there, and what each can fail with.
const CALLS: [(&str, &[&str]); 12] = [
    ("openat", &["EACCES", "ENOSPC", "EIO"]),
    ("mkdir", &["ENOSPC", "EACCES"]),
    ("write", &["ENOSPC", "EIO"]),
    ("linkat", &["EMLINK", "EIO"]),
    ("flock", &["ENOLCK"]),
    ("syncfs", &["EIO"]),
    ("fsync", &["EIO"]),
    ("rename", &["EACCES", "EIO"]),
    ("renameat2", &["EACCES", "EIO", "EINVAL"]),
    ("unlinkat", &["EACCES", "EIO"]),
    ("unlink", &["EACCES"]),
    ("rmdir", &["EACCES"]),
];

/// The program under strace, with something done to it at one call.
fn strace(fixture: &Fixture, log: &Path, inject: &[String]) -> std::process::Output {
    let mut command = Command::new("strace");
    let names: Vec<&str> = CALLS.iter().map(|(name, _)| *name).collect();
    command.args(["-f", "-q", "-qq", "-o"]).arg(log).arg("-e").arg(format!("trace={}", names.join(",")));
    for inject in inject {
        command.arg("-e").arg(format!("inject={inject}"));
    }
    command.arg(env!("CARGO_BIN_EXE_carepress")).args(Fixture::arguments(&fixture.public(), &fixture.site()));
    let output = command.env("RAYON_NUM_THREADS", "1").env_remove("RUST_BACKTRACE").output();
    output.expect("strace starts; install the package \"strace\"")
}

/// How often each call is made on the site and beside it, by the thread that makes it most often: strace counts thread
/// by thread. With the first that concerns the site, since the system's own calls come before.
fn counted(fixture: &Fixture) -> BTreeMap<&'static str, std::ops::RangeInclusive<usize>> {
    let log = fixture.folder.path().join("trace");
    assert!(strace(fixture, &log, &[]).status.success(), "strace can't follow programs here (ptrace is forbidden)");
    let text = fs::read_to_string(&log).expect("a trace");
    fs::remove_file(log).expect("it was there");
    let mut calls: BTreeMap<(String, &str), usize> = BTreeMap::new();
    let mut ranges: BTreeMap<&str, std::ops::RangeInclusive<usize>> = BTreeMap::new();
    for line in text.lines() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let Some((name, _)) = CALLS.iter().find(|(name, _)| rest.trim_start().starts_with(&format!("{name}("))) else {
            continue;
        };
        let number = calls.entry((thread.to_owned(), *name)).or_default();
        *number += 1;
        let concerns_site = rest.contains(fixture.folder.path().to_str().expect("a path")) || *name != "openat";
        if concerns_site {
            let range = ranges.entry(name).or_insert(*number..=*number);
            *range = *range.start().min(number)..=*range.end().max(number);
        }
    }
    ranges
}

#[test]
#[ignore = "needs strace: cargo test --test faults -- --include-ignored"]
fn killed_at_every_file_operation() {
    let mut killed = 0;
    let mut found = Vec::new();
    for first in [false, true] {
        let fixture = Fixture::new();
        fixture.reset(first);
        let log = fixture.folder.path().join("site/trace");
        let ranges = counted(&fixture);
        for (name, range) in &ranges {
            for number in range.clone() {
                fixture.reset(first);
                let output = strace(&fixture, &log, &[format!("{name}:signal=SIGKILL:when={number}")]);
                let _ = fs::remove_file(&log);
                killed += usize::from(!output.status.success());
                let faults = fixture.faults(first);
                found.extend(faults.into_iter().map(|fault| format!("killed at {name} {number}: {fault}")));
            }
        }
        assert!(ranges.contains_key("mkdir") && ranges.contains_key("syncfs"), "{ranges:?}");
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(killed > 80, "only {killed} builds were killed");
}

#[test]
#[ignore = "needs strace: cargo test --test faults -- --include-ignored"]
fn an_error_at_every_file_operation() {
    let fixture = Fixture::new();
    fixture.reset(false);
    let log = fixture.folder.path().join("site/trace");
    let mut failed = 0;
    let mut found = Vec::new();
    for (name, range) in counted(&fixture) {
        let errors = CALLS.iter().find(|(known, _)| *known == name).map_or(&[][..], |(_, errors)| errors);
        for number in range {
            let error = errors[number % errors.len()];
            fixture.reset(false);
            let output = strace(&fixture, &log, &[format!("{name}:error={error}:when={number}")]);
            let _ = fs::remove_file(&log);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            let code = output.status.code();
            // An error that stops nothing (a link that becomes a copy, a folder that is removed the next time) is no
            // failure; one that does is said.
            // Where the first word of every thread fails, there is nothing to say it with.
            let is_said = said.starts_with("carepress: ") || name == "write" && said.is_empty();
            let fine = code == Some(0) || code == Some(2) && is_said;
            if !fine || said.contains("panicked") {
                found.push(format!("{error} at {name} {number}: ends with {code:?}: {said}"));
            }
            failed += usize::from(code == Some(2));
            if code == Some(0) && read(&fixture.public()) != fixture.new {
                found.push(format!("{error} at {name} {number}: says that all is well, and it is not"));
            }
            found.extend(fixture.faults(false).into_iter().map(|fault| format!("{error} at {name} {number}: {fault}")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(failed > 20, "only {failed} builds failed");
}

#[test]
#[ignore = "needs strace: cargo test --test faults -- --include-ignored"]
fn a_disk_that_is_full_and_stays_full() {
    let fixture = Fixture::new();
    let log = fixture.folder.path().join("site/trace");
    for calls in ["write", "mkdir", "write,mkdir,linkat"] {
        fixture.reset(false);
        let inject: Vec<String> = calls.split(',').map(|call| format!("{call}:error=ENOSPC")).collect();
        let output = strace(&fixture, &log, &inject);
        let _ = fs::remove_file(&log);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        // With no room for a word, there is none on the terminal either.
        assert!(
            output.status.code() == Some(2) && (said.starts_with("carepress: ") || calls.contains("write")),
            "{said}"
        );
        assert_eq!(read(&fixture.public()), fixture.old, "{calls}");
        let faults = fixture.faults(false);
        assert!(faults.is_empty(), "{calls}: {faults:?}");
    }
}

#[test]
fn however_little_memory_there_is() {
    // From too little to start with to enough, in kB of addresses: each build ends elsewhere.
    const MOST: usize = 400_000;
    let fixture = Fixture::new();
    let (mut ended_with_a_word, mut is_built) = (0, false);
    for most in (16_000..MOST).step_by(4_000) {
        fixture.reset(false);
        let program = fixture.command();
        let mut limited = Command::new("sh");
        limited.args(["-c", &format!("ulimit -c 0; ulimit -v {most} && exec \"$0\" \"$@\"")]);
        limited.arg(program.get_program()).args(program.get_args());
        let output = limited.env("RAYON_NUM_THREADS", "2").env_remove("RUST_BACKTRACE").output().expect("it starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!said.contains("panicked"), "{most} kB: {said}");
        is_built = output.status.success();
        if is_built {
            break;
        }
        // Below the size of the program, the system does not start it.
        let has_word = !said.trim().is_empty();
        assert!(has_word || ended_with_a_word == 0, "{most} kB: it ends without a word, {:?}", output.status);
        ended_with_a_word += usize::from(has_word);
        let faults = fixture.faults(false);
        assert!(faults.is_empty(), "{most} kB: {faults:?}");
    }
    assert!(is_built && ended_with_a_word > 4, "{ended_with_a_word} builds ended early");
}

#[test]
#[ignore = "needs a disk of its own, and so root: cargo test --test faults -- --include-ignored"]
fn a_real_disk_that_is_full() {
    let fixture = Fixture::new();
    let disk = fixture.folder.path().join("www/disk");
    fs::create_dir(&disk).expect("a folder");
    let mount =
        Command::new("mount").args(["-t", "tmpfs", "-o", "size=128k", "tmpfs"]).arg(&disk).output().expect("mount");
    if !mount.status.success() {
        // Not root, or in a container: the same is tried above, without a disk.
        fs::remove_dir(&disk).expect("it is empty");
        return a_disk_that_is_full_and_stays_full();
    }
    let build = |fill: usize| {
        fs::write(disk.join("filling"), vec![0_u8; fill]).expect("there is room");
        let arguments = Fixture::arguments(&disk.join("public"), &fixture.site());
        let output = Command::new(env!("CARGO_BIN_EXE_carepress")).args(arguments).output().expect("it starts");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned(), read(&disk.join("public")))
    };
    let results: Vec<_> = [100_000, 40_000, 0].into_iter().map(build).collect();
    let unmounted = Command::new("umount").arg(&disk).status().expect("umount").success();
    for (code, said, files) in &results[..1] {
        assert!(*code == Some(2) && said.contains("No space left on device"), "{said}");
        assert!(files.is_empty(), "nothing was published");
    }
    let (code, said, files) = &results[2];
    assert!(*code == Some(0), "{said}");
    assert_eq!(files, &fixture.new, "with room again, the next build works");
    assert!(unmounted);
    fs::remove_dir(&disk).expect("it is empty");
}

/// Ends a build by a signal after many different times. Ctrl-C on a terminal is SIGINT.
fn ended_by(signal: &str) {
    let fixture = Fixture::new();
    fixture.reset(false);
    let begun = Instant::now();
    assert!(fixture.command().output().expect("it starts").status.success());
    let whole = begun.elapsed();
    let mut ended = 0;
    for step in 0..40_u32 {
        fixture.reset(false);
        let mut child = fixture.command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        thread::sleep(whole * step / 40);
        let id = child.id().to_string();
        let _ = Command::new("kill").args([signal, &id]).stderr(Stdio::null()).status();
        ended += u32::from(child.wait().expect("it ends").code().is_none());
        let faults = fixture.faults(false);
        assert!(faults.is_empty(), "{signal} after {:?}: {faults:?}", whole * step / 40);
    }
    assert!(ended > 5, "only {ended} builds were ended");
}

#[test]
fn interrupted_by_a_person() {
    ended_by("-INT");
}

#[test]
fn killed_at_any_time() {
    ended_by("-KILL");
}

/// The program as somebody who may not do everything: root is asked for no permission.
fn as_nobody(fixture: &Fixture) -> std::process::Output {
    let program = fixture.folder.path().join("site/carepress");
    fs::copy(env!("CARGO_BIN_EXE_carepress"), &program).expect("a copy");
    let mut command = Command::new(&program);
    command.args(Fixture::arguments(&fixture.public(), &fixture.site()));
    let is_root = Command::new("id").arg("-u").output().expect("id").stdout == b"0\n";
    if is_root {
        command.uid(65_534).gid(65_534);
    }
    let output = command.output().expect("it starts");
    fs::remove_file(program).expect("it was there");
    output
}

#[test]
fn without_permission() {
    let fixture = Fixture::new();
    let mode = |path: &Path, mode: u32| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
    let www = fixture.folder.path().join("www");
    mode(fixture.folder.path(), 0o755);
    // A parent that can't be written, and one that can't be looked into.
    for (parent, says) in [(0o555, "Permission denied"), (0o000, "Permission denied")] {
        fixture.reset(false);
        mode(&www, parent);
        let output = as_nobody(&fixture);
        mode(&www, 0o755);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.starts_with("carepress: ") && said.contains(says), "{said}");
        assert_eq!(read(&fixture.public()), fixture.old);
        let faults = fixture.faults(false);
        assert!(faults.is_empty(), "{faults:?}");
    }
    // Sources that can't be read.
    fixture.reset(false);
    let page = fixture.site().join("content/page.md");
    mode(&page, 0o000);
    let output = as_nobody(&fixture);
    mode(&page, 0o644);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && said.contains("can't read content/page.md"), "{said}");
    assert_eq!(read(&fixture.public()), fixture.old);
}

#[test]
fn the_folders_are_taken_away_during_the_build() {
    let fixture = Fixture::new();
    for taken in [".public.carepress-new", "public", ".public.carepress-lock"] {
        for round in 0..8_u64 {
            fixture.reset(false);
            let path = fixture.folder.path().join("www").join(taken);
            let mut child = fixture.command().stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts");
            let begun = Instant::now();
            while child.try_wait().expect("a state").is_none() && begun.elapsed() < Duration::from_secs(20) {
                if begun.elapsed() > Duration::from_millis(4 * round) {
                    let _ = fs::remove_dir_all(&path);
                    let _ = fs::remove_file(&path);
                }
            }
            let output = child.wait_with_output().expect("it ends");
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.code() == Some(0) || said.starts_with("carepress: "), "{taken}: {said}");
            // What somebody else removes is gone; what the program publishes is whole, and the next build puts all right.
            let mut faults = fixture.faults(false);
            faults.retain(|fault| taken != "public" || !fault.contains("missing or other"));
            assert!(faults.is_empty(), "{taken}, round {round}: {faults:?}\n{said}");
        }
    }
}

#[test]
fn what_others_do_to_the_new_site_is_noticed_before_it_is_published() {
    let place = tempfile::tempdir().expect("a folder");
    let (root, target) = (place.path().join("site"), place.path().join("public"));
    let new = place.path().join(".public.carepress-new/a/index.html");
    let publish = |meddle: &dyn Fn()| {
        let stage = Stage::begin(&target, &root, None).expect("a new site");
        stage.write(Output::text("index.html", "<p>home".to_owned(), "index.md")).expect("written");
        stage.write(Output::text("a/index.html", "<p>words".to_owned(), "a.md")).expect("written");
        meddle();
        stage.publish().map(|(published, _)| published.files)
    };
    let taken: &dyn Fn() = &|| fs::remove_file(&new).expect("removed");
    let cut: &dyn Fn() = &|| fs::write(&new, "<p>").expect("cut short");
    let replaced: &dyn Fn() = &|| {
        fs::remove_file(&new).expect("removed");
        fs::create_dir(&new).expect("a folder");
    };
    let added: &dyn Fn() = &|| fs::write(new.with_file_name("more.html"), "<p>").expect("written");
    for meddle in [taken, cut, replaced, added] {
        let error = publish(meddle).expect_err("refused").to_string();
        assert!(error.ends_with("was changed while the site was written to it; build again"), "{error}");
        assert_eq!(fs::read_dir(place.path()).expect("a folder").count(), 0, "something is left");
    }
    assert_eq!(publish(&|| ()).expect("published"), 2);
}

#[test]
fn many_builds_at_once() {
    let fixture = Fixture::new();
    for _ in 0..5 {
        fixture.reset(false);
        let builds: Vec<_> = (0..4)
            .map(|_| fixture.command().stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts"))
            .collect();
        let ended: Vec<_> = builds.into_iter().map(|build| build.wait_with_output().expect("it ends")).collect();
        assert!(ended.iter().any(|output| output.status.success()), "{ended:?}");
        for output in &ended {
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success() || said.contains("another carepress is writing this site"), "{said}");
        }
        assert_eq!(read(&fixture.public()), fixture.new);
        assert!(fixture.faults(false).is_empty());
    }
}

#[test]
fn a_reader_meets_a_whole_page_at_every_moment() {
    read_during(150);
}

#[test]
#[ignore = "takes long: cargo test --test faults -- --include-ignored"]
fn a_reader_meets_a_whole_page_at_every_moment_of_a_thousand_swaps() {
    read_during(1_000);
}

/// Publishes two versions in turn, as often as is said, while another thread reads every file by its path again and
/// again. Each file is there at every moment, and is the one of either version, whole.
fn read_during(swaps: usize) {
    let fixture = Fixture::new();
    let compile = |site: &Path| {
        let compiled = carepress::build::compile(site, support::options()).expect("the folder can be read");
        compiled.plan.expect("the settings are fine")
    };
    // The same site with one page in two versions, so that both have the same files.
    let (site, other) = (fixture.site(), tempfile::tempdir().expect("a folder"));
    let copied = other.path().join("site");
    for (path, bytes) in read(&site) {
        let file = copied.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, bytes).expect("written");
    }
    let page = copied.join("content/page.md");
    let text =
        fs::read_to_string(&page).expect("a page").replace("Rest tomorrow", &"Walk, and rest tomorrow ".repeat(40));
    fs::write(page, text).expect("written");
    let (one, two) = (compile(&site), compile(&copied));
    let public = fixture.public();
    let publish = |plan: &carepress::build::Plan, root: &Path| {
        let outcome =
            carepress::build::publish(plan, &mut carepress::build::cache::Cache::default(), root, &public, &|_| ())
                .expect("published");
        assert!(matches!(outcome, carepress::build::Outcome::Published(_)));
    };
    publish(&two, &copied);
    let versions: [Files; 2] = [read(&public), {
        publish(&one, &site);
        read(&public)
    }];
    assert!(versions[0] != versions[1] && versions[0].keys().eq(versions[1].keys()));
    let (done, reads) = (AtomicBool::new(false), AtomicUsize::new(0));
    thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut found = Vec::new();
            while !done.load(Ordering::Relaxed) && found.len() < 5 {
                for path in versions[0].keys() {
                    reads.fetch_add(1, Ordering::Relaxed);
                    match fs::read(public.join(path)) {
                        Ok(bytes) if versions.iter().any(|version| version[path] == bytes) => {}
                        Ok(bytes) => found.push(format!("{path} has {} bytes of neither version", bytes.len())),
                        Err(error) => found.push(format!("{path}: {error}")),
                    }
                }
            }
            found
        });
        for round in 0..swaps {
            if round % 2 == 0 { publish(&two, &copied) } else { publish(&one, &site) }
        }
        done.store(true, Ordering::Relaxed);
        let found = reader.join().expect("the reader ends");
        assert!(found.is_empty(), "{}", found.join("\n"));
    });
    assert!(reads.load(Ordering::Relaxed) > swaps, "the reader read hardly anything");
}
