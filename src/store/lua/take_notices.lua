-- Takes notices under a lease: first those whose holder let the lease run out, then the others in order.
--
-- KEYS  notice, notices, notices-taken, notice-fences, notices-heard
-- ARGV  how many at most, the length of the lease (milliseconds; this server's clock measures it)
-- Returns nothing, or the fence and then of each its id, its record and the chats that have heard it, a space between.
local notice, notices, taken, fences, heard = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local limit = tonumber(ARGV[1])
local time = redis.call('TIME')
local micros = time[1] * 1000000 + time[2]
local clock = math.floor(micros / 1000)

local ids = redis.call('ZRANGEBYSCORE', taken, '-inf', clock, 'LIMIT', 0, limit)
if #ids < limit then
  for _, id in ipairs(redis.call('ZRANGE', notices, 0, limit - #ids - 1)) do
    ids[#ids + 1] = id
  end
end
if #ids == 0 then
  return {}
end

-- After the store was emptied, or has lost its last second, no fence of before may come again.
local fence = math.max(redis.call('HINCRBY', fences, 'last', 1), micros)
redis.call('HSET', fences, 'last', fence)

local answer = { fence }
for _, id in ipairs(ids) do
  local record = redis.call('HGET', notice, id)
  redis.call('ZREM', notices, id)
  if record then
    redis.call('ZADD', taken, clock + tonumber(ARGV[2]), id)
    redis.call('HSET', fences, 'of:' .. id, fence)
    answer[#answer + 1] = id
    answer[#answer + 1] = record
    answer[#answer + 1] = redis.call('HGET', heard, id) or ''
  else
    redis.call('ZREM', taken, id)
    redis.call('HDEL', fences, 'of:' .. id)
  end
end
return answer
