-- Renews the lease on an account, or with a length of 0 gives it back.
--
-- KEYS  round
-- ARGV  the fence, the length of the lease (milliseconds)
-- Returns 1, or 0 when somebody else has it.
if redis.call('HGET', KEYS[1], 'fence') ~= ARGV[1] then
  return 0
end
if ARGV[2] == '0' then
  redis.call('HDEL', KEYS[1], 'fence', 'until')
  return 1
end
local time = redis.call('TIME')
redis.call('HSET', KEYS[1], 'until', time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[2]))
return 1
