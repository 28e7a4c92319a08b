-- Takes reminders under a lease: first those whose holder let the lease run out, then those that are due.
--
-- KEYS  due, taken, fences, planned
-- ARGV  what the records' keys begin with, now, how many at most, the length of the lease (milliseconds)
-- Returns nothing, or the fence, how many were taken from a holder, and then name and record of each.
--
-- Leases are measured by this server's clock, so that clocks that differ or jump shorten nobody's lease. A reminder
-- whose record has expired is forgotten.
local due, taken, fences, planned = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local prefix, now, limit, lease = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local HALF = 12

local time = redis.call('TIME')
local micros = time[1] * 1000000 + time[2]
local clock = math.floor(micros / 1000)

local ids = redis.call('ZRANGEBYSCORE', taken, '-inf', clock, 'LIMIT', 0, limit)
local overrun = #ids
if overrun < limit then
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', due, '-inf', now, 'LIMIT', 0, limit - overrun)) do
    ids[#ids + 1] = id
  end
end
if #ids == 0 then
  return {}
end

-- After the store was emptied no fence of before may come again, so the first is the microsecond.
local fence = redis.call('HINCRBY', fences, 'last', 1)
if fence == 1 then
  fence = micros
  redis.call('HSET', fences, 'last', fence)
end

local keys = {}
for i, id in ipairs(ids) do
  keys[i] = prefix .. id
end
local records = redis.call('MGET', unpack(keys))

local leases, holders, gone, answer = {}, {}, {}, { fence, overrun }
for i, id in ipairs(ids) do
  if records[i] then
    leases[#leases + 1] = clock + lease
    leases[#leases + 1] = id
    holders[#holders + 1] = id
    holders[#holders + 1] = fence
    answer[#answer + 1] = id
    answer[#answer + 1] = records[i]
  else
    gone[#gone + 1] = id
  end
end

redis.call('ZREM', due, unpack(ids))
if #leases > 0 then
  redis.call('ZADD', taken, unpack(leases))
  redis.call('HSET', fences, unpack(holders))
end
for _, id in ipairs(gone) do
  redis.call('ZREM', taken, id)
  redis.call('HDEL', fences, id)
  local event, own = string.sub(id, 1, HALF), string.sub(id, HALF + 1)
  local rest = {}
  local list = redis.call('HGET', planned, event) or ''
  for i = 1, #list, HALF do
    local other = string.sub(list, i, i + HALF - 1)
    if other ~= own then
      rest[#rest + 1] = other
    end
  end
  if #rest > 0 then
    redis.call('HSET', planned, event, table.concat(rest))
  else
    redis.call('HDEL', planned, event)
  end
end

return answer
