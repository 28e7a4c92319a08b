-- Acknowledges taken reminders: they have been dealt with and never come again, while their records keep that in mind.
-- Begins with `hand.lua`.
--
-- KEYS  taken, leases, planned
local planned = KEYS[3]
local HALF = 10
if #mine == 0 then
  return answer
end
let_go()

local events = {}
for i = 1, #mine do
  events[i] = string.sub(mine[i], 1, HALF)
end
local before = redis.call('HMGET', planned, unpack(events))
local after, empty = {}, {}
for i = 1, #mine do
  local event = events[i]
  local list = after[event] or before[i] or ''
  if #list == HALF then
    after[event] = ''
    empty[#empty + 1] = event
  elseif list ~= '' then
    local own = string.sub(mine[i], HALF + 1)
    local others = {}
    for j = 1, #list, HALF do
      local other = string.sub(list, j, j + HALF - 1)
      if other ~= own then
        others[#others + 1] = other
      end
    end
    after[event] = table.concat(others)
  end
end
if #empty > 0 then
  redis.call('HDEL', planned, unpack(empty))
end
for event, list in pairs(after) do
  if list ~= '' then
    redis.call('HSET', planned, event, list)
  end
end
return answer
