-- Takes the right to sync an account, for the length of a lease that this server's clock measures.
--
-- KEYS  round
-- ARGV  the length of the lease (milliseconds)
-- Returns the fence and up to when reminders are planned (seconds since 1970), or nothing while somebody else has it.
local time = redis.call('TIME')
local micros = time[1] * 1000000 + time[2]
local clock = math.floor(micros / 1000)
local left = tonumber(redis.call('HGET', KEYS[1], 'until') or 0) - clock
-- One that lasts longer than a minute was taken before the clock was set back.
if left > 0 and left <= 60000 then
  return false
end
-- After the store was emptied, or has lost its last second, no fence of before may come again.
local fence = math.max(redis.call('HINCRBY', KEYS[1], 'last', 1), micros)
redis.call('HSET', KEYS[1], 'last', fence, 'fence', fence, 'until', clock + tonumber(ARGV[1]))
return { fence, redis.call('HGET', KEYS[1], 'planned') }
