-- Takes reminders under a lease, as one batch: first those whose holder let the lease run out, then those that are due.
--
-- KEYS  due, taken, leases, fence, planned
-- ARGV  what the records' keys begin with, now, how many at most, the length of the lease (milliseconds)
-- Returns nothing, or the fence, the names, packed, and the record of each.
--
-- `taken` has the names in each batch, packed, by its fence, and `leases` the end of each lease. Leases
-- are measured by this server's clock, so that clocks that differ or jump shorten no lease. A reminder whose record has
-- expired is forgotten.
local due, taken, leases, planned = KEYS[1], KEYS[2], KEYS[3], KEYS[5]
local prefix, now, limit, lease = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local HALF = 10
local WHOLE = 20

local time = redis.call('TIME')
local micros = time[1] * 1000000 + time[2]
local clock = math.floor(micros / 1000)

local ids = {}
while #ids < limit do
  local fence = redis.call('ZRANGEBYSCORE', leases, '-inf', clock, 'LIMIT', 0, 1)[1]
  if not fence then
    break
  end
  local batch = redis.call('HGET', taken, fence) or ''
  local at = 1
  while at <= #batch and #ids < limit do
    ids[#ids + 1] = string.sub(batch, at, at + WHOLE - 1)
    at = at + WHOLE
  end
  if at <= #batch then
    redis.call('HSET', taken, fence, string.sub(batch, at))
  else
    redis.call('HDEL', taken, fence)
    redis.call('ZREM', leases, fence)
  end
end

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

-- After the store was emptied, or has lost its last second, no fence of before may come again.
local fence = math.max(redis.call('INCR', KEYS[4]), micros)
redis.call('SET', KEYS[4], fence)

local keys = {}
for i = 1, #ids do
  keys[i] = prefix .. ids[i]
end
local records = redis.call('MGET', unpack(keys))

local batch, gone, answer = {}, {}, { fence, '' }
for i = 1, #ids do
  if records[i] then
    batch[#batch + 1] = ids[i]
    answer[#batch + 2] = records[i]
  else
    gone[#gone + 1] = ids[i]
  end
end
if #batch > 0 then
  answer[2] = table.concat(batch)
  redis.call('HSET', taken, fence, answer[2])
  redis.call('ZADD', leases, clock + lease, fence)
end

for _, id in ipairs(gone) do
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
