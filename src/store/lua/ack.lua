-- Acknowledges taken reminders: they have been dealt with and never come again, while their records keep that in mind.
--
-- KEYS  taken, fences, planned
-- ARGV  name and fence of each
-- Returns a 1 for each that was still in the hand of the one who says so, a 0 for each that was not.
local taken, fences, planned = KEYS[1], KEYS[2], KEYS[3]
local HALF = 12

local ids, answer, mine, events = {}, {}, {}, {}
for i = 1, #ARGV, 2 do
  ids[#ids + 1] = ARGV[i]
end
local holders = redis.call('HMGET', fences, unpack(ids))
for i, id in ipairs(ids) do
  if holders[i] == ARGV[2 * i] then
    mine[#mine + 1] = id
    events[#events + 1] = string.sub(id, 1, HALF)
    answer[i] = 1
  else
    answer[i] = 0
  end
end
if #mine == 0 then
  return answer
end

redis.call('ZREM', taken, unpack(mine))
redis.call('HDEL', fences, unpack(mine))

local before = redis.call('HMGET', planned, unpack(events))
local after = {}
for i, id in ipairs(mine) do
  local own, event = string.sub(id, HALF + 1), events[i]
  local list = after[event] or before[i] or ''
  if list == own then
    after[event] = ''
  else
    local rest = {}
    for j = 1, #list, HALF do
      local other = string.sub(list, j, j + HALF - 1)
      if other ~= own then
        rest[#rest + 1] = other
      end
    end
    after[event] = table.concat(rest)
  end
end

local empty, shorter = {}, {}
for event, list in pairs(after) do
  if list == '' then
    empty[#empty + 1] = event
  else
    shorter[#shorter + 1] = event
    shorter[#shorter + 1] = list
  end
end
if #empty > 0 then
  redis.call('HDEL', planned, unpack(empty))
end
if #shorter > 0 then
  redis.call('HSET', planned, unpack(shorter))
end
return answer
