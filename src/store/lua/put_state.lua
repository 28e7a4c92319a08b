-- Writes an account's state and what is to be told of it, if the one who writes still holds the account's lease.
--
-- KEYS  as in copy.lua, then round, state
-- ARGV  as in copy.lua, then the fence, the state, the number of notices, and each
-- Returns 1, or 0 when the lease is lost.
local fence, record = arguments(2)
if redis.call('HGET', KEYS[9], 'fence') ~= fence then
  return 0
end
redis.call('SET', KEYS[10], record)
for _ = 1, count() do
  put_notice(notices)
end
return 1
