//! The number of the layout of our records, kept beside them.

use super::{Error, Store};

/// The layout that this version writes.
pub const OURS: u32 = 1;

/// Whether this version may work with what is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// It wrote it, or nothing was there.
    Known,
    /// A newer version wrote it.
    Newer {
        /// Its number.
        number: u32,
    },
}

impl Store {
    /// Looks at the number of the layout, and writes ours where there is none.
    pub async fn schema(&self) -> Result<Schema, Error> {
        let key = self.keys.bot("schema");
        // Redis 6.2 has no `SET` that both writes only what is missing and answers what was there.
        let mut both = redis::pipe();
        both.cmd("SET").arg(&key).arg(OURS).arg("NX").ignore().cmd("GET").arg(&key);
        let (number,): (u32,) = both.query_async(&mut self.connection()).await?;
        Ok(if number > OURS { Schema::Newer { number } } else { Schema::Known })
    }
}
