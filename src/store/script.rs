//! A script, called by its digest: `EVALSHA`, or `EVAL` if the node does not know it yet.
//!
//! `SCRIPT LOAD` would go to all primaries of a cluster and fail if one is down. `EVAL` goes where the keys are, and
//! also teaches the script to a replica that was just promoted.

use redis::aio::ConnectionLike;
use redis::{Cmd, ErrorKind, FromRedisValue, RedisResult, ServerErrorKind, ToRedisArgs};

/// A Lua script. All keys of a call must be in one slot.
#[derive(Debug)]
pub(super) struct Script {
    code: String,
    digest: String,
}

/// A call of a script, with its keys and arguments so far.
pub(super) struct ScriptInvocation<'a> {
    script: &'a Script,
    keys: Vec<Vec<u8>>,
    arguments: Vec<Vec<u8>>,
}

impl Script {
    pub(super) fn new(code: &str) -> Self {
        Self { code: code.to_owned(), digest: redis::Script::new(code).get_hash().to_owned() }
    }

    /// A call with its first key.
    pub(super) fn key(&self, key: impl ToRedisArgs) -> ScriptInvocation<'_> {
        let mut call = self.prepare_invoke();
        call.key(key);
        call
    }

    /// A call without keys and arguments.
    pub(super) fn prepare_invoke(&self) -> ScriptInvocation<'_> {
        ScriptInvocation { script: self, keys: Vec::new(), arguments: Vec::new() }
    }
}

impl ScriptInvocation<'_> {
    /// Adds a key.
    pub(super) fn key(&mut self, key: impl ToRedisArgs) -> &mut Self {
        key.write_redis_args(&mut self.keys);
        self
    }

    /// Adds an argument.
    pub(super) fn arg(&mut self, argument: impl ToRedisArgs) -> &mut Self {
        argument.write_redis_args(&mut self.arguments);
        self
    }

    /// Calls the script.
    pub(super) async fn invoke_async<T: FromRedisValue>(&self, connection: &mut impl ConnectionLike) -> RedisResult<T> {
        let called = self.command("EVALSHA", &self.script.digest).query_async(connection).await;
        match called {
            Err(error) if error.kind() == ErrorKind::Server(ServerErrorKind::NoScript) => {
                self.eval().query_async(connection).await
            }
            called => called,
        }
    }

    /// The call with the whole script, for a node that is called by address.
    pub(super) fn eval(&self) -> Cmd {
        self.command("EVAL", &self.script.code)
    }

    fn command(&self, name: &str, script: &str) -> Cmd {
        let mut command = redis::cmd(name);
        command.arg(script).arg(self.keys.len()).arg(&self.keys).arg(&self.arguments);
        command
    }
}
