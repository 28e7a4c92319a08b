-- Acknowledges taken reminders: they have been dealt with and never come again, while their records keep that in mind.
--
-- KEYS  taken, hands, leases, planned
-- ARGV  the fence, and the name of each
-- Returns a text with a 1 for each that was still in the hand of the one who says so, a 0 for each that was not.
local taken, hands, leases, planned = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local fence = ARGV[1]
local HALF = 10

local holders = redis.call('HMGET', taken, unpack(ARGV, 2))
local answer, mine, events = {}, {}, {}
for i = 1, #holders do
  if holders[i] == fence then
    local id = ARGV[i + 1]
    mine[#mine + 1] = id
    events[#events + 1] = string.sub(id, 1, HALF)
    answer[i] = '1'
  else
    answer[i] = '0'
  end
end
if #mine == 0 then
  return table.concat(answer)
end

redis.call('HDEL', taken, unpack(mine))
if redis.call('EXISTS', taken) == 0 then
  redis.call('DEL', hands, leases)
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
if #empty > 0 then
  redis.call('HDEL', planned, unpack(empty))
end
for event, list in pairs(after) do
  if list ~= '' then
    redis.call('HSET', planned, event, list)
  end
end
return table.concat(answer)
