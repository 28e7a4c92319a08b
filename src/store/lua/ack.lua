-- Acknowledges taken reminders: they are done with and never come again, while their records say so. In the same step
-- it keeps the message that each was sent in. Begins with `announce.lua` and `batch.lua`.
--
-- KEYS  taken, leases, planned
-- ARGV  as in batch.lua, then what the keys of sent messages begin with; and for each named reminder the name of its
--       message ('' for none), the message's record, how long that is kept and from when on (milliseconds), and the
--       key that lists the announced events of its account
-- Returns `is_mine`. A message is kept also for a reminder that another process holds by now: it was sent.
local planned = KEYS[3]
local told_prefix = ARGV[5]

for at = 6, #ARGV, 5 do
  local message, record, kept, now, list = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[at + 4]
  if message ~= '' then
    local first = (at - 6) / 5 * WHOLE + 1
    local event = string.sub(named, first, first + HALF - 1)
    announce(told_prefix .. event, message, record, kept, now, list, event)
  end
end
if #mine == 0 then
  return is_mine
end
remove_mine()

-- `planned` lists, packed, what an event's reminders are called on their own: the second half of their names.
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
return is_mine
