//! What Linux tells of a running process, by `proc(5)`: nothing once it has ended.

use std::time::Duration;

/// One of the files about a process.
pub fn read(process: u32, file: &str) -> String {
    std::fs::read_to_string(format!("/proc/{process}/{file}")).unwrap_or_default()
}

/// The processor time that a process has used so far, of all its threads.
pub fn processor_time(process: u32) -> Duration {
    let stat = read(process, "stat");
    let fields: Vec<&str> = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace().collect();
    // Fields 14 and 15, in hundredths of a second; the state, which is the third, stands first here.
    let ticks: u64 = [11, 12].into_iter().filter_map(|at| fields.get(at)?.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// The resident memory of a process, in bytes.
pub fn resident(process: u32) -> u64 {
    let status = read(process, "status");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or_default() * 1_024
}
