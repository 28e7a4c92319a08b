-- Every record whose key matches one of some patterns, all as they are at one moment.
-- ARGV: the patterns.
-- Returns an array of { key, type, milliseconds to live (-1: no end), values }.
-- For one node only: it reads keys of every slot.
local records = {}
for _, pattern in ipairs(ARGV) do
  for _, key in ipairs(redis.call('KEYS', pattern)) do
    local type = redis.call('TYPE', key).ok
    local values = {}
    if type == 'string' then
      values = { redis.call('GET', key) }
    elseif type == 'hash' then
      values = redis.call('HGETALL', key)
    elseif type == 'list' then
      values = redis.call('LRANGE', key, 0, -1)
    elseif type == 'set' then
      values = redis.call('SMEMBERS', key)
    elseif type == 'zset' then
      values = redis.call('ZRANGE', key, 0, -1, 'WITHSCORES')
    end
    records[#records + 1] = { key, type, redis.call('PTTL', key), values }
  end
end
return records
