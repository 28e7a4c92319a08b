//! Names processes, so that the next one on the same machine can tell that the one that polled was killed.
//!
//! A name consists of the machine's boot id, the process namespace, the user, the process id and its start time
//! (`proc(5)`). Only a process with the same boot id, namespace and user can be looked up; others may be alive but
//! invisible from here.

use std::fs;
use std::os::unix::fs::MetadataExt;

use rand::RngExt;

/// The unique name of a process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ProcessName(String);

/// Where a process runs, according to its name; `None` where the machine does not tell.
#[derive(Debug, PartialEq, Eq)]
struct Whereabouts<'a> {
    /// The boot id, the namespace and the user.
    machine: &'a str,
    process: u32,
    started: u64,
}

impl ProcessName {
    /// This process's name.
    pub(super) fn own() -> Self {
        let random = format!("{:016x}", rand::rng().random::<u64>());
        Self(own_whereabouts().map_or(random.clone(), |whereabouts| format!("{whereabouts}:{random}")))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the process with this name ran on this machine and is gone.
    pub(super) fn knows_dead(&self, other: &str) -> bool {
        is_dead(&self.0, other, start_of)
    }
}

/// Whether `other` names a process that ran where `own` runs, and is gone; `start_of` returns when the process with an
/// id started, if it is running.
fn is_dead(own: &str, other: &str, start_of: impl Fn(u32) -> Option<u64>) -> bool {
    match (whereabouts(own), whereabouts(other)) {
        (Some(own), Some(other)) => own.machine == other.machine && start_of(other.process) != Some(other.started),
        _ => false,
    }
}

/// Reads `BOOT:NAMESPACE:USER:PROCESS:STARTED:RANDOM`.
fn whereabouts(name: &str) -> Option<Whereabouts<'_>> {
    let (rest, _random) = name.rsplit_once(':')?;
    let (rest, started) = rest.rsplit_once(':')?;
    let (machine, process) = rest.rsplit_once(':')?;
    Some(Whereabouts { machine, process: process.parse().ok()?, started: started.parse().ok()? })
}

fn own_whereabouts() -> Option<String> {
    let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let namespace = fs::metadata("/proc/self/ns/pid").ok()?.ino();
    let user = fs::metadata("/proc/self").ok()?.uid();
    let process = std::process::id();
    let started = start_of(process)?;
    Some(format!("{}:{namespace}:{user}:{process}:{started}", boot.trim()))
}

/// When a process started, in clock ticks since the boot; `None` if it is not running, or is a zombie.
fn start_of(process: u32) -> Option<u64> {
    read_start(&fs::read_to_string(format!("/proc/{process}/stat")).ok()?)
}

/// Reads the start time from `/proc/PID/stat`, whose second field is a name that may contain anything.
fn read_start(stat: &str) -> Option<u64> {
    let (_, fields) = stat.rsplit_once(") ")?;
    let mut fields = fields.split(' ');
    let state = fields.next()?;
    // The start is the 22nd field, the state is the third.
    let started = fields.nth(18)?.parse().ok()?;
    (!["Z", "X"].contains(&state)).then_some(started)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_process_of_the_same_machine_can_be_known_to_be_dead() {
        let own = "boot:1:1000:50:900:aa";
        let runs = |process: u32| (process == 40).then_some(700);
        let cases = [
            ("boot:1:1000:40:700:bb", false),
            ("boot:1:1000:40:650:bb", true),
            ("boot:1:1000:41:700:bb", true),
            ("other:1:1000:41:700:bb", false),
            ("boot:2:1000:41:700:bb", false),
            ("boot:1:1001:41:700:bb", false),
            ("0123456789abcdef", false),
            ("", false),
        ];
        for (other, expected) in cases {
            assert_eq!(is_dead(own, other, runs), expected, "{other}");
        }
        assert!(!is_dead("0123456789abcdef", "boot:1:1000:41:700:bb", runs));
    }

    #[test]
    fn the_start_is_read_whatever_the_process_is_called() {
        let stat = |state: &str| format!("7 (a ) b) {state} 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4321 20 21");
        assert_eq!(read_start(&stat("S")), Some(4321));
        assert_eq!(read_start(&stat("Z")), None);
        assert_eq!(read_start("7 (cut"), None);
    }

    #[test]
    fn this_process_is_alive_to_itself() {
        let own = ProcessName::own();
        assert!(whereabouts(own.as_str()).is_some(), "the machine tells");
        assert!(!own.knows_dead(own.as_str()));
        assert!(!ProcessName::own().knows_dead(own.as_str()));
    }
}
