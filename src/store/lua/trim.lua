-- Leaves out the furthest events of an account that has more than it may, but none that was made here: people were told
-- that it is there.
--
-- KEYS  as in copy.lua, then round
-- ARGV  as in copy.lua, then the fence, and how many events there may be
-- Returns how many were left out, at most 500 at once; -1 when the lease is lost.
local fence, most = arguments(2)
if redis.call('HGET', KEYS[9], 'fence') ~= fence then
  return -1
end
local STEP = 500
local excess = math.min(redis.call('ZCARD', times) - tonumber(most), STEP)
local furthest = {}
local offset = 0
while #furthest < excess do
  local ids = redis.call('ZREVRANGE', times, offset, offset + STEP - 1)
  if #ids == 0 then
    break
  end
  offset = offset + STEP
  for _, id in ipairs(ids) do
    local record = redis.call('GET', event_prefix .. id)
    if #furthest < excess and not (record and select(2, look_at(record))) then
      furthest[#furthest + 1] = id
    end
  end
end
for _, id in ipairs(furthest) do
  drop_event(id)
end
return #furthest
