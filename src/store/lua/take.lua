-- Takes reminders under a lease: first those whose holder let the lease run out, then those that are due.
--
-- KEYS  due, taken, hands, leases, fence, planned
-- ARGV  what the records' keys begin with, now, how many at most, the length of the lease (milliseconds)
-- Returns nothing, or the fence, and then name and record of each.
--
-- What one call takes is a hand: `taken` has the fence of each reminder, `hands` the reminders of each fence, `leases`
-- the end of each hand. Leases are measured by this server's clock, so that clocks that differ or jump shorten
-- nobody's. A reminder whose record has expired is forgotten.
local due, taken, hands, leases, planned = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[6]
local prefix, now, limit, lease = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local HALF = 10
local WHOLE = 20
local HANDS_AT_ONCE = 10

local time = redis.call('TIME')
local micros = time[1] * 1000000 + time[2]
local clock = math.floor(micros / 1000)

local ids = {}
repeat
  local over = redis.call('ZRANGEBYSCORE', leases, '-inf', clock, 'LIMIT', 0, HANDS_AT_ONCE)
  for _, fence in ipairs(over) do
    local list = redis.call('HGET', hands, fence) or ''
    local held, rest = {}, {}
    for i = 1, #list, WHOLE do
      held[#held + 1] = string.sub(list, i, i + WHOLE - 1)
    end
    local holders = #held > 0 and redis.call('HMGET', taken, unpack(held)) or {}
    for i, id in ipairs(held) do
      if holders[i] == fence then
        if #ids < limit then
          ids[#ids + 1] = id
        else
          rest[#rest + 1] = id
        end
      end
    end
    if #rest > 0 then
      redis.call('HSET', hands, fence, table.concat(rest))
    else
      redis.call('HDEL', hands, fence)
      redis.call('ZREM', leases, fence)
    end
  end
until #over == 0 or #ids == limit

if #ids < limit then
  local fresh = redis.call('ZRANGEBYSCORE', due, '-inf', now, 'LIMIT', 0, limit - #ids)
  if #fresh > 0 then
    redis.call('ZREM', due, unpack(fresh))
  end
  for _, id in ipairs(fresh) do
    ids[#ids + 1] = id
  end
end
if #ids == 0 then
  return {}
end

-- After the store was emptied no fence of before may come again, so the first is the microsecond.
local fence = redis.call('INCR', KEYS[5])
if fence == 1 then
  fence = micros
  redis.call('SET', KEYS[5], fence)
end

local keys = {}
for i = 1, #ids do
  keys[i] = prefix .. ids[i]
end
local records = redis.call('MGET', unpack(keys))

local holders, held, gone, answer = {}, {}, {}, { fence }
for i = 1, #ids do
  local id, record = ids[i], records[i]
  if record then
    local n = #held
    held[n + 1] = id
    holders[2 * n + 1] = id
    holders[2 * n + 2] = fence
    answer[2 * n + 2] = id
    answer[2 * n + 3] = record
  else
    gone[#gone + 1] = id
  end
end
if #held > 0 then
  redis.call('HSET', taken, unpack(holders))
  redis.call('HSET', hands, fence, table.concat(held))
  redis.call('ZADD', leases, clock + lease, fence)
end

for _, id in ipairs(gone) do
  redis.call('HDEL', taken, id)
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
