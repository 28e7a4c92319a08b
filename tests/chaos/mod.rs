//! Breaking things for real: the built program, a real `redis-server`, real signals, and faults at Google and Telegram.
//!
//! One file a class of failure; that of the clocks' changes needs no process, only every zone there is. Each runs a few
//! times in `make test`, with a fixed seed, and asserts what is lost and what is doubled; `make chaos` runs them as often
//! as it is told, holds the bars of time as well, and prints a table.

mod accounts;
mod deadly;
mod failover;
mod forged;
mod google_faults;
mod jumps;
mod kills;
mod lost_answers;
mod moving_calendar;
mod moving_list;
mod rates;
mod redis_away;
mod second_thoughts;
mod several;
mod shards;
pub mod stage;
mod telegram_faults;
mod transitions;
