-- Puts taken reminders into a batch of their own, which no process holds: they come again when its lease runs out,
-- however long the rest of their batch is held. Begins with `batch.lua`.
--
-- KEYS  taken, leases, fence
-- ARGV  as in batch.lua
-- Returns `is_mine`.
if #mine == 0 then
  return is_mine
end
remove_mine()
local time = redis.call('TIME')
local micros = time[1] * 1000000 + time[2]
local own = math.max(redis.call('INCR', KEYS[3]), micros)
redis.call('SET', KEYS[3], own)
redis.call('HSET', taken, own, table.concat(mine))
redis.call('ZADD', leases, math.floor(micros / 1000) + lease, own)
return is_mine
