-- Leaves out the furthest events of an account that has more than it may.
--
-- KEYS  as in copy.lua, then round
-- ARGV  as in copy.lua, then the fence, and how many events there may be
-- Returns how many were left out, at most 500 at once; -1 when the lease is lost.
local fence, most = arguments(2)
if redis.call('HGET', KEYS[10], 'fence') ~= fence then
  return -1
end
local excess = math.min(redis.call('ZCARD', by_start) - tonumber(most), 500)
if excess <= 0 then
  return 0
end
for _, id in ipairs(redis.call('ZREVRANGE', by_start, 0, excess - 1)) do
  drop_event(id)
end
return excess
