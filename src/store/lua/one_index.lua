-- Makes one sorted set of the two that an older layout had for when events are. Begins with `times.lua`.
--
-- KEYS  by-start, by-end, times
local by_start, by_end, times = KEYS[1], KEYS[2], KEYS[3]
local MINUTE = 60000

local starts = redis.call('ZRANGE', by_start, 0, -1, 'WITHSCORES')
for i = 1, #starts, 2 do
  local id = starts[i]
  local from = math.floor(tonumber(starts[i + 1]) / MINUTE)
  local to = math.ceil(tonumber(redis.call('ZSCORE', by_end, id) or starts[i + 1]) / MINUTE)
  local length = math.min(math.max(to - from, 0), LENGTHS - 1)
  redis.call('ZADD', times, string.format('%.0f', from * LENGTHS + length), id)
end
redis.call('DEL', by_start, by_end)
