-- Takes the right to sync an account, for the length of a lease that this server's clock measures.
--
-- KEYS  round
-- ARGV  the length of the lease (milliseconds)
-- Returns the fence, or nothing while somebody else has it.
local time = redis.call('TIME')
local clock = time[1] * 1000 + math.floor(time[2] / 1000)
if tonumber(redis.call('HGET', KEYS[1], 'until') or 0) > clock then
  return false
end
-- After the store was emptied no fence of before may come again.
local fence = redis.call('HINCRBY', KEYS[1], 'last', 1)
if fence == 1 then
  fence = clock
end
redis.call('HSET', KEYS[1], 'last', fence, 'fence', fence, 'until', clock + tonumber(ARGV[1]))
return fence
